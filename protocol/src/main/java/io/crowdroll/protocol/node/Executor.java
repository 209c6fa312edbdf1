package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.VoidReason;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.zkpow.Ledger;
import io.crowdroll.protocol.zkpow.Treasury;

/**
 * Executes transitions that change accounts: user transactions and items of the L1 queue
 * (PROTOCOL.md §2, §8), at the {@code modelled} rung of execution. Conditions as STATEMENTS.md
 * lists them.
 */
final class Executor {
  /** Gas of a contract call before its code runs. */
  private static final long CALL_GAS = 21_000;

  /** §2: a call's units are bounded by gasLimit ÷ 400. */
  private static final int GAS_PER_UNIT = 400;

  private final Rules rules;
  private final Ledger ledger;
  private final Accounts accounts;
  private final Treasury treasury;
  private final FeeMarket fees;
  private final TransitionLog log;
  private long last = Long.MAX_VALUE;

  Executor(Rules rules, Ledger ledger, FeeMarket fees, TransitionLog log) {
    this.rules = rules;
    this.ledger = ledger;
    this.fees = fees;
    this.log = log;
    accounts = ledger.accounts();
    treasury = ledger.treasury();
  }

  /** Makes no transition after this one: where a batch ends within a block (§8). */
  void stopAfter(long transition) {
    last = transition;
  }

  boolean isStopped() {
    return log.sequence() > last;
  }

  /**
   * What a transaction of this kind would pay now, an {@code open} for a new recipient included.
   */
  FeeQuote quote(Transaction.Kind kind, Address to, Transaction.Execution execution) {
    boolean opens = kind == Transaction.Kind.TRANSFER && accounts.find(to) < 0;
    int units = kind == Transaction.Kind.CALL ? metered(execution) : units(kind);
    long gas = kind == Transaction.Kind.CALL ? CALL_GAS + execution.gas() : FeeMarket.TRANSFER_GAS;
    Wei proof = fees.proofFee(units, poolIsFull());
    Wei l1 = fees.l1Fee();
    if (opens) {
      proof = proof.plus(openFee());
      l1 = l1.plus(fees.l1Fee());
    }
    return new FeeQuote(fees.gasFee(gas), proof, l1);
  }

