package io.crowdroll.sim.model.l1;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.contracts.l1.Poster;
import io.crowdroll.contracts.l1.Watcher;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.protocol.zkpow.SettlementRules.MintAllowance;
import io.crowdroll.sim.testnet.l1.AnvilProcess;
import io.crowdroll.sim.testnet.l1.TestRollup;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The model of the contract and the contract itself take the same random calls, block by block:
 * same verdicts, same reasons, same logs, same state.
 */
@Tag("testnet")
class ContractBesideModelTest {
  private static final Wei TIP = Wei.of(1_000_000_000);
  private static final Wei MAX_FEE = Wei.of(100_000_000_000L);
  private static final MintAllowance ALLOWANCE =
      new MintAllowance(Wei.of(2_000), Wei.of(50), Wei.of(5_000));

  /** What the contract tells apart less finely, or finds in another place. */
  private static final Map<Refusal, Set<Refusal>> ALIKE =
      new EnumMap<>(
          Map.of(
              Refusal.CERTIFICATE_OF_ANOTHER_HEADER,
              EnumSet.of(Refusal.SIGNER_NOT_IN_SET, Refusal.SIGNERS_NOT_ASCENDING),
              Refusal.NO_SUCH_CLAIM,
              EnumSet.of(Refusal.NO_SUCH_CLAIM, Refusal.ALREADY_CLAIMED)));

  @TempDir private Path directory;
  private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
  private final Map<String, Integer> executed = new LinkedHashMap<>();
  private AnvilProcess anvil;
  private TestRollup l1;
  private L1Contract model;
  private Watcher watcher;
  private RandomCalls calls;
  private final TreeMap<Address, Poster> posters = new TreeMap<>();
  private final TreeMap<Address, Long> nonces = new TreeMap<>();
  private final TreeMap<Long, Hash256> hashes = new TreeMap<>();

  @Test
  void sameCallsHaveTheSameEffects() throws IOException {
    campaign(1, 250);
    assertThat(executed.keySet()).contains("CommitBatch", "ProveBatch", "EnqueueDeposit");
    assertThat(refused).hasSizeGreaterThan(12);
  }

  @Tag("campaign")
  @Test
  void manyMoreCallsHaveTheSameEffects() throws IOException {
    for (int seed = 2; seed < 6; seed++) {
      campaign(seed, 600);
    }
    assertThat(executed.keySet())
        .contains("CommitBatch", "ProveBatch", "EnqueueDeposit", "EnqueueForced", "Claim", "Pull")
        .contains("Prune", "CommitAndProve", "Freeze", "Reclaim", "Escape")
        .contains("TakeSeat", "LeaveSeat", "ReleaseBond");
    assertThat(refused).hasSizeGreaterThan(25);
  }

  private void campaign(int seed, int steps) throws IOException {
    Random random = new Random(seed);
    Path own = directory.resolve(Integer.toString(seed));
    try (AnvilProcess process = TestRollup.anvil(own);
        TestRollup rollup = TestRollup.on(process, ALLOWANCE, Wei.of(1_000_000), Wei.of(50_000))) {
      anvil = process;
      l1 = rollup;
      begin(random);
      for (int step = 0; step < steps; step++) {
        if (random.nextInt(12) == 0) {
          anvil.mine(1 + random.nextInt(step > steps * 4 / 5 ? 70 : 15));
          watch();
        }
        RandomCalls.Made made = calls.next();
        both(seed + ":" + step, made.sender(), made.call());
      }
    }
  }

  private void begin(Random random) throws IOException {
    posters.clear();
    nonces.clear();
    hashes.clear();
    long deployed = l1.deployed.block();
    for (long number = 0; number <= deployed; number++) {
      hashes.put(number, Watcher.bare(l1.rpc, number).hash());
    }
    watcher = new Watcher(l1.rpc, l1.deployed, deployed, hashes.get(deployed));
    watch();
    RandomCalls.Leaves leaves = new RandomCalls.Leaves();
    // the deployer has given all of its tokens to the faucet
    model =
        new L1Contract(
            new Deployment(
                TestRollup.RULES,
                ALLOWANCE,
                TestRollup.CAPACITY,
                deployed,
                l1.schedule,
                _ -> l1.signers,
                TestRollup.ROOT,
                Wei.of(1_000_000),
                Wei.of(50_000),
                Map.of(l1.deployed.faucet(), Wei.tokens(1_000)),
                (proof, inputs) -> TestRollup.BATCH.verifies(proof, inputs.values()),
                leaves));
    calls = new RandomCalls(l1, model, leaves, random);
    for (Address sender : calls.senders()) {
      posters.put(sender, new Poster(l1.rpc, l1.deployed, calls.account(sender)));
      nonces.put(sender, l1.rpc.nonce(sender));
    }
  }

