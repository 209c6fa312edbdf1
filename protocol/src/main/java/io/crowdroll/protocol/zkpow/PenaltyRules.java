package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Wei;

/**
 * What a missed lease costs and where the fine goes (PROTOCOL.md §5).
 *
 * @param law how the amount is found
 * @param burnShare share of a penalty that is burned, scaled by 10^18
 * @param nextProverShare share added to what the prover who then proves the task earns, scaled by
 *     10^18; the rest goes to the pool
 */
public record PenaltyRules(Law law, long burnShare, long nextProverShare) {

  /** How the amount of a penalty is found. */
  public sealed interface Law {
    /** The penalty of a lease whose bounty would be {@code base} at scarcity = age = 1. */
    Wei of(Wei base);

    /** {@code fixed}: the same amount for every task (literal). */
    record Fixed(Wei amount) implements Law {
      @Override
      public Wei of(Wei base) {
        return amount;
      }
    }

    /** {@code share}: {@code share} × base bounty, scaled by 10^18 (hardened). */
    record ShareOfBounty(long share) implements Law {
      @Override
      public Wei of(Wei base) {
        return base.scaledBy(share);
      }
    }
  }
}
