package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.BountyRules;
import io.crowdroll.protocol.zkpow.PenaltyRules;
import io.crowdroll.protocol.zkpow.SettlementRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PROTOCOL.md §1: how pending amounts reach accounts. */
class SettlementTest {
  private static final BountyRules.Source MINT = BountyRules.Source.MINT;
  private static final Rules SMALL =
      with(
          with(
              with(Presets.hardened(), "settlement.minimum", Wei.of(1)),
              "aggregation.batchSize",
              8),
          "settlement.slots",
          2);

  @Test
  void theFirstBlockAfterABatchOpensSettlesTwoAccountsATransition() {
    Scene scene = new Scene(SMALL, 6);
    earn(scene, 8);
    List<Fact> facts = scene.block();
    assertThat(Scene.of(facts, Fact.Executed.class).stream().map(fact -> fact.transition().kind()))
        .containsOnly(Transition.Kind.SETTLE);
    assertThat(Scene.of(facts, Fact.Settled.class).size()).isBetween(2, 4);
  }

  @Test
  void whoHasWaitedLongestIsSettledFirstThenTheLowerAddress() {
    Scene scene = new Scene(with(SMALL, "settlement.slots", 4), 6);
    Map<Integer, Long> since = new TreeMap<>();
    earn(scene, 8, () -> noteWhoWaits(scene.chain.rollup(), since));
    Comparator<Integer> byTime = Comparator.comparing(since::get);
    List<Integer> order =
        since.keySet().stream()
            .sorted(byTime.thenComparing(scene.chain.rollup().accounts()::address))
            .toList();
    List<Integer> settled =
        Scene.of(scene.block(), Fact.Settled.class).stream().map(Fact.Settled::account).toList();
    assertThat(settled).hasSize(8).isEqualTo(order.subList(0, 8));
    assertThat(settled.stream().map(since::get).distinct().count())
        .as("some wait since one block, some since others")
        .isBetween(2L, 7L);
  }

  /** Notes of each account that waits now the height at which it was first seen to. */
  private static void noteWhoWaits(Rollup rollup, Map<Integer, Long> since) {
    for (int account = 0; account < rollup.accounts().size(); account++) {
      boolean waits =
          !rollup.pending().balance(account).isZero()
              || !rollup.pending().bondCredit(account).isZero()
              || !rollup.pending().bondDebit(account).isZero();
      if (waits) {
        since.putIfAbsent(account, rollup.height());
      }
    }
  }

  @Test
  void anIdleChainSettlesNothing() {
    Scene scene = new Scene(SMALL, 6);
    earn(scene, 8);
    scene.chain.proveLeases(scene.block(), lease -> true);
    for (int i = 0; i < 1_000; i++) {
      scene.chain.proveLeases(scene.block(), lease -> true);
    }
    long settlements = scene.chain.facts(Fact.Settled.class).count();
    assertThat(scene.chain.rollup().pending().total().signum()).isPositive();
    for (int i = 0; i < 1_000; i++) {
      scene.chain.proveLeases(scene.block(), lease -> true);
    }
    assertThat(scene.chain.facts(Fact.Settled.class).count()).isEqualTo(settlements);
  }

  @Test
  void theFirstCreditThatDoesNotFitTheAllowanceIsSettledInPart() {
    Wei allowance = Wei.of(500_000_000_000_000_000L);
    Rules tight =
        with(
            SMALL,
            "settlement.allowance",
            new SettlementRules.MintAllowance(allowance, Wei.ZERO, allowance));
    Scene scene = new Scene(tight, 6);
    earn(scene, 8);
    List<Fact.Settled> settled = Scene.of(scene.block(), Fact.Settled.class);
    Wei sum = Wei.ZERO;
    for (Fact.Settled one : settled) {
      sum = sum.plus(one.balance()).plus(one.bonded());
    }
    assertThat(sum).isEqualTo(allowance);
    assertThat(scene.chain.rollup().pending().balance(settled.getLast().account()))
        .isGreaterThan(Wei.ZERO);
  }

