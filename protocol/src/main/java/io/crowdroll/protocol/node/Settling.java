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
      int[] accounts = {-1, -1};
      Wei sum = settlement.settleNext((account, b, d) -> settled(accounts, 0, account, b, d));
      if (sum == null) {
        return;
      }
      Wei second = settlement.settleNext((account, b, d) -> settled(accounts, 1, account, b, d));
      Wei both = second == null ? sum : sum.plus(second);
      allowance.settled(both);
      log.begin(Transition.Kind.SETTLE, rules.units().settle());
      log.accounts(accounts[0], second == null ? accounts[0] : accounts[1], both);
      log.settled(both);
      log.executed(null);
    }
  }

  private void settled(int[] accounts, int place, int account, Wei balance, Wei bonded) {
    accounts[place] = account;
    registry.accountChanged(account);
    facts.accept(new Fact.Settled(account, balance, bonded));
  }
}
