package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;

/**
 * Opens accounts. An open is a transition of its own, before the one that first needs the account
 * (§2), so a batch, and with it what a fork keeps of a block, may end between the two (§8).
 */
final class Openings {
  private final Accounts accounts;
  private final TransitionLog log;
  private final int units;
  private long last = Long.MAX_VALUE;

  /**
   * @param units proof units of an open
   */
  Openings(Accounts accounts, TransitionLog log, int units) {
    this.accounts = accounts;
    this.log = log;
    this.units = units;
  }

  /** Makes no transition after this one: where a batch ends within a block (§8). */
  void stopAfter(long transition) {
    last = transition;
  }

  boolean isStopped() {
    return log.sequence() > last;
  }

  /** Whether the chain stops after the open of a recipient, which is made then. */
  boolean opensLast(Address to) {
    if (log.sequence() == last && accounts.find(to) < 0) {
      open(to);
      return true;
    }
    return false;
  }

  /** The account of an address, opened at nobody's cost where it is new. */
  int findOrOpen(Address to) {
    int account = accounts.find(to);
    return account < 0 ? open(to) : account;
  }

  private int open(Address to) {
    int account = begin(to);
    log.executed(null);
    return account;
  }

  /** Opens an account whose proof fee a user pays. */
  int open(Address to, Wei proofFee) {
    int account = begin(to);
    log.escrow(proofFee);
    log.executed(null);
    return account;
  }

  private int begin(Address to) {
    int account = accounts.open(to);
    log.begin(Transition.Kind.OPEN, units);
    log.accounts(account, -1, Wei.ZERO);
    return account;
  }
}
