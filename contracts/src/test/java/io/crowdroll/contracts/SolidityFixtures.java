package io.crowdroll.contracts;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.ForcedSignature;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.DataCommitment;
import io.crowdroll.protocol.circuits.Slot;
import io.crowdroll.protocol.circuits.SlotKind;
import io.crowdroll.protocol.circuits.SlotWitness;
import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.Seat;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the protocol's classes make of a few batches, queue items, slots and a validator set, for
 * forge to compare the contracts with: {@code contracts/test/fixtures}. Its {@code main} writes the
 * files again; a test compares them.
 */
final class SolidityFixtures {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Where the forge tests put the contract, and the L1 block at which they do. */
  private static final Deployment DEPLOYMENT =
      new Deployment(31_338, address("c0de00000000000000000000000000000000c0de"));

  private static final long L1_CHAIN_ID = 31_337;
  private static final long BLOCK = 100;
  private static final Hash256 NONE = Hash256.ZERO;
  private static final BigInteger GENESIS_ROOT = Poseidon.hash(BigInteger.ONE);
  private static final Address DEPOSITOR = address("00000000000000000000000000000000000d0a11");
  private static final byte[] KEY = new byte[] {1, 2, 3};
  private static final Address OWNER = RollupMessage.address(EdDsa.publicKey(KEY));
  private static final Address L1_OWNER = address("00000000000000000000000000000000000000a11ce");
  private static final Address PAYEE = address("7a7e000000000000000000000000000000007a7e");

  /** Of the same keys as the forge tests' validators, so that those can sign. */
  private static final SignerSet SET =
      new SignerSet(
          LongStream.range(1_001, 1_017)
              .mapToObj(BigInteger::valueOf)
              .map(secret -> Secp256k1.address(Secp256k1.publicKey(secret)))
              .sorted()
              .toList(),
          Collections.nCopies(16, 100L));

  private SolidityFixtures() {}

