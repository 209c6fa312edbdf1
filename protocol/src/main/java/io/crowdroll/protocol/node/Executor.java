package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.VoidReason;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.WorldState;
import io.crowdroll.protocol.zkpow.Ledger;

/**
 * Executes transitions that change accounts: user transactions and items of the L1 queue
 * (PROTOCOL.md §2, §8). Conditions as STATEMENTS.md lists them.
 */
final class Executor {
  private final boolean provenOnly;
  private final Accounts accounts;
  private final Ledger ledger;
  private final TransitionLog log;
  private final Tariff tariff;
  private final Payments payments;
  private final Openings openings;
  private final Calls calls;
  private final EvmCalls evmCalls; // null at the modelled rung
  private final QueueItems items;

  /**
   * @param world of the full rung, {@code null} at the modelled one
   */
  Executor(
      Rules rules,
      Ledger ledger,
      FeeMarket fees,
      TransitionLog log,
      WorldState world,
      Deployment deployment) {
    this.ledger = ledger;
    this.log = log;
    provenOnly = rules.provenOnly();
    accounts = ledger.accounts();
    tariff = new Tariff(rules, fees, ledger.treasury());
    payments = new Payments(ledger);
    openings = new Openings(accounts, log, rules.units().open());
    calls = new Calls(tariff, accounts, payments, log);
    evmCalls =
        world == null
            ? null
            : new EvmCalls(
                tariff,
                ledger,
                payments,
                log,
                fees,
                world,
                rules.fees().blockGas(),
                deployment.chainId());
    items = new QueueItems(rules, deployment, accounts, payments, openings, log);
  }

  /**
   * Starts a block.
   *
   * @param parent hash of the block before
   * @param beacon R of the block before
   */
  void begin(Block block, Hash256 parent, Hash256 beacon, int proposerAccount) {
    if (evmCalls != null) {
      evmCalls.begin(block, parent, beacon, accounts.address(proposerAccount));
    }
  }

  /** Makes no transition after this one: where a batch ends within a block (§8). */
  void stopAfter(long transition) {
    openings.stopAfter(transition);
  }

  boolean isStopped() {
    return openings.isStopped();
  }

  /**
   * What a transaction of this kind would pay now, an {@code open} for a new recipient included; a
   * call that the EVM is to run at most.
   */
  FeeQuote quote(
      Transaction.Kind kind, Address to, long gasLimit, Transaction.Execution execution) {
    return switch (kind) {
      case CALL ->
          switch (execution) {
            case Transaction.Execution.Modelled(long gas, int units) ->
                tariff.call(Tariff.CALL_GAS + gas, tariff.metered(units));
            case Transaction.Execution.Evm _ -> tariff.call(gasLimit, tariff.unitsOfGas(gasLimit));
          };
      case TRANSFER ->
          accounts.find(to) < 0 ? tariff.opening(tariff.simple(kind)) : tariff.simple(kind);
      default -> tariff.simple(kind);
    };
  }

  /**
   * Whether a transaction could be executed now; {@code null} = yes. Nonce gaps may still close.
   */
  Rejection check(Transaction transaction) {
    if (provenOnly && transaction.kind() == Transaction.Kind.CALL) {
      return Rejection.NO_CIRCUIT;
    }
    int sender = accounts.find(transaction.sender());
    if (sender < 0) {
      return Rejection.UNKNOWN_SENDER;
    }
    if (transaction.nonce() < accounts.nonce(sender)) {
      return Rejection.NONCE_TOO_LOW;
    }
    if (transaction.kind() != Transaction.Kind.CALL && transaction.value().signum() <= 0) {
      return Rejection.ZERO_VALUE;
    }
    if (transaction.kind() == Transaction.Kind.TRANSFER) {
      return checkRecipient(transaction.to());
    }
    return null;
  }

