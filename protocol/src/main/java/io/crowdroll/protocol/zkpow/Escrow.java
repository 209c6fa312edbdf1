package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Wei;

/**
 * Proof fees held for one purpose: first a transition's own task, then its batch's aggregation;
 * what the root leaves over goes to the pool (PROTOCOL.md §2). The treasury's escrow is the sum of
 * all of these and of the pots drawn from them.
 */
public final class Escrow {
  private final Treasury treasury;
  private Wei amount = Wei.ZERO;
  private Escrow successor;
  private boolean closed;

  public Escrow(Treasury treasury) {
    this.treasury = treasury;
  }

  public Wei amount() {
    return amount;
  }

  /** Puts in an amount that the treasury's escrow already counts. */
  public void give(Wei more) {
    if (!closed) {
      amount = amount.plus(more);
    } else if (successor != null) {
      successor.give(more);
    } else {
      treasury.fromEscrow(more);
      treasury.toPool(more);
    }
  }

  /** Takes out at most {@code wanted}; the treasury's escrow still counts it. */
  public Wei take(Wei wanted) {
    Wei taken = wanted.min(amount);
    amount = amount.minus(taken);
    return taken;
  }

  /** Where what is left, and what comes later, shall go; {@code null} = the pool. */
  public void closeInto(Escrow next) {
    Wei left = amount;
    amount = Wei.ZERO;
    closed = true;
    successor = next;
    give(left);
  }
}
