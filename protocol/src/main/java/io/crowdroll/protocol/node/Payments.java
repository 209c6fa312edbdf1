package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.zkpow.Ledger;
import io.crowdroll.protocol.zkpow.Treasury;

/** Moves both assets between accounts, L1 and the treasury, as transitions do. */
final class Payments {
  private final Ledger ledger;
  private final Accounts accounts;
  private final Treasury treasury;

  Payments(Ledger ledger) {
    this.ledger = ledger;
    accounts = ledger.accounts();
    treasury = ledger.treasury();
  }

  /**
   * §2: gas is burned, the proof fee escrowed, the L1 fee goes to the agent fund, the tip to the
   * proposer.
   */
  void charge(int sender, FeeQuote fee, Wei tip, int proposerAccount) {
    ledger.debit(sender, fee.total().plus(tip));
    distribute(fee, tip, proposerAccount);
  }

  /** Takes a fee that has left its sender's balance to where its parts go. */
  void distribute(FeeQuote fee, Wei tip, int proposerAccount) {
    treasury.burn(fee.gas());
    treasury.toEscrow(fee.proof());
    treasury.toAgentFund(fee.l1());
    ledger.pending().addBalance(proposerAccount, tip);
  }

  /** Counts what has left all balances for good. */
  void burn(Wei amount) {
    treasury.burn(amount);
  }

  void move(int from, int to, Asset asset, Wei value) {
    if (asset == Asset.ZKPOW) {
      ledger.debit(from, value);
      ledger.credit(to, value);
    } else {
      accounts.addEth(from, value.negate());
      accounts.addEth(to, value);
    }
  }

  void deposit(int account, Asset asset, Wei value) {
    if (asset == Asset.ZKPOW) {
      treasury.deposit(value);
      ledger.credit(account, value);
    } else {
      accounts.addEth(account, value);
    }
  }

  void withdraw(int account, Asset asset, Wei value) {
    if (asset == Asset.ZKPOW) {
      ledger.debit(account, value);
      treasury.withdraw(value);
    } else {
      accounts.addEth(account, value.negate());
    }
  }
}
