package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Wei;

/**
 * Chooses and applies the deltas of settlement transitions (PROTOCOL.md §1): oldest first, debits
 * always fit, the first credit that does not fit the mint allowance is settled in part, then stop.
 */
public final class Settlement {

  /** Takes each settled account, in order. */
  public interface Sink {
    void settled(int account, Wei balance, Wei bonded);
  }

  private final Ledger ledger;
  private Wei room;
  private boolean exhausted;

  public Settlement(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Begins a run of settlements.
   *
   * @param room what may still be minted, {@code null} = unlimited
   */
  public void begin(Wei room) {
    this.room = room;
    exhausted = room != null && room.signum() < 0;
  }

  /**
   * Settles the next account.
   *
   * @return Σ(Δbalance + Δbonded), or {@code null} where no account is eligible or room is used up
   */
  public Wei settleNext(Sink sink) {
    Pending.Entry entry = exhausted ? null : ledger.pending().next();
    if (entry == null) {
      return null;
    }
    Wei debit = entry.bondDebit();
    Wei bondCredit = entry.bondCredit();
    Wei balance = entry.balance();
    Wei sum = balance.plus(bondCredit).minus(debit);
    if (room != null) {
      Wei fits = room.plus(debit);
      Wei credits = balance.max(Wei.ZERO).plus(bondCredit);
      if (balance.signum() < 0) {
        fits = fits.minus(balance);
      }
      if (credits.compareTo(fits) > 0) {
        exhausted = true;
        bondCredit = bondCredit.min(fits);
        balance = balance.signum() < 0 ? balance : balance.min(fits.minus(bondCredit));
        sum = balance.plus(bondCredit).minus(debit);
      }
      room = room.minus(sum);
    }
    if (balance.isZero() && bondCredit.isZero() && debit.isZero()) {
      return null;
    }
    int account = entry.account();
    ledger.settle(entry, balance, bondCredit, debit);
    sink.settled(account, balance, bondCredit.minus(debit));
    return sum;
  }
}
