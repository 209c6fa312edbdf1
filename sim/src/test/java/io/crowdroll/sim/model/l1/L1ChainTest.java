package io.crowdroll.sim.model.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.sim.scenario.L1Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class L1ChainTest {
  private static final Wei GWEI = Wei.of(1_000_000_000);
  private static final L1Call.EnqueueDeposit DEPOSIT =
      new L1Call.EnqueueDeposit(Harness.USER, Asset.ETH, Wei.tokens(1), Wei.tokens(1));

  private final Harness harness = Harness.hardened();
  private final L1Chain chain = chain(harness.contract, model(0, 0), 1);
  private long now = 12_000;

  static L1Model model(double missedSlots, double sigma) {
    return new L1Model(
        12_000,
        missedSlots,
        new L1Model.BaseFee(GWEI.times(10), GWEI.times(10), 1, sigma, 600_000, GWEI),
        new L1Model.Reorgs(0, 1),
        new L1Model.GasTable(60_000, 3_600, 275_000, 81_804, 63_600, 300_000));
  }

  static L1Chain chain(L1Contract contract, L1Model model, long seed) {
    Random blocks = new Random(seed);
    Random prices = new Random(seed + 1_000);
    return new L1Chain(
        model,
        contract,
        new Hash256(seed, 0, 0, 0),
        0,
        () -> Math.max(blocks.nextDouble(), 1e-12),
        () -> Math.max(prices.nextDouble(), 1e-12));
  }

  private L1Block mine() {
    now += 12_000;
    Event.L1Changed change = chain.mine(now).orElseThrow();
    assertThat(change.removed()).isEmpty();
    harness.contract.checkInvariants();
    return change.added().getFirst();
  }

  private static Effect.PostL1 post(long id, L1Call call, long maxGwei, long tipGwei) {
    return new Effect.PostL1(id, call, Long.MAX_VALUE, GWEI.times(maxGwei), GWEI.times(tipGwei));
  }

  @Test
  void headOfANewChainIsTheDeploymentWithTheSeedsOfItsFirstSlots() {
    List<L1Block> history = chain.history().added();
    assertThat(history.getLast().number()).isEqualTo(Harness.DEPLOYED_AT);
    assertThat(history.getFirst().number()).isEqualTo(Harness.DEPLOYED_AT - 36);
    for (int i = 1; i < history.size(); i++) {
      assertThat(history.get(i).parent()).isEqualTo(history.get(i - 1).hash());
    }
  }

  @Test
  void callEntersTheNextBlockAndLeavesAReceipt() {
    assertThat(chain.post(Harness.USER, post(0, DEPOSIT, 30, 1))).isTrue();
    L1Block block = mine();
    assertThat(block.receipts())
        .containsExactly(
            new L1Block.Receipt(
                Harness.USER, 0, DEPOSIT, Optional.empty(), 81_804, GWEI.times(11)));
    assertThat(block.logs()).hasExactlyElementsOfTypes(L1Log.Enqueued.class);
    assertThat(chain.post(Harness.USER, post(0, DEPOSIT, 60, 2))).as("used number").isFalse();
    assertThat(mine().receipts()).isEmpty();
  }

  @Test
  void callsOfASenderKeepTheirOrderAndADearerOneOfAnotherGoesFirst() {
    chain.post(Harness.USER, post(1, DEPOSIT, 90, 9));
    chain.post(Harness.USER, post(0, DEPOSIT, 30, 1));
    chain.post(Harness.OTHER, post(0, DEPOSIT, 30, 2));
    assertThat(mine().receipts())
        .extracting(receipt -> receipt.sender().w2() * 10 + receipt.id())
        .containsExactly(20L, 10L, 11L);
  }

  @Test
  void cheapCallWaitsIsReplacedByADearerOneAndExpires() {
    assertThat(chain.post(Harness.USER, post(0, DEPOSIT, 9, 1))).isTrue();
    assertThat(mine().receipts()).isEmpty();
    assertThat(chain.waiting()).isEqualTo(1);
    assertThat(chain.post(Harness.USER, post(0, DEPOSIT, 9, 1))).as("not 10 % more").isFalse();
    assertThat(chain.post(Harness.USER, post(0, DEPOSIT, 20, 2))).isTrue();
    assertThat(mine().receipts()).hasSize(1);

    Effect.PostL1 expiring = new Effect.PostL1(1, DEPOSIT, chain.head().number() + 1, GWEI, GWEI);
    chain.post(Harness.USER, expiring);
    mine();
    assertThat(chain.waiting()).isEqualTo(1);
    mine();
    assertThat(chain.waiting()).isZero();
  }

  @Test
  void reorganisationUndoesTheContractAndForgetsItsCalls() {
    chain.post(Harness.USER, post(0, DEPOSIT, 90, 9));
    mine();
    List<Hash256> old = new ArrayList<>(List.of(chain.head().hash()));
    old.addFirst(mine().hash());
    chain.post(Harness.USER, post(1, DEPOSIT, 1, 1));

    Event.L1Changed change = chain.reorg(2);
    assertThat(change.removed()).isEqualTo(old);
    assertThat(change.added()).hasSize(2);
    assertThat(change.added()).extracting(L1Block::hash).doesNotContainAnyElementsOf(old);
    assertThat(chain.head().number()).isEqualTo(Harness.DEPLOYED_AT + 2);
    assertThat(harness.contract.queueLength()).isZero();
    assertThat(chain.waiting()).isZero();
    harness.contract.checkInvariantsFully();

    assertThat(chain.post(Harness.USER, post(0, DEPOSIT, 90, 9))).as("same bytes").isTrue();
    assertThat(mine().receipts()).hasSize(1);
    assertThatThrownBy(() -> chain.reorg(10_000)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shallowReorganisationKeepsTheAgentsOfComingSlots() {
    long slot = harness.contract.schedule().slot(Harness.DEPLOYED_AT) + 10;
    while (chain.head().number() < harness.contract.schedule().start(slot) - 1) {
      mine();
    }
    Hash256 seed = hashOf(harness.contract.schedule().seedBlock(slot));
    chain.reorg(31);
    assertThat(hashOf(harness.contract.schedule().seedBlock(slot))).isEqualTo(seed);
    chain.reorg(32);
    assertThat(hashOf(harness.contract.schedule().seedBlock(slot))).isNotEqualTo(seed);
  }

  private Hash256 hashOf(long number) {
    return chain.history().added().stream()
        .filter(block -> block.number() == number)
        .findFirst()
        .orElseThrow()
        .hash();
  }

  @Test
  void baseFeeMovesAsEip1559Says() {
    Wei fee = Wei.of(1_000_000_000);
    assertThat(BlockSpace.nextBaseFee(fee, 30_000_000)).isEqualTo(fee);
    assertThat(BlockSpace.nextBaseFee(fee, 60_000_000)).isEqualTo(Wei.of(1_125_000_000));
    assertThat(BlockSpace.nextBaseFee(fee, 0)).isEqualTo(Wei.of(875_000_000));
    assertThat(BlockSpace.nextBaseFee(Wei.of(7), 30_000_001)).isEqualTo(Wei.of(8));
  }

  @Test
  void baseFeeReturnsToWhereDemandMeetsTheTarget() {
    chain.congest(3, now + 200 * 12_000);
    for (int i = 0; i < 100; i++) {
      mine();
    }
    assertThat(gwei(chain.head().baseFee())).isCloseTo(30, within(0.5));
    for (int i = 0; i < 300; i++) {
      mine();
    }
    assertThat(gwei(chain.head().baseFee())).isCloseTo(10, within(0.5));
  }

  @Test
  void noiseSpreadsTheBaseFeeAroundItsAnchor() {
    L1Chain noisy = chain(harness.contract, model(0, 0.5), 3);
    double logs = 0;
    double squares = 0;
    int blocks = 40_000;
    for (int i = 1; i <= blocks; i++) {
      noisy.mine(i * 12_000L);
      double x = StrictMath.log(gwei(noisy.head().baseFee()) / 10);
      logs += x;
      squares += x * x;
    }
    // Autocorrelated over 50 blocks: about 400 independent samples
    assertThat(logs / blocks).isCloseTo(0, within(0.15));
    assertThat(StrictMath.sqrt(squares / blocks)).isBetween(0.3, 0.6);
  }

  @Test
  void fullBlockAsksForATip() {
    chain.congest(100, Long.MAX_VALUE);
    chain.post(Harness.USER, post(0, DEPOSIT, 5_000, 1));
    chain.post(Harness.OTHER, post(0, DEPOSIT, 5_000, 600));
    assertThat(mine().receipts())
        .extracting(L1Block.Receipt::sender)
        .containsExactly(Harness.OTHER);
  }

  @Test
  void slotsAreMissedAtTheirRate() {
    L1Chain missing = chain(harness.contract, model(0.1, 0), 5);
    int slots = 20_000;
    int missed = 0;
    for (int i = 1; i <= slots; i++) {
      missed += missing.mine(i * 12_000L).isEmpty() ? 1 : 0;
    }
    double sd = StrictMath.sqrt(slots * 0.1 * 0.9);
    assertThat((missed - slots * 0.1) / sd).isBetween(-4.0, 4.0);
    assertThat(missing.head().number()).isEqualTo(Harness.DEPLOYED_AT + slots - missed);
  }

  @Test
  void sameKeyAndDrawsMakeTheSameChain() {
    L1Chain one = chain(Harness.hardened().contract, model(0.05, 0.5), 9);
    L1Chain two = chain(Harness.hardened().contract, model(0.05, 0.5), 9);
    L1Chain other = chain(Harness.hardened().contract, model(0.05, 0.5), 10);
    for (int i = 1; i <= 500; i++) {
      one.mine(i * 12_000L);
      two.mine(i * 12_000L);
      other.mine(i * 12_000L);
    }
    assertThat(one.head()).isEqualTo(two.head());
    assertThat(one.head().hash()).isNotEqualTo(other.head().hash());
  }

  @Test
  void dataDominatesALargeCommitAndSignaturesASmallOne() {
    GasSchedule gas = new GasSchedule(model(0, 0).gas());
    assertThat(gas.gas(commit(64, 11))).isEqualTo(60_000 + 64 * 3_600);
    assertThat(gas.gas(commit(64, 11))).isEqualTo(gas.gas(commit(64, 3)));
    assertThat(gas.gas(commit(1, 11)) - gas.gas(commit(1, 3))).isEqualTo(8 * 4_212);
    // Goal of L1.md: commit and prove under 9,500 gas a transaction at 64, 4,800 at 256
    L1Call prove = new L1Call.ProveBatch(1, 0, null);
    assertThat((gas.gas(commit(64, 11)) + gas.gas(prove)) / 64).isLessThan(9_500);
    assertThat((gas.gas(commit(256, 11)) + gas.gas(prove)) / 256).isLessThan(5_000);
    assertThat(gas.gas(prove, Optional.of(Refusal.INVALID_PROOF))).isEqualTo(400_000);
    assertThat(gas.gas(commit(64, 11), Optional.of(Refusal.NOT_YOUR_SLOT)))
        .isEqualTo(60_000 + 64 * 3_600);
  }

  private L1Call commit(int transitions, int signers) {
    Draft draft = harness.draft();
    draft.transitions = transitions;
    BatchHeader header = draft.build();
    List<Address> addresses =
        IntStream.range(0, signers).mapToObj(i -> new Address(0, 1, i)).toList();
    return new L1Call.CommitBatch(header, new Certificate(header.hash(), addresses));
  }

  @Test
  void callAboveTheTransactionCapNeverEnters() {
    assertThat(chain.post(Harness.USER, post(0, commit(5_000, 3), 90, 9))).isFalse();
    assertThat(chain.post(Harness.USER, post(0, commit(4_000, 3), 90, 9))).isTrue();
  }

  private static double gwei(Wei amount) {
    return amount.toBigInteger().doubleValue() / 1e9;
  }
}
