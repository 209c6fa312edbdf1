package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Wei;

/**
 * How value returns from the coordination plane into accounts (PROTOCOL.md §1).
 *
 * @param key what the circuit's key allows: hardened debits only {@code bonded}; literal debits the
 *     balance and then makes debt
 * @param slots most settlement transitions a batch; literal: after each 48 user transitions
 * @param userTransitionsBetween literal only: user transitions between two settlements, 0 = once a
 *     batch
 * @param minimum |Δbalance| + |Δbonded| from which an account is eligible
 * @param maximumAgeMillis age from which any pending amount is eligible, in ms of block time
 * @param allowance cap on what settlements may mint; {@code null} = unlimited
 */
public record SettlementRules(
    Key key,
    int slots,
    int userTransitionsBetween,
    Wei minimum,
    long maximumAgeMillis,
    MintAllowance allowance) {

  /** Which settle circuit is deployed. */
  public enum Key {
    HARDENED,
    LITERAL
  }

  /**
   * L1's cap on what a dishonest validator majority could mint (L1.md, {@code mintAllowance}).
   *
   * @param start at genesis
   * @param perL1Block growth an L1 block of origin
   * @param max upper bound
   */
  public record MintAllowance(Wei start, Wei perL1Block, Wei max) {
    /** min(max, current + rate × blocks). */
    public Wei grown(Wei current, long l1Blocks) {
      return max.min(current.plus(perL1Block.times(l1Blocks)));
    }
  }
}