  /** The blocks since the last look; the last of them. */
  private L1Block watch() throws IOException {
    L1Block last = null;
    for (var change = watcher.poll(); change.isPresent(); change = watcher.poll()) {
      assertThat(change.get().removed()).isEmpty();
      change.get().added().forEach(block -> hashes.put(block.number(), block.hash()));
      last = change.get().added().getLast();
    }
    return last;
  }

  private void both(String at, Address sender, L1Call call) throws IOException {
    long nonce = nonces.merge(sender, 1L, Long::sum) - 1;
    posters.get(sender).post(new Effect.PostL1(nonce, call, Long.MAX_VALUE, MAX_FEE, TIP));
    anvil.mine(1);
    L1Block block = watch();
    assertThat(block.receipts()).hasSize(1);
    L1Block.Receipt receipt = block.receipts().getFirst();
    Outcome outcome = model.call(sender, block.number(), this::blockHash, call);
    String what = at + ", block " + block.number() + ": " + call;
    if (outcome.refusal().isPresent()) {
      Refusal reason = outcome.refusal().get();
      assertThat(receipt.refusal()).as(what + " is refused: " + reason).isPresent();
      assertThat(receipt.refusal().get())
          .as(what)
          .isIn(ALIKE.getOrDefault(reason, EnumSet.of(reason)));
      refused.merge(reason, 1, Integer::sum);
    } else {
      assertThat(receipt.refusal()).as(what).isEmpty();
      assertThat(block.logs()).as(what).isEqualTo(outcome.logs());
      executed.merge(call.getClass().getSimpleName(), 1, Integer::sum);
    }
    calls.done(call, outcome);
    expectSameState(what);
    model.checkInvariantsFully();
  }

  private Hash256 blockHash(long number) {
    return hashes.getOrDefault(number, Hash256.ZERO);
  }

  private void expectSameState(String what) throws IOException {
    Map<String, BigInteger> expected = new LinkedHashMap<>();
    expected.put("proven()", BigInteger.valueOf(model.proven()));
    expected.put("committed()", BigInteger.valueOf(model.committed()));
    expected.put("root()", model.root().toBigInteger());
    expected.put("queueLength()", BigInteger.valueOf(model.queueLength()));
    expected.put("committedQueue()", BigInteger.valueOf(model.committedQueue()));
    expected.put("provenQueue()", BigInteger.valueOf(model.provenQueue()));
    expected.put("queueFee()", model.queueFee().toBigInteger());
    expected.put("mintAllowance()", model.mintAllowance().toBigInteger());
    expected.put("isFrozen()", model.isFrozen() ? BigInteger.ONE : BigInteger.ZERO);
    expected.put("onL2()", model.l2Supply().toBigInteger());
    for (Map.Entry<String, BigInteger> each : expected.entrySet()) {
      assertThat(ask(each.getKey(), null))
          .as(each.getKey() + " after " + what)
          .isEqualTo(each.getValue());
    }
    for (Address account : calls.senders()) {
      assertThat(ask("owed(address)", account))
          .as("owed after " + what)
          .isEqualTo(model.owed(account).toBigInteger());
      assertThat(ask("bond(address)", account))
          .as("bond after " + what)
          .isEqualTo(model.bond(account).toBigInteger());
    }
  }

  /** The first word of the contract's answer. */
  private BigInteger ask(String signature, Address argument) throws IOException {
    String selector =
        new Keccak256()
            .putBytes(signature.getBytes(StandardCharsets.US_ASCII))
            .digest()
            .toString()
            .substring(0, 10);
    String data =
        argument == null
            ? selector
            : selector + Hash256.of(argument.toBigInteger()).toString().substring(2);
    Map<String, String> call =
        Map.of("to", l1.deployed.deployment().contract().toString(), "data", data);
    String answer = l1.rpc.ask("eth_call", call, "latest").toString();
    return new BigInteger(answer.substring(2, 66), 16);
  }
}
