package io.crowdroll.sim.model.l1;

import io.crowdroll.contracts.l1.Account;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.ForcedSignature;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.DataCommitment;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.testnet.l1.TestRollup;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Calls for the contract and its model: good ones, and some that are wrong in one place. */
final class RandomCalls {
  /** A call and who makes it. */
  record Made(Address sender, L1Call call) {}

  /** Exits whose proofs are good. */
  static final class Leaves implements AccountState {
    final Set<ExitProof> open = new HashSet<>();

    @Override
    public boolean opens(ExitProof proof, ProofWords words) {
      return open.contains(proof);
    }
  }

  private static final Address STRANGER = new Address(9, 9, 9);

  private final TestRollup l1;
  private final L1Contract model;
  private final Leaves leaves;
  private final Random random;
  private final List<Address> senders = new ArrayList<>();
  private final List<L1Item> queue = new ArrayList<>();

  /** Of the chain: committed or proven. */
  private final TreeMap<Long, BatchHeader> headers = new TreeMap<>();

  private final byte[] key = new byte[32];

  RandomCalls(TestRollup l1, L1Contract model, Leaves leaves, Random random) {
    this.l1 = l1;
    this.model = model;
    this.leaves = leaves;
    this.random = random;
    senders.addAll(l1.signers.members());
    senders.add(l1.rich.address());
    random.nextBytes(key);
  }

  /** All who call: three validators and one who is none. */
  List<Address> senders() {
    return senders;
  }

  Account account(Address sender) {
    return sender.equals(l1.rich.address()) ? l1.rich : l1.account(sender);
  }

  /** Takes note of what a call did. */
  void done(L1Call call, Outcome outcome) {
    for (L1Log log : outcome.logs()) {
      switch (log) {
        case L1Log.Enqueued(var item, _, _) -> queue.add(item);
        case L1Log.BatchCommitted(long index, _, _) ->
            headers.put(index, ((L1Call.CommitBatch) call).header());
        case L1Log.PermissionlessBatch(var header, _, _) -> {
          headers.tailMap(header.index()).clear();
          headers.put(header.index(), header);
        }
        case L1Log.Pruned(long first, _, _) -> headers.tailMap(first).clear();
        default -> {}
      }
    }
  }

  Made next() {
    Address sender = senders.get(random.nextInt(senders.size()));
    boolean unproven = model.committed() > model.proven();
    L1Call call =
        switch (random.nextInt(22)) {
          case 0, 1 -> deposit();
          case 2, 3 -> force();
          case 4, 5, 6, 7, 8, 9 -> commit();
          case 10, 11, 12, 13 -> unproven ? prove() : commit();
          case 14, 15 -> headers.isEmpty() ? deposit() : claim();
          case 16 -> new L1Call.Pull();
          case 17 -> unproven ? new L1Call.Prune() : new L1Call.Pull();
          case 18 -> permissionless();
          case 19 -> random.nextBoolean() ? new L1Call.Freeze() : escape(sender);
          case 20 -> queue.isEmpty() ? force() : new L1Call.Reclaim(random.nextInt(queue.size()));
          default -> seat();
        };
    return new Made(sender, call);
  }

  private L1Call seat() {
    // mostly the same few, or none would ever be left and taken again
    int seat = random.nextInt(random.nextInt(3) == 0 ? SlotSchedule.SEATS + 1 : 2);
    return switch (random.nextInt(3)) {
      case 0 -> new L1Call.TakeSeat(seat);
      case 1 -> new L1Call.LeaveSeat(seat);
      default -> new L1Call.ReleaseBond();
    };
  }

  private Wei maxFee() {
    return random.nextInt(8) == 0 ? Wei.ZERO : model.queueFee();
  }

  private Wei value() {
    return Wei.of(random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(1_000));
  }

  private Address recipient() {
    return random.nextInt(8) == 0 ? new Address(0, 0, 77) : STRANGER;
  }

  private L1Call deposit() {
    Asset asset = random.nextInt(5) == 0 ? Asset.ZKPOW : Asset.ETH;
    return new L1Call.EnqueueDeposit(recipient(), asset, value(), maxFee());
  }

  private L1Call force() {
    boolean withdraw = random.nextBoolean();
    Address from = RollupMessage.address(EdDsa.publicKey(key));
    Asset asset = Asset.values()[random.nextInt(2)];
    long nonce = random.nextInt(8) == 0 ? -1 : random.nextInt(5);
    Address to = recipient();
    Wei value = value();
    L1Call.Signature quality = L1Call.Signature.values()[random.nextInt(3)];
    L1Item.Forced unsigned =
        new L1Item.Forced(0, 0, withdraw, from, to, asset, value, nonce, false);
    BigInteger digest = ForcedSignature.digest(unsigned, l1.deployed.deployment());
    boolean wrong = quality == L1Call.Signature.WRONG;
    EdDsa.Signature signature = EdDsa.sign(key, wrong ? digest.add(BigInteger.ONE) : digest);
    ForcedSignature auth = new ForcedSignature(EdDsa.publicKey(key), signature);
    return new L1Call.EnqueueForced(
        withdraw,
        from,
        to,
        asset,
        value,
        nonce,
        quality,
        maxFee(),
        quality == L1Call.Signature.MALFORMED ? malformed(auth) : auth);
  }