  /**
   * Whether a transaction could be executed now; {@code null} = yes. Nonce gaps may still close.
   */
  Rejection check(Transaction transaction) {
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

  private Rejection simple(Transaction transaction, int sender, int proposerAccount) {
    FeeQuote fee = quote(transaction.kind(), transaction.to(), null);
    if (fee.total().compareTo(transaction.maxFee()) > 0) {
      return Rejection.FEE_ABOVE_CAP;
    }
    Wei due = fee.total().plus(transaction.tip());
    boolean zkpow = transaction.asset() == Asset.ZKPOW;
    Wei needed = zkpow ? due.plus(transaction.value()) : due;
    if (accounts.balance(sender).isLess(needed)
        || !zkpow && accounts.eth(sender).isLess(transaction.value())) {
      return Rejection.INSUFFICIENT_FUNDS;
    }
    if (opensLast(transaction.kind() == Transaction.Kind.TRANSFER, transaction.to())) {
      return null;
    }
    Wei openFee = Wei.ZERO;
    int recipient = -1;
    if (transaction.kind() == Transaction.Kind.TRANSFER) {
      recipient = accounts.find(transaction.to());
      if (recipient < 0) {
        openFee = openFee();
        recipient = open(transaction.to(), openFee, true);
      }
    }
    charge(sender, fee, transaction.tip(), proposerAccount);
    accounts.bumpNonce(sender);
    Transition.Withdrawal record = null;
    switch (transaction.kind()) {
      case TRANSFER -> move(sender, recipient, transaction.asset(), transaction.value());
      case WITHDRAW -> {
        withdraw(sender, transaction.asset(), transaction.value());
        record =
            new Transition.Withdrawal(transaction.to(), transaction.asset(), transaction.value());
      }
      default -> ledger.bond(sender, transaction.value());
    }
    log.begin(kind(transaction.kind()), units(transaction.kind()));
    log.accounts(sender, recipient, transaction.value());
    log.user(fee, transaction.tip(), fee.proof().minus(openFee), record);
    log.gas(FeeMarket.TRANSFER_GAS);
    log.executed(transaction);
    return null;
  }

  /** The units that a call can come to: it halts at {@code maxProofUnits}. */
  private int metered(Transaction.Execution execution) {
    int most = rules.fees().maxProofUnits();
    return most == 0 ? execution.units() : Math.min(most, execution.units());
  }

  private Rejection call(Transaction transaction, int sender, int proposerAccount) {
    Wei l1 = fees.l1Fee();
    Wei gasCap = fees.gasFee(transaction.gasLimit());
    Wei budget =
        accounts
            .balance(sender)
            .min(transaction.maxFee().plus(transaction.value()))
            .minus(transaction.value())
            .minus(transaction.tip())
            .minus(gasCap)
            .minus(l1);
    // §2: where the L1 fee itself is not covered the transaction is invalid in a block.
    if (budget.signum() < 0) {
      return Rejection.INSUFFICIENT_FUNDS;
    }
    int bound =
        (int)
            Math.min(
                transaction.gasLimit() / GAS_PER_UNIT, fees.unitsAffordable(budget, poolIsFull()));
    if (rules.fees().maxProofUnits() > 0) {
      bound = Math.min(bound, rules.fees().maxProofUnits());
    }
    if (bound < 1) {
      return Rejection.INSUFFICIENT_FUNDS;
    }
    long gas = CALL_GAS + transaction.execution().gas();
    boolean halted = transaction.execution().units() > bound || gas > transaction.gasLimit();
    int units = Math.min(bound, transaction.execution().units());
    FeeQuote fee =
        new FeeQuote(
            fees.gasFee(halted ? transaction.gasLimit() : gas),
            fees.proofFee(units, poolIsFull()),
            l1);
    charge(sender, fee, transaction.tip(), proposerAccount);
    accounts.bumpNonce(sender);
    int recipient = accounts.find(transaction.to());
    if (!halted && recipient >= 0 && transaction.value().signum() > 0) {
      move(sender, recipient, Asset.ZKPOW, transaction.value());
    }
    log.begin(Transition.Kind.CALL, units);
    log.accounts(sender, recipient, transaction.value());
    log.user(fee, transaction.tip(), fee.proof(), null);
    log.gas(halted ? transaction.gasLimit() : gas);
    log.executed(transaction);
    return null;
  }

  /** Executes an item of the L1 queue; a forced item may turn out void (§8). */
  VoidReason execute(L1Item item) {
    return switch (item) {
      case L1Item.Deposit deposit -> {
        if (opensLast(true, deposit.to())) {
          yield null;
        }
        int account = accounts.find(deposit.to());
        if (account < 0) {
          account = open(deposit.to(), Wei.ZERO, false);
        }
        Wei zkpow = Wei.ZERO;
        if (deposit.asset() == Asset.ZKPOW) {
          zkpow = deposit.value();
          treasury.deposit(zkpow);
          ledger.credit(account, zkpow);
        } else {
          accounts.addEth(account, deposit.value());
        }
        log.begin(Transition.Kind.DEPOSIT, rules.units().deposit());
        log.accounts(account, -1, deposit.value());
        log.item(deposit.index(), true, zkpow, null);
        log.executed(null);
        yield null;
      }
      case L1Item.Forced forced -> force(forced);
    };
  }

  private VoidReason force(L1Item.Forced forced) {
    int sender = accounts.find(forced.sender());
    VoidReason reason = checkForced(forced, sender);
    int recipient = -1;
    Transition.Withdrawal record = null;
    if (reason == null && opensLast(!forced.withdraw(), forced.to())) {
      return null;
    }
    if (reason == null && !forced.withdraw()) {
      recipient = accounts.find(forced.to());
      if (recipient < 0) {
        recipient = open(forced.to(), Wei.ZERO, false);
      } else if (accounts.hasCode(recipient)) {
        reason = VoidReason.RECIPIENT_HAS_CODE;
      }
    }
    if (reason == null) {
      accounts.bumpNonce(sender);
      if (forced.withdraw()) {
        withdraw(sender, forced.asset(), forced.value());
        record = new Transition.Withdrawal(forced.to(), forced.asset(), forced.value());
      } else {
        move(sender, recipient, forced.asset(), forced.value());
      }
    }
    log.begin(
        forced.withdraw() ? Transition.Kind.FORCED_WITHDRAW : Transition.Kind.FORCED_TRANSFER,
        forced.withdraw() ? rules.units().withdraw() : rules.units().transfer());
    log.accounts(sender, recipient, forced.value());
    log.item(forced.index(), reason == null, Wei.ZERO, record);
    log.executed(null);
    return reason;
  }

  private VoidReason checkForced(L1Item.Forced forced, int sender) {
    if (sender < 0) {
      return VoidReason.SENDER_ABSENT;
    }
    if (!forced.signed()) {
      return VoidReason.SIGNATURE;
    }
    if (forced.nonce() != accounts.nonce(sender)) {
      return VoidReason.NONCE;
    }
    return accounts.spendable(sender, forced.asset()).isLess(forced.value())
        ? VoidReason.FUNDS
        : null;
  }

  private Rejection checkRecipient(Address to) {
    if (to.w0() == 0 && to.w1() == 0 && Long.compareUnsigned(to.w2(), 1 << 16) < 0) {
      return Rejection.RESERVED_RECIPIENT;
    }
    int recipient = accounts.find(to);
    return recipient >= 0 && accounts.hasCode(recipient) ? Rejection.RECIPIENT_HAS_CODE : null;
  }

  /** Whether the chain stops after the open of a recipient, which is made then. */
  private boolean opensLast(boolean opens, Address to) {
    if (opens && log.sequence() == last && accounts.find(to) < 0) {
      open(to, Wei.ZERO, false);
      return true;
    }
    return false;
  }

  /** An open goes before the transition that first needs a new account (§2). */
  private int open(Address address, Wei proofFee, boolean user) {
    int account = accounts.open(address);
    log.begin(Transition.Kind.OPEN, rules.units().open());
    log.accounts(account, -1, Wei.ZERO);
    if (user) {
      log.escrow(proofFee);
    }
    log.executed(null);
    return account;
  }

  /**
   * §2: gas is burned, the proof fee escrowed, the L1 fee goes to the agent fund, the tip to the
   * proposer.
   */
  private void charge(int sender, FeeQuote fee, Wei tip, int proposerAccount) {
    ledger.debit(sender, fee.total().plus(tip));
    treasury.burn(fee.gas());
    treasury.toEscrow(fee.proof());
    treasury.toAgentFund(fee.l1());
    ledger.pending().addBalance(proposerAccount, tip);
  }

  private void move(int from, int to, Asset asset, Wei value) {
    if (asset == Asset.ZKPOW) {
      ledger.debit(from, value);
      ledger.credit(to, value);
    } else {
      accounts.addEth(from, value.negate());
      accounts.addEth(to, value);
    }
  }

  private void withdraw(int account, Asset asset, Wei value) {
    if (asset == Asset.ZKPOW) {
      ledger.debit(account, value);
      treasury.withdraw(value);
    } else {
      accounts.addEth(account, value.negate());
    }
  }

  private Wei openFee() {
    return fees.proofFee(rules.units().open(), poolIsFull());
  }

  private boolean poolIsFull() {
    return treasury.pool().compareTo(rules.fees().poolTarget()) > 0;
  }

  private int units(Transaction.Kind kind) {
    return switch (kind) {
      case TRANSFER -> rules.units().transfer();
      case WITHDRAW -> rules.units().withdraw();
      case BOND -> rules.units().bond();
      case CALL -> throw new IllegalArgumentException("a call's units are metered");
    };
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
