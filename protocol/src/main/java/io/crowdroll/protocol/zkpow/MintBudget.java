package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Wei;

/** What bounties may still mint in this epoch (PROTOCOL.md §5, source; §12, mint cap). */
public final class MintBudget {
  private static final Wei UNLIMITED = new Wei(1L << 62, 0);

  private final Wei cap;
  private Wei left;
  private long epoch;

  /**
   * @param rules whose source and cap hold
   */
  public MintBudget(BountyRules rules) {
    boolean capped = rules.mintCapPerEpoch().signum() >= 0;
    cap = !rules.source().mints() ? Wei.ZERO : capped ? rules.mintCapPerEpoch() : UNLIMITED;
    left = cap;
  }

  public Wei left() {
    return left;
  }

  public long epoch() {
    return epoch;
  }

  public void reserve(Wei amount) {
    left = left.minus(amount);
  }

  /** Gives a reservation back; one of an epoch gone by is lost. */
  public void release(Wei amount, long reservedIn) {
    if (reservedIn == epoch) {
      left = left.plus(amount);
    }
  }

  public void begin(long newEpoch) {
    epoch = newEpoch;
    left = cap;
  }
}