  private Rejection checkRecipient(Address to) {
    if (to.isReserved()) {
      return Rejection.RESERVED_RECIPIENT;
    }
    int recipient = accounts.find(to);
    return recipient >= 0 && accounts.hasCode(recipient) ? Rejection.RECIPIENT_HAS_CODE : null;
  }

  /**
   * Executes a user transaction.
   *
   * @return why it had no effect, or {@code null}
   */
  Rejection execute(Transaction transaction, int proposerAccount) {
    Rejection wrong = check(transaction);
    if (wrong != null) {
      return wrong;
    }
    int sender = accounts.find(transaction.sender());
    if (transaction.nonce() != accounts.nonce(sender)) {
      return Rejection.NONCE_GAP;
    }
    return transaction.kind() == Transaction.Kind.CALL
        ? call(transaction, sender, proposerAccount)
        : simple(transaction, sender, proposerAccount);
  }

  /** A call of the other rung than the chain's is none that it takes. */
  private Rejection call(Transaction transaction, int sender, int proposerAccount) {
    return switch (transaction.execution()) {
      case Transaction.Execution.Evm evm when evmCalls != null ->
          evmCalls.execute(transaction, evm, sender, proposerAccount);
      case Transaction.Execution.Modelled _ when evmCalls == null ->
          calls.execute(transaction, sender, proposerAccount);
      default -> Rejection.TYPE_NOT_TAKEN;
    };
  }

  private Rejection simple(Transaction transaction, int sender, int proposerAccount) {
    FeeQuote fee = quote(transaction.kind(), transaction.to(), 0, null);
    Rejection unpaid = checkFunds(transaction, sender, fee);
    if (unpaid != null) {
      return unpaid;
    }
    boolean transfer = transaction.kind() == Transaction.Kind.TRANSFER;
    if (transfer && openings.opensLast(transaction.to())) {
      return null;
    }
    Wei openFee = Wei.ZERO;
    int recipient = transfer ? accounts.find(transaction.to()) : -1;
    if (transfer && recipient < 0) {
      openFee = tariff.openFee();
      recipient = openings.open(transaction.to(), openFee);
    }
    payments.charge(sender, fee, transaction.tip(), proposerAccount);
    accounts.bumpNonce(sender);
    Asset asset = transaction.asset();
    Wei value = transaction.value();
    Transition.Withdrawal record = null;
    switch (transaction.kind()) {
      case TRANSFER -> payments.move(sender, recipient, asset, value);
      case WITHDRAW -> {
        payments.withdraw(sender, asset, value);
        record = new Transition.Withdrawal(transaction.to(), asset, value);
      }
      default -> ledger.bond(sender, value);
    }
    log.begin(kind(transaction.kind()), tariff.units(transaction.kind()));
    log.accounts(sender, recipient, value);
    log.user(fee, transaction.tip(), fee.proof().minus(openFee), record);
    log.gas(FeeMarket.TRANSFER_GAS);
    log.executed(transaction);
    return null;
  }

  private Rejection checkFunds(Transaction transaction, int sender, FeeQuote fee) {
    Wei due = fee.total().plus(transaction.tip());
    if (due.compareTo(transaction.maxFee()) > 0) {
      return Rejection.FEE_ABOVE_CAP;
    }
    boolean zkpow = transaction.asset() == Asset.ZKPOW;
    Wei needed = zkpow ? due.plus(transaction.value()) : due;
    return accounts.balance(sender).isLess(needed)
            || !zkpow && accounts.eth(sender).isLess(transaction.value())
        ? Rejection.INSUFFICIENT_FUNDS
        : null;
  }

  /** Executes an item of the L1 queue; a forced item may turn out void (§8). */
  VoidReason execute(L1Item item) {
    return items.execute(item);
  }

  private static Transition.Kind kind(Transaction.Kind kind) {
    return switch (kind) {
      case TRANSFER -> Transition.Kind.TRANSFER;
      case WITHDRAW -> Transition.Kind.WITHDRAW;
      case BOND -> Transition.Kind.BOND;
      case CALL -> Transition.Kind.CALL;
    };
  }
}
