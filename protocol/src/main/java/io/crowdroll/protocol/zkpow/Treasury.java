package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Wei;

/**
 * Where every wei of ZKPoW outside the accounts is (PROTOCOL.md §9, I1): genesis + minted +
 * deposited − burned − withdrawn = accounts + pool + escrow + agent fund + pending + uncollected.
 *
 * <p>Each method moves value between two of these places and is the only one that does so.
 */
public final class Treasury {
  private Wei genesis = Wei.ZERO;
  private Wei minted = Wei.ZERO;
  private Wei burned = Wei.ZERO;
  private Wei deposited = Wei.ZERO;
  private Wei withdrawn = Wei.ZERO;
  private Wei pool = Wei.ZERO;
  private Wei escrow = Wei.ZERO;
  private Wei agentFund = Wei.ZERO;
  private Wei uncollected = Wei.ZERO;

  public Wei genesis() {
    return genesis;
  }

  public Wei minted() {
    return minted;
  }

  public Wei burned() {
    return burned;
  }

  public Wei deposited() {
    return deposited;
  }

  public Wei withdrawn() {
    return withdrawn;
  }

  public Wei pool() {
    return pool;
  }

  public Wei escrow() {
    return escrow;
  }

  public Wei agentFund() {
    return agentFund;
  }

  /** Penalties levied, but not yet paid by a balance (literal only). */
  public Wei uncollected() {
    return uncollected;
  }

  /** Left side of I1. */
  public Wei supply() {
    return genesis.plus(minted).plus(deposited).minus(burned).minus(withdrawn);
  }

  /** Right side of I1 without the accounts and what is pending. */
  public Wei held() {
    return pool.plus(escrow).plus(agentFund).plus(uncollected);
  }

  public void genesis(Wei amount) {
    genesis = genesis.plus(amount);
  }

  public void mint(Wei amount) {
    minted = minted.plus(amount);
  }

  public void burn(Wei amount) {
    burned = burned.plus(amount);
  }

  public void deposit(Wei amount) {
    deposited = deposited.plus(amount);
  }

  public void withdraw(Wei amount) {
    withdrawn = withdrawn.plus(amount);
  }

  public void toEscrow(Wei amount) {
    escrow = escrow.plus(amount);
  }

  public void fromEscrow(Wei amount) {
    escrow = nonNegative(escrow.minus(amount), "escrow");
  }

  public void toPool(Wei amount) {
    pool = pool.plus(amount);
  }

  public void fromPool(Wei amount) {
    pool = nonNegative(pool.minus(amount), "pool");
  }

  public void toAgentFund(Wei amount) {
    agentFund = agentFund.plus(amount);
  }

  public void fromAgentFund(Wei amount) {
    agentFund = nonNegative(agentFund.minus(amount), "agent fund");
  }

  public void levyUncollected(Wei amount) {
    uncollected = uncollected.plus(amount);
  }

  public void collect(Wei amount) {
    uncollected = nonNegative(uncollected.minus(amount), "uncollected penalties");
  }

  /** Takes every place into a commitment. */
  public void digest(Keccak256 out) {
    out.putWei(genesis).putWei(minted).putWei(burned).putWei(deposited).putWei(withdrawn);
    out.putWei(pool).putWei(escrow).putWei(agentFund).putWei(uncollected);
  }

  private static Wei nonNegative(Wei amount, String place) {
    if (amount.signum() < 0) {
      throw new InvariantViolation("I1", place + " ≥ 0", place + " = " + amount);
    }
    return amount;
  }
}
