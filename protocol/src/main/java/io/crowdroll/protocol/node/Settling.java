package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.Batches;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.proving.Registry;
import io.crowdroll.protocol.zkpow.Allowance;
import io.crowdroll.protocol.zkpow.Ledger;
import io.crowdroll.protocol.zkpow.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * When settlements are due, and their transitions of two accounts each (PROTOCOL.md §1): at the
 * start of the first block after a batch opens; literal: after every 48 user transitions.
 */
final class Settling {
  private final Rules rules;
  private final Allowance allowance;
  private final Batches batches;
  private final Registry registry;
  private final TransitionLog log;
  private final Executor executor;
  private final Settlement settlement;
  private final Consumer<Fact> facts;
  private long batchesSeen;
  private long usersSeen;
  private long feedingSeen;

  Settling(
      Rules rules,
      Ledger ledger,
      Allowance allowance,
      Batches batches,
      Registry registry,
      TransitionLog log,
      Executor executor,
      Consumer<Fact> facts) {
    this.rules = rules;
    this.allowance = allowance;
    this.batches = batches;
    this.registry = registry;
    this.log = log;
    this.executor = executor;
    this.facts = facts;
    settlement = new Settlement(ledger);
  }

  /** A block begins, its queue items imported. */
  void blockBegun(long l1Origin) {
    if (rules.settlement().userTransitionsBetween() == 0 && batches.opened() > batchesSeen) {
      batchesSeen = batches.opened();
      settle(l1Origin);
    }
  }

  /** A user transaction was executed. */
  void userExecuted(long l1Origin) {
    int between = rules.settlement().userTransitionsBetween();
    if (between > 0 && log.userTransitions() - usersSeen >= between) {
      usersSeen = log.userTransitions();
      settle(l1Origin);
    }
  }

  private void settle(long l1Origin) {
    if (log.feedingTransitions() == feedingSeen) {
      return;
    }
    feedingSeen = log.feedingTransitions();
    settlement.begin(allowance.room(l1Origin));
    for (int slot = 0; slot < rules.settlement().slots() && !executor.isStopped(); slot++) {
      List<Fact.Settled> settled = new ArrayList<>(2);
      Settlement.Sink sink =
          (account, balance, bonded) -> settled.add(new Fact.Settled(account, balance, bonded));
      Wei sum = settlement.settleNext(sink);
      if (sum == null) {
        return;
      }
      Wei second = settlement.settleNext(sink);
      Wei both = second == null ? sum : sum.plus(second);
      for (Fact.Settled one : settled) {
        registry.accountChanged(one.account());
        facts.accept(one);
      }
      allowance.settled(both);
      log.begin(Transition.Kind.SETTLE, rules.units().settle());
      log.settled(settled, both);
      log.executed(null);
    }
  }
}