  /** All files by name. */
  static Map<String, String> files() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    try (TestKey batches = new TestKey(4);
        TestKey exits = new TestKey(6)) {
      files.put("TestBatchVerifier.sol", batches.verifier("TestBatchVerifier"));
      files.put("TestExitVerifier.sol", exits.verifier("TestExitVerifier"));
      for (int capacity : new int[] {4, 16, 64}) {
        files.put("transfers-" + capacity + ".json", json(transfers(capacity, batches)));
      }
      files.put("queue.json", json(queue(batches, exits)));
      files.put("slots.json", json(slots()));
    }
    return files;
  }

  private static String json(Map<String, ?> fields) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields) + "\n";
  }

  private static Address address(String hex) {
    return Address.of(Hash256.of(new BigInteger(hex, 16)));
  }

  /** After an empty batch a full one of transfers between accounts that look like any. */
  private static Map<String, Object> transfers(int capacity, TestKey key) throws Exception {
    SplittableRandom random = new SplittableRandom(capacity);
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      BigInteger fee = BigInteger.valueOf(random.nextLong(1L << 60));
      BigInteger value = BigInteger.valueOf(random.nextLong(1, 1L << 62)).shiftLeft(8);
      Address from = Address.of(random(random));
      Address to = Address.of(random(random));
      long nonce = random.nextLong(1_000);
      slots.add(slot(SlotKind.TRANSFER, true, nonce, from, Asset.ZKPOW, to, fee, value, null));
    }
    Map<String, Object> first = batch(statement(1, GENESIS_ROOT, List.of(), capacity), NONE, key);
    Hash256 parent = Hash256.fromHex(first.get("headerHash").toString());
    Map<String, Object> fields = batch(statement(2, postRoot(1), slots, capacity), parent, key);
    fields.put("first", first);
    return fields;
  }

  private static Hash256 random(SplittableRandom random) {
    return new Hash256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  /** A deposit to a new account, a forced withdrawal, and a forced transfer that turns out void. */
  private static Map<String, Object> queue(TestKey key, TestKey exitKey) throws Exception {
    Wei value = Wei.of(5_000_000_000L);
    L1Item deposit = new L1Item.Deposit(0, BLOCK, DEPOSITOR, OWNER, Asset.ETH, value);
    L1Item.Forced withdraw =
        signed(new L1Item.Forced(1, BLOCK, true, OWNER, L1_OWNER, Asset.ETH, Wei.of(77), 0, false));
    L1Item.Forced transfer =
        signed(new L1Item.Forced(2, BLOCK, false, OWNER, PAYEE, Asset.ZKPOW, value, 9, false));
    BigInteger none = BigInteger.ZERO;
    List<Slot> slots =
        List.of(
            slot(SlotKind.OPEN, true, 0, Address.ZERO, Asset.ZKPOW, OWNER, none, none, null),
            ofItem(SlotKind.DEPOSIT, true, deposit, null),
            ofItem(SlotKind.FORCED_WITHDRAW, true, withdraw, withdraw.signature()),
            ofItem(SlotKind.FORCED_TRANSFER, false, transfer, transfer.signature()));
    Map<String, Object> fields = batch(statement(1, GENESIS_ROOT, slots, 4), NONE, key);

    List<BigInteger> items = new ArrayList<>();
    List<BigInteger> accumulators = new ArrayList<>();
    Hash256 accumulator = Hash256.ZERO;
    for (L1Item item : List.of(deposit, withdraw, transfer)) {
      Keccak256 keccak = new Keccak256().putHash(accumulator);
      item.words().forEach(word -> keccak.putHash(Hash256.of(word)));
      accumulator = keccak.digest();
      items.addAll(item.words());
      accumulators.add(accumulator.toBigInteger());
    }
    fields.put("items", hex(items));
    fields.put("accumulators", hex(accumulators));
    List<BigInteger> signatures = new ArrayList<>(values(withdraw.signature()));
    signatures.addAll(values(transfer.signature()));
    fields.put("signatures", hex(signatures));

    List<BigInteger> exit =
        List.of(
            DEPLOYMENT.word(),
            postRoot(1),
            OWNER.toBigInteger(),
            L1_OWNER.toBigInteger(),
            none,
            value.minus(Wei.of(77)).toBigInteger());
    fields.put("exit", hex(exit));
    fields.put("exitProof", hex(exitKey.prove(exit)));
    return fields;
  }

  private static L1Item.Forced signed(L1Item.Forced item) {
    BigInteger message = ForcedSignature.digest(item, DEPLOYMENT);
    return item.with(
        new ForcedSignature(EdDsa.publicKey(KEY), EdDsa.sign(KEY, message)), DEPLOYMENT);
  }

  private static List<BigInteger> values(ForcedSignature signature) {
    return List.of(
        signature.key().x(),
        signature.key().y(),
        signature.signature().r().x(),
        signature.signature().r().y(),
        signature.signature().s());
  }

  private static Slot ofItem(
      SlotKind kind, boolean applied, L1Item item, ForcedSignature signature) {
    long nonce = item instanceof L1Item.Forced forced ? forced.nonce() : 0;
    return slot(
        kind,
        applied,
        nonce,
        item.sender(),
        item.asset(),
        item.to(),
        BigInteger.ZERO,
        item.value().toBigInteger(),
        signature);
  }

  private static Slot slot(
      SlotKind kind,
      boolean applied,
      long nonce,
      Address sender,
      Asset asset,
      Address to,
      BigInteger fee,
      BigInteger value,
      ForcedSignature signature) {
    Slot.Signed signed =
        signature == null ? null : new Slot.Signed(values(signature), BigInteger.ZERO, fee);
    return new Slot(kind, applied, nonce, sender, asset, to, fee, value, 0, null, null, signed);
  }

  private static BigInteger postRoot(long index) {
    return Poseidon.hash(BigInteger.valueOf(1 + index));
  }

  private static Statement statement(
      long index, BigInteger preRoot, List<Slot> slots, int capacity) {
    return new Statement(
            Statement.BATCH,
            DEPLOYMENT.word(),
            BigInteger.valueOf(index),
            Hash256.of(preRoot),
            Hash256.of(postRoot(index)),
            1,
            20,
            BLOCK,
            0,
            slots.stream().map(slot -> new SlotWitness(slot, null, null)).toList())
        .padded(capacity);
  }

  /** All that L1 is given of a batch and all that it makes of that. */
  private static Map<String, Object> batch(Statement statement, Hash256 parent, TestKey key)
      throws Exception {
    DataCommitment commitment = DataCommitment.of(statement.words());
    BatchData data = new BatchData(statement.words(), commitment.p(), SET.hash());
    BatchHeader header = data.header(parent, BLOCK);
    List<BigInteger> signals =
        List.of(commitment.p(), commitment.z(), commitment.y(), PAYEE.toBigInteger());
    Hash256 digest = Certificate.digest(header.hash(), L1_CHAIN_ID, DEPLOYMENT.contract());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("parent", hex(parent.toBigInteger()));
    fields.put("words", hex(data.posted()));
    fields.put("wordsHash", hex(data.wordsHash().toBigInteger()));
    fields.put("signals", hex(signals));
    fields.put("validators", hex(SET.members().stream().map(Address::toBigInteger).toList()));
    fields.put("stakes", SET.stakes());
    fields.put("validatorSet", hex(SET.hash().toBigInteger()));
    fields.put("headerHash", hex(header.hash().toBigInteger()));
    fields.put("digest", hex(digest.toBigInteger()));
    fields.put("proof", hex(key.prove(signals)));
    return fields;
  }

  /** Which seat has a slot, for some seeds. */
  private static Map<String, Object> slots() {
    SlotSchedule schedule =
        new SlotSchedule(
            4,
            IntStream.range(0, SlotSchedule.SEATS)
                .mapToObj(seat -> Seat.of(new Address(0, 0, 1 + seat)))
                .toList());
    SplittableRandom random = new SplittableRandom(3);
    List<Long> numbers = new ArrayList<>();
    List<BigInteger> seeds = new ArrayList<>();
    List<Long> seats = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      long slot = 10 + random.nextLong(1_000_000);
      Hash256 seed = random(random);
      numbers.add(slot);
      seeds.add(seed.toBigInteger());
      seats.add(schedule.agent(slot, seed).w2() - 1);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("slots", numbers);
    fields.put("seeds", hex(seeds));
    fields.put("seats", seats);
    return fields;
  }

  private static List<String> hex(List<BigInteger> numbers) {
    return numbers.stream().map(SolidityFixtures::hex).toList();
  }

  private static String hex(BigInteger number) {
    return Hash256.of(number).toString();
  }

  /** Writes the files into a folder. */
  public static void main(String[] arguments) throws Exception {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(Path.of(arguments[0]).resolve(file.getKey()), file.getValue());
    }
  }
}
