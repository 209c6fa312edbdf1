package io.crowdroll.sim.testnet.l1;

import io.crowdroll.contracts.l1.Account;
import io.crowdroll.contracts.l1.Deployed;
import io.crowdroll.contracts.l1.Deployer;
import io.crowdroll.contracts.l1.Genesis;
import io.crowdroll.contracts.l1.Rpc;
import io.crowdroll.contracts.l1.Sender;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.DataCommitment;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.protocol.zkpow.SettlementRules.MintAllowance;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A rollup of three validators on some L1, with keys of tiny circuits. */
public final class TestRollup implements AutoCloseable {
  public static final Path HOME = Path.of(System.getProperty("crowdroll.home", ".."));
  public static final int CAPACITY = 8;
  public static final long L2_CHAIN_ID = 4_711;
  public static final Hash256 ROOT = new Hash256(0, 7, 7, 7);
  public static final TestKey BATCH = new TestKey(4);
  public static final TestKey EXIT = new TestKey(6);

  public static final SubmissionRules RULES =
      new SubmissionRules(
          4,
          2,
          true,
          true,
          3,
          20,
          0,
          Wei.tokens(1),
          Wei.tokens(1),
          Wei.tokens(1),
          Wei.of(10_000_000_000_000_000L),
          new SubmissionRules.Forced(12, Wei.of(1_000_000_000_000_000L), 4, CAPACITY / 2, 40, 60));

  public final Rpc rpc;
  public final Deployed deployed;
  public final TreeMap<Address, BigInteger> secrets = new TreeMap<>();
  public final SignerSet signers;
  public final SlotSchedule schedule;
  public final Account rich;

  /** Deploys it on an L1 that makes blocks. */
  public TestRollup(
      RunningL1 l1, SubmissionRules rules, MintAllowance allowance, Wei l2Supply, Wei l2Eth)
      throws IOException {
    rpc = new Rpc(l1.url());
    rich = new Account(l1.key(), rpc.chainId());
    for (int i = 1; i <= 3; i++) {
      BigInteger secret = BigInteger.valueOf(1_000 + i);
      secrets.put(Secp256k1.address(Secp256k1.publicKey(secret)), secret);
    }
    signers = new SignerSet(List.copyOf(secrets.keySet()), List.of(1L, 1L, 2L));
    schedule = SlotSchedule.apportioned(rules.slotBlocks(), signers);
    Sender sender = new Sender(rpc, rich);
    for (Address agent : secrets.keySet()) {
      sender.pay(agent, BigInteger.TEN.pow(20));
    }
    Genesis genesis =
        new Genesis(
            L2_CHAIN_ID,
            CAPACITY,
            ROOT,
            l2Supply,
            l2Eth,
            Map.of(rich.address(), Wei.tokens(1_000)),
            signers,
            schedule,
            rules,
            allowance);
    deployed =
        new Deployer(rpc, rich, HOME.resolve("contracts"))
            .deploy(genesis, BATCH.verifyingKey(), EXIT.verifyingKey());
  }

  /** Deploys it on an Anvil that makes blocks on demand alone, before and after. */
  public static TestRollup on(AnvilProcess anvil) throws IOException {
    return on(anvil, null, Wei.tokens(1_000), Wei.ZERO);
  }

  public static TestRollup on(AnvilProcess anvil, MintAllowance allowance, Wei l2Supply, Wei l2Eth)
      throws IOException {
    anvil.automine(true);
    anvil.mine(SlotSchedule.SEED_DEPTH + RULES.slotBlocks());
    TestRollup rollup = new TestRollup(anvil, RULES, allowance, l2Supply, l2Eth);
    anvil.automine(false);
    return rollup;
  }

  /** An Anvil that makes blocks on demand. */
  public static AnvilProcess anvil(Path directory) throws IOException {
    return AnvilProcess.start(HOME, directory, AnvilProcess.Mining.ON_DEMAND);
  }

  public Account account(Address agent) {
    return new Account(secrets.get(agent), rich.l1ChainId());
  }

  /** A header whose words are those of these slots, four words each. */
  public BatchHeader header(
      long index, Hash256 parent, Hash256 preRoot, long origin, List<BigInteger> slots) {
    int count = slots.size() / BatchData.SLOT_WORDS;
    List<BigInteger> words = new ArrayList<>();
    words.add(BigInteger.valueOf((1L << 8 | 1) << 32 | (long) CAPACITY << 16 | count));
    words.add(deployed.deployment().word());
    words.add(BigInteger.valueOf(index));
    words.add(preRoot.toBigInteger());
    words.add(BigInteger.valueOf(1_000_000 + index));
    words.add(BigInteger.ZERO);
    words.add(BigInteger.ONE.shiftLeft(127));
    words.add(
        BigInteger.valueOf(index)
            .shiftLeft(64)
            .or(BigInteger.valueOf(index))
            .shiftLeft(64)
            .or(BigInteger.valueOf(origin)));
    words.add(BigInteger.ZERO);
    words.addAll(slots);
    words.addAll(Collections.nCopies(BatchData.SLOT_WORDS * (CAPACITY - count), BigInteger.ZERO));
    BatchData data = new BatchData(words, DataCommitment.chain(words), signers.hash());
    return data.header(parent, origin);
  }

  /** The words of a withdrawal. */
  public static List<BigInteger> withdraw(Address from, Address to, Wei value) {
    return List.of(
        SlotWords.first(true, SlotWords.WITHDRAW, 0, from),
        SlotWords.second(Asset.ZKPOW, to),
        value.toBigInteger(),
        BigInteger.ZERO);
  }

  /** All have signed. */
  public Certificate certificate(BatchHeader header) {
    Hash256 hash = header.hash();
    Hash256 digest =
        Certificate.digest(hash, deployed.l1ChainId(), deployed.deployment().contract());
    List<Secp256k1.Signature> signatures =
        secrets.values().stream().map(secret -> Secp256k1.sign(secret, digest)).toList();
    return new Certificate(hash, List.copyOf(secrets.keySet()), signatures);
  }

  /** A valid proof of a batch, for nobody in particular. */
  public static RootProof.Groth16 proof(BatchHeader header) {
    DataCommitment commitment = DataCommitment.of(header.data().words());
    ProofWords words =
        BATCH.prove(List.of(commitment.p(), commitment.z(), commitment.y(), BigInteger.ZERO));
    return new RootProof.Groth16(header.hash(), -1, Address.ZERO, words);
  }

  @Override
  public void close() {
    rpc.close();
  }
}
