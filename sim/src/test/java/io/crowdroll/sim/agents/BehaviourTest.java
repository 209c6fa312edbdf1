package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.sim.model.Laws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each behaviour does to a small world, against the same world of honest people. */
class BehaviourTest {
  @TempDir java.nio.file.Path folder;

  /** Watches proofs, payments and fees closer than a tally does. */
  private static final class Ledger extends Tally {
    final Map<Right, Integer> rights = new TreeMap<>();
    final Map<Integer, Double> earned = new TreeMap<>();
    final List<Double> windows = new ArrayList<>();
    final Map<Long, Fact.Leased> leases = new TreeMap<>();
    final Map<Long, Long> deadlines = new TreeMap<>();
    final Map<Long, Double> bases = new TreeMap<>();
    final Map<Integer, Integer> callsOnL1 = new TreeMap<>();
    double tips;
    double minted;
    double late;
    double l1Price;
    double bounties;
    double base;
    int spamIncluded;
    int expensiveCalls;
    int crowd = 100;
    Wei shy = Wei.tokens(1);

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      super.applied(millis, block, facts, gauges);
      for (Fact fact : facts) {
        switch (fact) {
          case Fact.Included(var transaction, _, _) -> {
            tips += Laws.toDouble(transaction.tip());
            int user = Names.userIndex(transaction.sender());
            boolean toItself = transaction.to().equals(transaction.sender());
            spamIncluded += user >= crowd && toItself ? 1 : 0;
          }
          case Fact.TaskMade made -> bases.put(made.task(), 0.025 * made.units());
          case Fact.Leased lease -> leases.put(lease.task(), lease);
          case Fact.ClockStarted clock -> deadlines.put(clock.task(), clock.deadline());
          case Fact.Proven proven -> {
            rights.merge(proven.right(), 1, Integer::sum);
            Fact.Leased lease = leases.get(proven.task());
            Long deadline = deadlines.get(proven.task());
            if (lease != null && deadline != null && proven.by() >= crowd) {
              double window = deadline - lease.height();
              windows.add((block.height() - lease.height()) / window);
            }
          }
          case Fact.Paid paid -> {
            double amount = Laws.toDouble(paid.amount()) / Wei.ONE;
            earned.merge(paid.payee(), amount, Double::sum);
            if (paid.full()) {
              bounties += amount;
              base += bases.get(paid.task());
            }
          }
          default -> {}
        }
      }
    }

    @Override
    public void l1(long millis, Event.L1Changed change) {
      super.l1(millis, change);
      for (var block : change.added()) {
        for (var receipt : block.receipts()) {
          int agent = Names.agentIndex(receipt.sender());
          if (agent >= 0 && receipt.call() instanceof L1Call.CommitBatch) {
            callsOnL1.merge(agent, 1, Integer::sum);
            expensiveCalls += shy.isLess(block.baseFee()) ? 1 : 0;
          }
        }
      }
    }