  /** S ≥ l, or a point off the curve. */
  private ForcedSignature malformed(ForcedSignature good) {
    BabyJubJub.Point r8 = good.signature().r();
    BabyJubJub.Point off = new BabyJubJub.Point(r8.x(), r8.y().add(BigInteger.ONE));
    return switch (random.nextInt(3)) {
      case 0 -> new ForcedSignature(off, good.signature());
      case 1 -> new ForcedSignature(good.key(), new EdDsa.Signature(off, good.signature().s()));
      default ->
          new ForcedSignature(good.key(), new EdDsa.Signature(r8, BabyJubJub.SUBGROUP_ORDER));
    };
  }

  // Batches

  private L1Call commit() {
    BatchHeader parent = headers.get(model.committed());
    List<BigInteger> slots = new ArrayList<>();
    long waiting = model.queueLength() - model.committedQueue();
    int items = (int) Math.min(waiting, random.nextInt(4));
    for (int i = 0; i < items; i++) {
      slots.addAll(consume(queue.get((int) model.committedQueue() + i)));
    }
    while (slots.size() < 4 * (items + 1 + random.nextInt(3))) {
      slots.addAll(TestRollup.withdraw(STRANGER, STRANGER, Wei.of(1 + random.nextInt(50))));
    }
    BatchHeader header = mutated(words(parent, model.committed(), model.committedQueue(), slots));
    return new L1Call.CommitBatch(header, certificate(header));
  }

  private L1Call permissionless() {
    BatchHeader parent = headers.get(model.proven());
    List<BigInteger> slots = new ArrayList<>();
    long waiting = model.queueLength() - model.provenQueue();
    for (int i = 0; i < Math.min(waiting, 1 + random.nextInt(3)); i++) {
      slots.addAll(consume(queue.get((int) model.provenQueue() + i)));
    }
    BatchHeader header = asHead(words(parent, model.proven(), model.provenQueue(), slots), parent);
    RootProof proof = TestRollup.proof(header);
    return new L1Call.CommitAndProve(header, -1, proof);
  }

  /** An item's words, void ones among them. */
  private List<BigInteger> consume(L1Item item) {
    boolean applied = item instanceof L1Item.Deposit || random.nextInt(3) > 0;
    List<BigInteger> words = new ArrayList<>(item.words());
    words.set(0, applied ? words.getFirst().setBit(232) : words.getFirst());
    return words;
  }

  private List<BigInteger> words(
      BatchHeader parent, long last, long queueFrom, List<BigInteger> slots) {
    List<BigInteger> words = new ArrayList<>();
    int count = slots.size() / BatchData.SLOT_WORDS;
    long items = 0;
    for (int at = 0; at < slots.size(); at += BatchData.SLOT_WORDS) {
      int kind = slots.get(at).shiftRight(224).intValue() & 0xff;
      items += kind >= SlotWords.DEPOSIT ? 1 : 0;
    }
    long deployed = l1.deployed.block();
    long origin = parent == null ? deployed : parent.l1Origin();
    origin += random.nextInt(8) == 0 ? random.nextInt(3_000) - 1_000 : random.nextInt(3);
    words.add(BigInteger.valueOf((1L << 8 | 1) << 32 | (long) TestRollup.CAPACITY << 16 | count));
    words.add(l1.deployed.deployment().word());
    words.add(BigInteger.valueOf(last + 1));
    words.add((parent == null ? TestRollup.ROOT : parent.postRoot()).toBigInteger());
    words.add(BigInteger.valueOf(random.nextLong() >>> 1));
    words.add(BigInteger.valueOf(random.nextInt(100)));
    words.add(BigInteger.ONE.shiftLeft(127).add(BigInteger.valueOf(random.nextInt(300))));
    words.add(position(last + 1, last + 2, Math.max(0, origin)));
    words.add(
        BigInteger.valueOf(queueFrom).shiftLeft(64).add(BigInteger.valueOf(queueFrom + items)));
    words.addAll(slots);
    words.addAll(Collections.nCopies(4 * TestRollup.CAPACITY + 9 - words.size(), BigInteger.ZERO));
    return words;
  }

  private static BigInteger position(long first, long last, long origin) {
    return BigInteger.valueOf(first)
        .shiftLeft(64)
        .add(BigInteger.valueOf(last))
        .shiftLeft(64)
        .add(BigInteger.valueOf(origin));
  }

  private BatchHeader asHead(List<BigInteger> words, BatchHeader parent) {
    long deployed = l1.deployed.block();
    if (random.nextInt(5) > 0) {
      words.set(5, BigInteger.ZERO);
      words.set(6, BigInteger.ONE.shiftLeft(127));
    }
    if (random.nextInt(5) > 0) {
      words.set(
          7,
          parent == null
              ? position(0, 0, deployed)
              : position(parent.firstHeight(), parent.lastHeight(), parent.l1Origin()));
    }
    return header(words, parent, parent == null ? deployed : parent.readyAt());
  }