  /**
   * Without fees every wei that is settled is of the allowance; it ends at another settlement for
   * each. Lockstep stops where a batch mints more than L1 allows.
   */
  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 11, 12, 14})
  void whatDoesNotFitItsBatchCountsForTheAllowanceOfTheNext(int tokens) {
    Wei allowance = Wei.tokens(tokens);
    Rules tight = with(with(SMALL, "settlement.slots", 4), "aggregation.batchUnits", 3 * 44);
    tight = with(with(tight, "fees.proofFee", false), "fees.l1Fee", false);
    tight = with(with(tight, "bounty.source", MINT), "bounty.antiFarming", false);
    tight =
        with(
            tight,
            "settlement.allowance",
            new SettlementRules.MintAllowance(allowance, Wei.ZERO, allowance));
    Scene scene = new Scene(tight, 14);
    earn(scene, 30);
    earn(scene, 30);
    Set<Long> opening = new TreeSet<>();
    scene.chain.facts(Fact.BatchClosed.class).forEach(one -> opening.add(one.firstTransition()));
    assertThat(
            scene
                .chain
                .facts(Fact.Executed.class)
                .map(Fact.Executed::transition)
                .filter(one -> one.kind() == Transition.Kind.SETTLE && one.settled().signum() > 0)
                .filter(one -> opening.contains(one.sequence())))
        .as("settlements that close the batch before them")
        .isNotEmpty();
    Wei minted = Wei.ZERO;
    for (Fact.BatchClosed batch : scene.chain.facts(Fact.BatchClosed.class).toList()) {
      minted = minted.plus(batch.header().supplyDelta());
      assertThat(minted)
          .as("after batch %s", batch.header().index())
          .isLessThanOrEqualTo(allowance);
    }
  }

  @Test
  void theLiteralProtocolSettlesAfterEach48UserTransitions() {
    Rules literal = with(Presets.literal(), "settlement.minimum", Wei.of(1));
    Scene scene = new Scene(literal, 6);
    earn(scene, 8);
    for (int i = 0; i < 39; i++) {
      scene.chain.transfer(20, 21);
    }
    scene.block();
    assertThat(scene.chain.facts(Fact.Settled.class)).isEmpty();
    scene.chain.transfer(20, 21);
    assertThat(Scene.of(scene.block(), Fact.Settled.class)).isNotEmpty();
  }

  @Test
  void aPenaltyBeyondTheBalanceBecomesDebtThatCreditsRepayFirst() {
    Rules literal = with(Presets.literal(), "settlement.minimum", Wei.of(1));
    literal = with(literal, "leases.deadlineBase", 5);
    literal = with(literal, "settlement.userTransitionsBetween", 1);
    literal = with(literal, "penalty.law", new PenaltyRules.Law.Fixed(Wei.tokens(1_500)));
    Scene scene = new Scene(literal, 1);
    scene.leasedTransfer();
    scene.next(Fact.Penalised.class, fine -> true);
    scene.chain.transfer(22, 23);
    scene.next(Fact.Settled.class, settled -> settled.account() == scene.account(0));
    Wei debt = scene.chain.rollup().accounts().debt(scene.account(0));
    assertThat(debt).isGreaterThanOrEqualTo(Wei.tokens(500));
    assertThat(scene.balance(0)).isEqualTo(Wei.ZERO);
    Wei pool = scene.chain.rollup().treasury().pool();
    scene.chain.transfer(24, 0);
    scene.chain.transfer(25, 0);
    scene.block();
    assertThat(scene.chain.rollup().accounts().debt(scene.account(0)))
        .isLessThanOrEqualTo(debt.minus(Wei.tokens(1)));
    assertThat(scene.balance(0)).isEqualTo(Wei.ZERO);
    assertThat(scene.chain.rollup().treasury().pool()).isGreaterThan(pool);
  }

  /** Transfers in as many blocks, each proven at once, all from other users than provers. */
  private static void earn(Scene scene, int transfers) {
    earn(scene, transfers, () -> {});
  }

  private static void earn(Scene scene, int transfers, Runnable afterBlock) {
    List<Fact> before = List.of();
    for (int i = 0; i < transfers + 6; i++) {
      if (i < transfers - 1 || i == transfers + 5) {
        scene.chain.transfer(20 + i % 10, 30);
      }
      scene.chain.proveLeases(before, lease -> true);
      before = scene.block();
      afterBlock.run();
    }
  }
}
