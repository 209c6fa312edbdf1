package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;

/** Executes contract calls at the {@code modelled} rung: their gas and units are given (§2). */
final class Calls {
  private final Tariff tariff;
  private final Accounts accounts;
  private final Payments payments;
  private final TransitionLog log;

  Calls(Tariff tariff, Accounts accounts, Payments payments, TransitionLog log) {
    this.tariff = tariff;
    this.accounts = accounts;
    this.payments = payments;
    this.log = log;
  }

  Rejection execute(Transaction transaction, int sender, int proposerAccount) {
    int bound = bound(transaction, sender);
    if (bound < 1) {
      return Rejection.INSUFFICIENT_FUNDS;
    }
    Transaction.Execution.Modelled execution = transaction.execution().modelled();
    long needed = Tariff.CALL_GAS + execution.gas();
    boolean halted = execution.units() > bound || needed > transaction.gasLimit();
    long gas = halted ? transaction.gasLimit() : needed;
    int units = Math.min(bound, execution.units());
    FeeQuote fee = tariff.call(gas, units);
    payments.charge(sender, fee, transaction.tip(), proposerAccount);
    accounts.bumpNonce(sender);
    int recipient = accounts.find(transaction.to());
    if (!halted && recipient >= 0 && transaction.value().signum() > 0) {
      payments.move(sender, recipient, Asset.ZKPOW, transaction.value());
    }
    log.begin(Transition.Kind.CALL, units);
    log.accounts(sender, recipient, transaction.value());
    log.user(fee, transaction.tip(), fee.proof(), null);
    log.gas(gas);
    log.executed(transaction);
    return null;
  }

  /**
   * Units that the call may come to: what its gas limit, its sender and the rules allow. Less than
   * one: the transaction is invalid in a block.
   */
  private int bound(Transaction transaction, int sender) {
    FeeQuote unproven = tariff.unproven(transaction.gasLimit());
    Wei budget =
        accounts
            .balance(sender)
            .min(transaction.maxFee().plus(transaction.value()))
            .minus(transaction.value())
            .minus(transaction.tip())
            .minus(unproven.total());
    if (budget.signum() < 0) {
      return 0;
    }
    return Math.min(tariff.unitsOfGas(transaction.gasLimit()), tariff.unitsAffordable(budget));
  }
}
