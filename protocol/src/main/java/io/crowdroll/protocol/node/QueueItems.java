package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.VoidReason;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;

/** Executes items of the L1 queue: deposits and forced transactions (§8). */
final class QueueItems {
  /** 2^64 − 1: there is none after it. */
  private static final long LAST_NONCE = -1;

  private final Rules rules;
  private final Deployment deployment;
  private final Accounts accounts;
  private final Payments payments;
  private final Openings openings;
  private final TransitionLog log;

  QueueItems(
      Rules rules,
      Deployment deployment,
      Accounts accounts,
      Payments payments,
      Openings openings,
      TransitionLog log) {
    this.rules = rules;
    this.deployment = deployment;
    this.accounts = accounts;
    this.payments = payments;
    this.openings = openings;
    this.log = log;
  }

  /**
   * Executes the item.
   *
   * @return why a forced item had no effect, or {@code null}
   */
  VoidReason execute(L1Item item) {
    return switch (item) {
      case L1Item.Deposit deposit -> {
        deposit(deposit);
        yield null;
      }
      case L1Item.Forced forced -> force(forced);
    };
  }

  private void deposit(L1Item.Deposit deposit) {
    if (openings.opensLast(deposit.to())) {
      return;
    }
    int account = openings.findOrOpen(deposit.to());
    payments.deposit(account, deposit.asset(), deposit.value());
    Wei zkpow = deposit.asset() == Asset.ZKPOW ? deposit.value() : Wei.ZERO;
    log.begin(Transition.Kind.DEPOSIT, rules.units().deposit());
    log.accounts(account, -1, deposit.value());
    log.item(deposit, true, zkpow, null);
    log.executed(null);
  }

  private VoidReason force(L1Item.Forced forced) {
    int sender = accounts.find(forced.sender());
    VoidReason reason = check(forced, sender);
    int recipient = -1;
    if (reason == null && !forced.withdraw()) {
      if (openings.opensLast(forced.to())) {
        return null;
      }
      recipient = openings.findOrOpen(forced.to());
      if (accounts.hasCode(recipient)) {
        reason = VoidReason.RECIPIENT_HAS_CODE;
      }
    }
    Transition.Withdrawal record = null;
    if (reason == null) {
      accounts.bumpNonce(sender);
      if (forced.withdraw()) {
        payments.withdraw(sender, forced.asset(), forced.value());
        record = new Transition.Withdrawal(forced.to(), forced.asset(), forced.value());
      } else {
        payments.move(sender, recipient, forced.asset(), forced.value());
      }
    }
    log.begin(
        forced.withdraw() ? Transition.Kind.FORCED_WITHDRAW : Transition.Kind.FORCED_TRANSFER,
        forced.withdraw() ? rules.units().withdraw() : rules.units().transfer());
    log.accounts(sender, recipient, forced.value());
    log.item(forced, reason == null, Wei.ZERO, record);
    log.executed(null);
    return reason;
  }

  /** Where a signature was queued it decides, whatever L1's reader says of it. */
  private boolean isSigned(L1Item.Forced forced) {
    return forced.signature() == null
        ? forced.signed()
        : forced.signature().signs(forced, deployment);
  }

  private VoidReason check(L1Item.Forced forced, int sender) {
    if (sender < 0) {
      return VoidReason.SENDER_ABSENT;
    }
    if (!isSigned(forced)) {
      return VoidReason.SIGNATURE;
    }
    if (forced.nonce() != accounts.nonce(sender) || forced.nonce() == LAST_NONCE) {
      return VoidReason.NONCE;
    }
    return accounts.spendable(sender, forced.asset()).isLess(forced.value())
        ? VoidReason.FUNDS
        : null;
  }
}