  private BatchHeader mutated(List<BigInteger> words) {
    BatchHeader parent = headers.get(model.committed());
    long ready = parent == null ? l1.deployed.block() : parent.readyAt();
    ready += random.nextInt(10) == 0 ? random.nextInt(2_000) - 1_000 : random.nextInt(2);
    switch (random.nextInt(20)) {
      case 0 -> words.set(2, words.get(2).add(BigInteger.ONE));
      case 1 -> words.set(3, words.get(3).add(BigInteger.ONE));
      case 2 -> words.set(8, words.get(8).add(BigInteger.ONE.shiftLeft(64)));
      case 3 -> words.set(8, words.get(8).add(BigInteger.ONE));
      case 4 -> {
        BatchHeader header = header(words, parent, ready);
        return header.data().header(new Hash256(1, 2, 3, 4), ready);
      }
      default -> {}
    }
    return header(words, parent, Math.max(0, ready));
  }

  private BatchHeader header(List<BigInteger> words, BatchHeader parent, long ready) {
    BatchData data = new BatchData(words, DataCommitment.chain(words), l1.signers.hash());
    return data.header(parent == null ? Hash256.ZERO : parent.hash(), ready);
  }

  /** Of all signers, or too few, in the wrong order, of a stranger, for something else. */
  private Certificate certificate(BatchHeader header) {
    boolean other = random.nextInt(30) == 0;
    Hash256 hash = other ? new Hash256(5, 5, 5, 5) : header.hash();
    Hash256 digest =
        Certificate.digest(hash, l1.deployed.l1ChainId(), l1.deployed.deployment().contract());
    TreeMap<Address, BigInteger> secrets = new TreeMap<>(l1.secrets);
    int which = random.nextInt(20);
    if (which == 0) {
      secrets.pollFirstEntry();
      secrets.pollLastEntry();
    } else if (which == 1) {
      BigInteger stranger = BigInteger.valueOf(31_337);
      secrets.put(Secp256k1.address(Secp256k1.publicKey(stranger)), stranger);
    }
    List<Address> signers = new ArrayList<>(secrets.keySet());
    if (which == 2) {
      Collections.swap(signers, 0, 1);
    }
    List<Secp256k1.Signature> signatures =
        signers.stream().map(signer -> Secp256k1.sign(secrets.get(signer), digest)).toList();
    return new Certificate(hash, signers, signatures);
  }

  private L1Call prove() {
    long index =
        random.nextInt(8) == 0 ? 1 + random.nextLong(model.committed()) : model.proven() + 1;
    BatchHeader header = headers.get(index);
    RootProof.Groth16 proof = TestRollup.proof(header);
    if (random.nextInt(8) == 0) {
      List<BigInteger> words = new ArrayList<>(proof.words().words());
      int which = random.nextInt(words.size());
      words.set(which, random.nextBoolean() ? BigInteger.ZERO : words.get((which + 1) % 8));
      proof = new RootProof.Groth16(proof.header(), -1, Address.ZERO, new ProofWords(words));
    } else if (random.nextInt(8) == 0) {
      proof = new RootProof.Groth16(proof.header(), -1, STRANGER, proof.words());
    }
    return new L1Call.ProveBatch(index, -1, proof);
  }

  // Ways out

  private L1Call claim() {
    long batch = 1 + random.nextLong(headers.lastKey());
    var records = headers.get(batch).withdrawals();
    if (records.isEmpty()) {
      return new L1Call.Pull();
    }
    int record = random.nextInt(records.size());
    int said = random.nextInt(8) == 0 ? random.nextInt(records.size()) : record;
    return new L1Call.Claim(batch, record, records.get(said));
  }

  private L1Call escape(Address sender) {
    Address account = random.nextBoolean() ? sender : STRANGER;
    Address recipient = random.nextBoolean() ? account : new Address(8, 8, 8);
    Wei zkpow = Wei.of(random.nextInt(20) == 0 ? 1_000_000_000L : random.nextInt(1_000));
    ExitProof exit =
        new ExitProof(model.root(), account, recipient, zkpow, Wei.of(random.nextInt(100)));
    List<BigInteger> signals =
        List.of(
            l1.deployed.deployment().word(),
            exit.root().toBigInteger(),
            account.toBigInteger(),
            recipient.toBigInteger(),
            exit.zkpow().toBigInteger(),
            exit.eth().toBigInteger());
    boolean good = random.nextInt(4) > 0;
    if (good) {
      leaves.open.add(exit);
    } else {
      leaves.open.remove(exit);
    }
    List<BigInteger> proven = new ArrayList<>(signals);
    proven.set(4, good ? signals.get(4) : signals.get(4).add(BigInteger.ONE));
    return new L1Call.Escape(exit, TestRollup.EXIT.prove(proven));
  }
}
