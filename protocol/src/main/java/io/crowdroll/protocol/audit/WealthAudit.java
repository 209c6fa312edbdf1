package io.crowdroll.protocol.audit;

import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.zkpow.Pending;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * I1, account by account: what an account owns on both planes together (balance + bonded − debt +
 * pending) moves only by what the facts of a block say. The sum alone would not see a penalty taken
 * twice, or from somebody else.
 */
final class WealthAudit {
  private final Rollup rollup;
  private final int firstValidatorAccount;
  private final List<Wei> wealth = new ArrayList<>();
  private Wei gasBaseFee;

  /** Units of the transition executed last: a call that used more was halted. */
  private int executedUnits;

  WealthAudit(Rollup rollup, int firstValidatorAccount) {
    this.rollup = rollup;
    this.firstValidatorAccount = firstValidatorAccount;
    gasBaseFee = rollup.fees().gasBaseFee();
    for (int account = 0; account < rollup.accounts().size(); account++) {
      wealth.add(owned(account));
    }
  }

  void check(Block block, List<Fact> facts) {
    int proposer = firstValidatorAccount + block.proposer();
    List<Fact.Ignored> ignored = new ArrayList<>();
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.Executed executed -> executedUnits = executed.transition().units();
        case Fact.Included included -> included(included, proposer);
        case Fact.Called called -> called(called, proposer);
        case Fact.Imported imported when imported.reason() == null -> imported(imported.item());
        case Fact.Paid paid -> add(account(paid.payee()), paid.amount());
        case Fact.Penalised fined -> add(account(fined.holder()), fined.amount().negate());
        case Fact.Refunded(int validator, long _, Wei amount) ->
            add(firstValidatorAccount + validator, amount);
        case Fact.Ignored one -> ignored.add(one);
        default -> {}
      }
    }
    bookGas(block, ignored.iterator());
    gasBaseFee = rollup.fees().gasBaseFee();
    compare();
  }

  private void included(Fact.Included included, int proposer) {
    Transaction transaction = included.transaction();
    if (transaction.execution() instanceof Transaction.Execution.Evm) {
      return; // told by a fact of its own
    }
    int sender = rollup.accounts().find(transaction.sender());
    add(sender, included.fee().total().plus(transaction.tip()).negate());
    add(proposer, transaction.tip());
    boolean zkpow = transaction.asset() == Asset.ZKPOW;
    switch (transaction.kind()) {
      case TRANSFER -> {
        if (zkpow) {
          move(sender, rollup.accounts().find(transaction.to()), transaction.value());
        }
      }
      case WITHDRAW -> {
        if (zkpow) {
          add(sender, transaction.value().negate());
        }
      }
      case CALL -> {
        int recipient = rollup.accounts().find(transaction.to());
        boolean exists = recipient >= 0 && recipient < wealth.size();
        if (exists && !halted(transaction)) {
          move(sender, recipient, transaction.value());
        }
      }
      case BOND -> {
        // From the balance into the bond of the same account.
      }
    }
  }

  private void called(Fact.Called called, int proposer) {
    called.changes().forEach(change -> add(change.account(), change.delta()));
    add(proposer, called.tip());
  }

  private boolean halted(Transaction call) {
    Transaction.Execution.Modelled execution = call.execution().modelled();
    return execution.units() > executedUnits
        || FeeMarket.TRANSFER_GAS + execution.gas() > call.gasLimit();
  }

  private void imported(L1Item item) {
    if (item.asset() != Asset.ZKPOW) {
      return;
    }
    int to = rollup.accounts().find(item.to());
    switch (item) {
      case L1Item.Deposit deposit -> add(to, deposit.value());
      case L1Item.Forced forced -> {
        int sender = rollup.accounts().find(forced.sender());
        if (forced.withdraw()) {
          add(sender, forced.value().negate());
        } else {
          move(sender, to, forced.value());
        }
      }
    }
  }

  /** §2, literal: heartbeats and proofs cost gas, whether a proof came too late or not. */
  private void bookGas(Block block, Iterator<Fact.Ignored> ignored) {
    Fact.Ignored next = ignored.hasNext() ? ignored.next() : null;
    for (Coordination message : block.coordination()) {
      if (next != null && next.message().equals(message)) {
        bookGas(message, next.reason());
        next = ignored.hasNext() ? ignored.next() : null;
      } else {
        bookGas(message, null);
      }
    }
  }

  private void bookGas(Coordination message, Rejection reason) {
    switch (message) {
      case Coordination.Heartbeat beat when reason == null ->
          book(beat.prover(), rollup.rules().fees().heartbeatGas());
      case Coordination.Submission submission when reason == null || reason == Rejection.TOO_LATE ->
          book(submission.claimant(), rollup.rules().fees().proofGas());
      default -> {}
    }
  }

  private void book(int prover, long gas) {
    if (gas > 0 && prover >= 0 && prover < rollup.proving().provers().size()) {
      add(account(prover), gasBaseFee.times(gas).negate());
    }
  }

  private void compare() {
    for (int account = 0; account < rollup.accounts().size(); account++) {
      Wei expected = account < wealth.size() ? wealth.get(account) : Wei.ZERO;
      Wei found = owned(account);
      if (!found.equals(expected)) {
        throw new InvariantViolation(
            "I1",
            "account " + account + " to own " + expected + " by what the block made true",
            "balance + bonded − debt + pending = " + found);
      }
    }
  }

  private Wei owned(int account) {
    Accounts accounts = rollup.accounts();
    Pending pending = rollup.pending();
    return accounts
        .net(account)
        .plus(accounts.bonded(account))
        .plus(pending.balance(account))
        .plus(pending.bondCredit(account))
        .minus(pending.bondDebit(account));
  }

  private int account(int payee) {
    return Payee.isValidator(payee)
        ? firstValidatorAccount + Payee.validatorIndex(payee)
        : rollup.proving().provers().account(payee);
  }

  private void move(int from, int to, Wei value) {
    add(from, value.negate());
    add(to, value);
  }

  private void add(int account, Wei delta) {
    while (wealth.size() <= account) {
      wealth.add(Wei.ZERO);
    }
    wealth.set(account, wealth.get(account).plus(delta));
  }
}
