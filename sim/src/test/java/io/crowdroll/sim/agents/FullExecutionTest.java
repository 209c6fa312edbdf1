package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real transactions on real state: every signature, every root, every contract call. */
class FullExecutionTest {
  /** A small world in which all kinds of transactions occur. */
  static final String SMALL =
      """
      users: {count: 200}
      provers: {cohorts: [{name: crowd, count: 60, availability: {law: always}, loss: 0 %}]}
      transactions:
        classes:
          - {name: transfer, kind: transfer, share: 60 %}
          - {name: withdraw, kind: withdraw, share: 5 %}
          - {name: bond, kind: bond, share: 5 %}
          - {name: call, kind: call, share: 25 %, gas: 120000 gas, units: 300 units}
          - {name: heavy-call, kind: call, share: 5 %, gas: 800000 gas, units: 2000 units}
      """;

  @TempDir Path folder;

  /** What was executed, and what each class of calls came to. */
  private static class Executions extends Tally {
    final List<Transition> transitions = new ArrayList<>();
    final List<Transaction> transactions = new ArrayList<>();
    final List<Fact.Imported> imports = new ArrayList<>();
    final Map<Hash256, String> classes = new HashMap<>();
    final Map<String, List<Spent>> spent = new HashMap<>();
    int escapes;

    record Spent(long gas, int units, boolean succeeded) {}

    @Override
    public void submitted(
        long millis, Transaction transaction, String transactionClass, boolean targeted) {
      super.submitted(millis, transaction, transactionClass, targeted);
      classes.put(transaction.envelope().hash(), transactionClass);
    }

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      super.applied(millis, block, facts, gauges);
      for (Fact fact : facts) {
        switch (fact) {
          case Fact.Executed(Transition transition) -> transitions.add(transition);
          case Fact.Included included -> transactions.add(included.transaction());
          case Fact.Imported imported -> imports.add(imported);
          case Fact.Called called -> {
            String name = classes.get(transactions.getLast().envelope().hash());
            int units = transitions.getLast().units();
            spent
                .computeIfAbsent(name, _ -> new ArrayList<>())
                .add(new Spent(called.gas(), units, called.succeeded()));
          }
          default -> {}
        }
      }
    }

    @Override
    public void l1(long millis, Event.L1Changed change) {
      super.l1(millis, change);
      for (L1Block block : change.added()) {
        for (L1Log log : block.logs()) {
          escapes += log instanceof L1Log.Escaped ? 1 : 0;
        }
      }
    }
  }

  private Executions run(String text, String... settings) throws Exception {
    Executions executions = new Executions();
    new Simulation(Worlds.extended(folder, text, settings), 7, 0, executions).run();
    return executions;
  }

  @Test
  void everyTransactionIsSignedAndEveryTransitionMovesARealRoot() throws Exception {
    Executions run = run(SMALL, "duration=4 min", "fidelity.execution=full");
    assertThat(run.transactions).hasSizeGreaterThan(400);
    for (Transaction one : run.transactions) {
      switch (one.envelope()) {
        case RollupMessage message -> assertThat(message.sender()).isEqualTo(one.sender());
        case EthereumTransaction call -> assertThat(call.sender()).isEqualTo(one.sender());
      }
    }
    for (int i = 1; i < run.transitions.size(); i++) {
      Transition one = run.transitions.get(i);
      assertThat(one.preRoot()).isEqualTo(run.transitions.get(i - 1).postRoot());
      assertThat(one.postRoot()).isNotEqualTo(one.preRoot());
    }
    assertThat(run.refusals).isEmpty();
    spends(run.spent.get("call"), 120_000, 300);
    spends(run.spent.get("heavy-call"), 800_000, 2_000);
  }

  private static void spends(List<Executions.Spent> calls, long gas, int units) {
    assertThat(calls).hasSizeGreaterThan(10);
    for (Executions.Spent call : calls) {
      assertThat(call.succeeded()).isTrue();
      assertThat(call.units()).isBetween(units * 98 / 100, units);
    }
    // the first calls meet shared slots that nobody has written yet
    long[] sorted = calls.stream().mapToLong(Executions.Spent::gas).sorted().toArray();
    assertThat((double) sorted[sorted.length / 2]).isCloseTo(gas, within(gas * 0.1));
  }

  @Test
  void whatIsForcedThroughL1CarriesItsSignature() throws Exception {
    String forced =
        """
        targets: {share: 50 %}
        timeline:
          - {at: 1 min, action: force, count: 3, kind: transfer, amount: 1 ZKPoW, targeted: false}
          - {at: 1 min, action: force, count: 2, kind: withdraw, amount: 2 ZKPoW, targeted: true}
          - {at: 1 min, action: deposit, count: 4, amount: 3 ZKPoW}
        """;
    Executions run =
        run(
            SMALL + forced,
            "duration=4 min",
            "fidelity.execution=full",
            "protocol.consensus.l1ImportDepth=2 L1 blocks");
    assertThat(run.imports).hasSize(9).allMatch(imported -> imported.reason() == null);
    assertThat(run.imports.stream().map(Fact.Imported::item))
        .filteredOn(L1Item.Forced.class::isInstance)
        .hasSize(5)
        .allMatch(item -> ((L1Item.Forced) item).signature() != null);
  }
}
