package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real transactions on real state: every signature, every root, every contract call. */
class FullExecutionTest {
  private static final String SMALL =
      """
      users: {count: 300}
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
  private static final class Executions extends Tally {
    final List<Transition> transitions = new ArrayList<>();
    final List<Transaction> transactions = new ArrayList<>();
    final Map<Hash256, String> classes = new HashMap<>();
    final Map<String, List<Spent>> spent = new HashMap<>();

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
          case Fact.Called called ->
              spent
                  .computeIfAbsent(
                      classes.get(transactions.getLast().envelope().hash()), _ -> new ArrayList<>())
                  .add(new Spent(called.gas(), transitions.getLast().units(), called.succeeded()));
          default -> {}
        }
      }
    }
  }

  private Executions run(String text, String... settings) throws Exception {
    Executions executions = new Executions();
    new Simulation(Worlds.extended(folder, SMALL + text, settings), 7, 0, executions).run();
    assertThat(executions.ended).isTrue();
    return executions;
  }

  @Test
  void everyTransactionIsSignedAndEveryTransitionMovesARealRoot() throws Exception {
    Executions run = run("", "duration=2 min", "fidelity.execution=full");
    assertThat(run.transactions).hasSizeGreaterThan(150);
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
    assertThat(run.spent.get("call")).hasSizeGreaterThan(30);
    spends(run.spent.get("call"), 120_000, 300);
    spends(run.spent.get("heavy-call"), 800_000, 2_000);
  }

  /** All but the first calls, which meet shared slots that nobody has written yet. */
  private static void spends(List<Executions.Spent> calls, long gas, int units) {
    for (Executions.Spent call : calls) {
      assertThat(call.succeeded()).isTrue();
      assertThat(call.units()).isBetween(units * 98 / 100, units);
    }
    long typical =
        calls.stream()
            .mapToLong(Executions.Spent::gas)
            .sorted()
            .skip(calls.size() / 2)
            .findFirst()
            .orElseThrow();
    assertThat((double) typical).isCloseTo(gas, within(gas * 0.1));
  }
}
