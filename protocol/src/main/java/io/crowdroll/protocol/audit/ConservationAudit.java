package io.crowdroll.protocol.audit;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.zkpow.SettlementRules;
import java.util.TreeMap;

/**
 * I1: every wei is somewhere. Under the literal key also that a penalty is credited to nobody
 * before a balance has paid it; under the hardened one that nobody is in debt.
 */
final class ConservationAudit {
  private final Rollup rollup;
  private final boolean full;
  private final boolean literal;

  /** Penalties levied and not settled, by account (literal). */
  private final TreeMap<Integer, Wei> levied = new TreeMap<>();

  /** Penalties that became debt, by account (literal). */
  private final TreeMap<Integer, Wei> owed = new TreeMap<>();

  ConservationAudit(Rollup rollup, boolean full) {
    this.rollup = rollup;
    this.full = full;
    literal = rollup.rules().settlement().key() == SettlementRules.Key.LITERAL;
  }

  void take(Fact fact) {
    switch (fact) {
      case Fact.Penalised(long _, int holder, Wei amount) -> {
        if (literal && !Payee.isValidator(holder)) {
          int account = rollup.proving().provers().account(holder);
          levied.merge(account, amount, Wei::plus);
        }
      }
      case Fact.Settled(int account, Wei _, Wei _) -> settled(account);
      default -> {}
    }
  }

  private void settled(int account) {
    Wei amount = levied.remove(account);
    if (amount != null) {
      owed.merge(account, amount, Wei::plus);
    }
    Accounts accounts = rollup.accounts();
    if (accounts.bonded(account).signum() < 0) {
      throw new InvariantViolation(
          "I1", "bonded ≥ 0 of account " + account, accounts.bonded(account).toString());
    }
    if (!literal && accounts.net(account).signum() < 0) {
      throw new InvariantViolation(
          "I1", "no debt of account " + account, accounts.net(account).toString());
    }
  }

  void end() {
    equation(rollup.accounts().total());
    if (full) {
      equation(sumOfAccounts());
      if (literal) {
        uncollected();
      }
    }
  }

  private void equation(Wei accounts) {
    Wei left = rollup.treasury().supply();
    Wei right = accounts.plus(rollup.treasury().held()).plus(rollup.pending().total());
    if (!left.equals(right)) {
      throw new InvariantViolation(
          "I1",
          "genesis + minted + deposited − burned − withdrawn = " + left,
          "accounts + pool + escrow + agent fund + uncollected + pending = " + right);
    }
  }

  private Wei sumOfAccounts() {
    Accounts accounts = rollup.accounts();
    Wei sum = Wei.ZERO;
    for (int account = 0; account < accounts.size(); account++) {
      sum = sum.plus(accounts.net(account)).plus(accounts.bonded(account));
    }
    return sum;
  }

  private void uncollected() {
    Wei sum = Wei.ZERO;
    for (Wei amount : levied.values()) {
      sum = sum.plus(amount);
    }
    for (var entry : owed.entrySet()) {
      Wei debt = rollup.accounts().net(entry.getKey()).negate().max(Wei.ZERO);
      entry.setValue(entry.getValue().min(debt));
      sum = sum.plus(entry.getValue());
    }
    owed.values().removeIf(Wei::isZero);
    if (!sum.equals(rollup.treasury().uncollected())) {
      throw new InvariantViolation(
          "I1",
          "penalties not paid by any balance = " + sum,
          "uncollected = " + rollup.treasury().uncollected());
    }
  }
}
