package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Pot;

/**
 * The leases of one task that began together and miss together: a primary alone, a committee, k
 * redundant holders, or a newcomer's copy (PROTOCOL.md §4).
 */
final class LeaseGroup {
  final Wei bounty;
  final Pot pot;

  /** Whether the group's money includes shares for later proofs. */
  final boolean sharesLater;

  int open;
  int missed;

  /** Whether the first proof of the group has been paid. */
  boolean firstPaid;

  /** What a late proof has taken from the first one's bounty. */
  Wei takenByLate = Wei.ZERO;

  LeaseGroup(Wei bounty, Pot pot, boolean sharesLater) {
    this.bounty = bounty;
    this.pot = pot;
    this.sharesLater = sharesLater;
  }
}
