package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Wei;

/**
 * The money behind the leases of one task that began together: reserved when they begin, paid to
 * whoever proves, given back when they end (PROTOCOL.md §5: a lease reserves min(formula, escrow +
 * pool + mint left in the epoch)).
 */
public final class Pot {
  private final Treasury treasury;
  private final MintBudget budget;
  private final Escrow source;
  private final boolean usesFees;
  private Wei fromEscrow = Wei.ZERO;
  private Wei fromPool = Wei.ZERO;
  private Wei fromMint = Wei.ZERO;
  private long mintEpoch;

  /**
   * @param source escrow to draw on first, or {@code null}
   */
  public Pot(BountyRules rules, Treasury treasury, MintBudget budget, Escrow source) {
    this.treasury = treasury;
    this.budget = budget;
    this.source = source;
    this.usesFees = rules.source().usesFees();
  }

  /** Reserves up to {@code wanted} more: escrow, then pool, then mint; returns what there was. */
  public Wei reserve(Wei wanted) {
    Wei open = wanted;
    if (usesFees) {
      Wei escrow = source == null ? Wei.ZERO : source.take(open);
      fromEscrow = fromEscrow.plus(escrow);
      open = open.minus(escrow);
      open = open.minus(reserveFromPool(open));
    }
    Wei mint = open.min(budget.left());
    if (!mint.isZero()) {
      mintEpoch = budget.epoch();
      budget.reserve(mint);
      fromMint = fromMint.plus(mint);
      open = open.minus(mint);
    }
    return wanted.minus(open);
  }

  /** Reserves from the pool alone (probation); returns what there was. */
  public Wei reserveFromPool(Wei wanted) {
    Wei taken = wanted.min(treasury.pool());
    treasury.fromPool(taken);
    treasury.toEscrow(taken);
    fromPool = fromPool.plus(taken);
    return taken;
  }

  public Wei left() {
    return fromEscrow.plus(fromPool).plus(fromMint);
  }

  /** Pays out at most what is left; the caller credits the payee with exactly the result. */
  public Wei pay(Wei amount) {
    Wei escrow = amount.min(fromEscrow);
    Wei pool = amount.minus(escrow).min(fromPool);
    Wei mint = amount.minus(escrow).minus(pool).min(fromMint);
    fromEscrow = fromEscrow.minus(escrow);
    fromPool = fromPool.minus(pool);
    fromMint = fromMint.minus(mint);
    treasury.fromEscrow(escrow.plus(pool));
    treasury.mint(mint);
    return escrow.plus(pool).plus(mint);
  }

  /** Gives everything back to where it came from. */
  public void close() {
    if (source != null) {
      source.give(fromEscrow);
    }
    treasury.fromEscrow(fromPool);
    treasury.toPool(fromPool);
    budget.release(fromMint, mintEpoch);
    fromEscrow = Wei.ZERO;
    fromPool = Wei.ZERO;
    fromMint = Wei.ZERO;
  }
}