    double earnedBy(int from, int to) {
      return earned.entrySet().stream()
          .filter(entry -> entry.getKey() >= from && entry.getKey() < to)
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }
  }

  private Ledger run(String text, String... settings) throws Exception {
    Ledger ledger = new Ledger();
    new Simulation(Worlds.extended(folder, text, settings), 7, 0, ledger).run();
    return ledger;
  }

  /** A crowd of 100 that are always on, and as many others who behave as told. */
  private static String others(String behaviour) {
    return """
    provers:
      cohorts:
        - {name: crowd, count: 100, availability: {law: always}, loss: 0 %%}
        - name: others
          count: 100
          availability: {law: always}
          loss: 0 %%
          behaviour: %s
    """
        .formatted(behaviour);
  }

  // Races for open tasks

  private static final String OPEN = "protocol: {leases: {reassignment: open}}\n";

  @Test
  void openTasksAreProvenByWhoeverIsFirst() throws Exception {
    Ledger race = run(OPEN + others("{kind: honest}"));
    assertThat(race.leases).isEmpty();
    assertThat(race.rights.keySet()).containsExactly(Right.OPEN);
    assertThat(race.proven).isGreaterThan(race.made * 98 / 100);
    assertThat(race.rootProofs).isGreaterThan(20);
    // Every race has losers: machines end more proofs than there are tasks.
    assertThat(race.worked).isGreaterThan(2 * race.proven);
    // The fast win: an L4 is more than six times as fast as a cpu8.
    Map<String, Double> byMachine = new TreeMap<>();
    for (ProverProfile prover : race.provers) {
      byMachine.merge(
          prover.hardware(), race.earned.getOrDefault(prover.registered(), 0.0), Double::sum);
    }
    assertThat(byMachine.get("l4") / 5).isGreaterThan(3 * byMachine.get("cpu8") / 50);
  }

  @Test
  void fakesOnlyStandAsideFromOpenTasks() throws Exception {
    Ledger race = run(OPEN + others("{kind: fake-active}"));
    assertThat(race.earnedBy(100, 200)).isZero();
    assertThat(race.missed).isEmpty();
    assertThat(race.proven).isGreaterThan(race.made * 98 / 100);
  }

  @Test
  void whoReckonsRacesOnlyWhereTheBountyTimesItsChanceIsWorthIt() throws Exception {
    String text =
        """
        provers:
          cohorts:
            - name: crowd
              count: 100
              availability: {law: always}
              loss: 0 %%
              economics: {enabled: true, reserve: %s, review: 30 d}
        """;
    Ledger cheap = run(OPEN + text.formatted("0.01 USD/h"));
    Ledger dear = run(OPEN + text.formatted("100 USD/h"));
    // 4.4 s for a transfer are worth 0.12 USD then, and pay 0.33: worth it at one race in three.
    assertThat(cheap.proven).isGreaterThan(cheap.made * 95 / 100);
    assertThat(dear.worked).isLessThan(cheap.worked * 3 / 4);
  }

  // Provers

  @Test
  void withholdersProveOnlyWhatHasGrown() throws Exception {
    Ledger honest = run(others("{kind: honest}"));
    Ledger held = run(others("{kind: withholder, until: 1.2}"));
    assertThat(honest.missed).isEmpty();
    assertThat(held.missed.keySet()).allMatch(prover -> prover >= 100).hasSizeGreaterThan(50);
    assertThat(held.bounties / held.base).isGreaterThan(1.03 * honest.bounties / honest.base);
  }

  @Test
  void delayersSendAtTheEndOfTheirWindow() throws Exception {
    Ledger honest = run(others("{kind: honest}"));
    Ledger late = run(others("{kind: strategic-delayer, window: 80 %}"));
    assertThat(mean(honest.windows)).isLessThan(0.6);
    assertThat(mean(late.windows)).isBetween(0.75, 1.0);
    assertThat(late.missed).isEmpty();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void declinersGiveBackWhatIsLargeWithinTheirQuota() throws Exception {
    Ledger ledger = run(others("{kind: decliner, aboveUnits: 100 units}"));
    assertThat(ledger.declined.keySet()).allMatch(prover -> prover >= 100).hasSizeGreaterThan(30);
    // One a day.
    assertThat(ledger.declined.values()).containsOnly(1);
    assertThat(ledger.missed).isEmpty();
    assertThat(run(others("{kind: honest}")).declined).isEmpty();
  }

  @Test
  void selfSpammersAddTheirOwnTransfers() throws Exception {
    Ledger honest = run(others("{kind: honest}"));
    Ledger spam = run(others("{kind: self-spammer, rate: 1/min, class: transfer}"));
    assertThat(honest.spamIncluded).isLessThan(5);
    // 100 spammers, one a minute each, for 20 minutes.
    assertThat(spam.spamIncluded).isBetween(1_800, 2_200);
    assertThat(spam.included).isGreaterThan(honest.included + 1_700);
  }

  // Economics

  private static String reckoning(String electricity, String reserve) {
    return """
    provers:
      cohorts:
        - name: crowd
          count: 100
          availability: {law: always}
          loss: 0 %%
          economics: {enabled: true, electricity: %s, reserve: %s, review: 2 min}
    """
        .formatted(electricity, reserve);
  }

  @Test
  void proversLeaveWhenProvingDoesNotPayAndComeBackWhenItDoes() throws Exception {
    Ledger content = run(reckoning("0.25 USD/kWh", "0.01 USD/h"));
    assertThat(content.open).isEqualTo(100);
    Ledger gone = run(reckoning("0.25 USD/kWh", "500 USD/h"), "duration=30 min");
    assertThat(gone.open).isLessThan(10);
    // The token is worth thousandfold from minute 30 on.
    Ledger back =
        run(
            reckoning("0.25 USD/kWh", "500 USD/h")
                + "timeline: [{at: 30 min, action: price, factor: 1000}]\n",
            "duration=55 min");
    assertThat(back.open).isGreaterThan(90);
  }

  @Test
  void energyCostsWhetherProversReckonOrNot() throws Exception {
    Ledger ledger = run(others("{kind: honest}"));
    assertThat(ledger.provers)
        .allSatisfy(
            prover -> assertThat(prover.electricityUsdPerKwh()).isCloseTo(0.25, within(1e-12)));
  }

  // Users

  @Test
  void tipsGoToTheProposers() throws Exception {
    assertThat(run(others("{kind: honest}"), "users.tip=0").tips).isZero();
    Ledger ledger =
        run(
            "transactions: {classes: [{name: call, share: 0 %, kind: call, units: 300 units},"
                + " {name: heavy-call, share: 0 %, kind: call, units: 300 units},"
                + " {name: transfer, kind: transfer, share: 100 %}]}\n"
                + others("{kind: honest}"),
            "users.tip=1000 gwei");
    assertThat(ledger.tips / ledger.included).isCloseTo(1e12 * 21_000, within(1.0));
  }

  @Test
  void aHigherCapOutlivesARisingFee() throws Exception {
    // The backlog raises the unit base fee between a user's look at it and the block.
    String rush =
        """
        arrivals: {rate: 6/s}
        transactions:
          classes:
            - {name: transfer, kind: transfer, share: 100 %}
            - {name: call, kind: call, share: 0 %, units: 300 units}
            - {name: heavy-call, kind: call, share: 0 %, units: 2000 units}
        provers: {cohorts: [{name: crowd, count: 10, availability: {law: always}}]}
        protocol: {fees: {targetWaiting: 10 units}}
        """;
    Ledger tight = run(rush, "users.feeHeadroom=1");
    Ledger wide = run(rush, "users.feeHeadroom=8");
    int refused = tight.refusals.getOrDefault(Rejection.FEE_ABOVE_CAP, 0);
    assertThat(refused).isGreaterThan(100);
    assertThat(wide.refusals).doesNotContainKey(Rejection.FEE_ABOVE_CAP);
  }

  // Agents

  @Test
  void absentAgentsLeaveTheirSlotsToOthers() throws Exception {
    Ledger all = run(others("{kind: honest}"), "duration=1 h");
    Ledger half =
        run(
            others("{kind: honest}") + "agents: [{name: away, share: 50 %, behaviour: absent}]\n",
            "duration=1 h");
    Ledger none =
        run(
            others("{kind: honest}") + "agents: [{name: away, share: 100 %, behaviour: absent}]\n",
            "duration=1 h");
    assertThat(all.callsOnL1.size()).isGreaterThan(half.callsOnL1.size());
    assertThat(half.committedOnL1).isPositive().isLessThanOrEqualTo(all.committedOnL1);
    assertThat(none.callsOnL1).isEmpty();
    assertThat(none.rootProofs).isGreaterThan(50);
  }

  @Test
  void gasShyAgentsPostNothingWhileL1IsDear() throws Exception {
    String congestion =
        others("{kind: honest}")
            + "timeline: [{at: 10 min, action: congestion, factor: 20, duration: 1 h}]\n";
    Ledger brave = run(congestion, "duration=1 h");
    assertThat(brave.expensiveCalls).isZero();
    brave.shy = Wei.of(40_000_000_000L);
    Ledger honest = new Ledger();
    honest.shy = Wei.of(40_000_000_000L);
    new Simulation(Worlds.extended(folder, congestion, "duration=1 h"), 7, 0, honest).run();
    Ledger shy = new Ledger();
    shy.shy = Wei.of(40_000_000_000L);
    String agents =
        "agents: [{name: shy, share: 100 %, behaviour: gas-shy, maxBaseFee: 40 gwei}]\n";
    new Simulation(Worlds.extended(folder, congestion + agents, "duration=1 h"), 7, 0, shy).run();
    assertThat(honest.expensiveCalls).isGreaterThan(10);
    assertThat(shy.expensiveCalls).isLessThan(honest.expensiveCalls / 4);
  }

  // L1

  @Test
  void aReorganisationBelowTheImportsStopsTheChainAndTheRunEndsWithAReport() throws Exception {
    Ledger ledger =
        run(
            others("{kind: honest}")
                + "timeline: [{at: 10 min, action: reorg, depth: 20 L1 blocks}]\n",
            "protocol.consensus.l1ImportDepth=10 L1 blocks");
    assertThat(ledger.ended).isTrue();
    assertThat(ledger.events)
        .anyMatch(event -> event.startsWith("alarm: every validator stops: L1_REORG_BEYOND"));
    assertThat(ledger.height).isBetween(295L, 301L);
  }
}
