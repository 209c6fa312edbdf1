package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Wei;

/**
 * What a proof earns and who pays for it (PROTOCOL.md §5).
 *
 * @param unitPrice the price of a unit without scarcity, in wei
 * @param scarcity the law that raises bounties when proving power is short
 * @param ageing the law that raises bounties with waiting
 * @param ageClock what counts as waiting
 * @param ageStepBlocks blocks in one step of ageing
 * @param lockedAtLease whether the quote at the lease's start is what its holder is paid (H2);
 *     otherwise the bounty is computed anew when the proof arrives
 * @param source where bounties come from (H1)
 * @param mintCapPerEpoch most that bounties may mint in one epoch of blocks; negative = no cap
 * @param antiFarming whether a user transition's first bounty is capped at the proof fee paid (H21)
 */
public record BountyRules(
    Wei unitPrice,
    Scarcity scarcity,
    Ageing ageing,
    AgeClock ageClock,
    int ageStepBlocks,
    boolean lockedAtLease,
    Source source,
    Wei mintCapPerEpoch,
    boolean antiFarming) {

  /** What counts as waiting. */
  public enum AgeClock {
    /** Misses, and blocks spent in state {@code waiting}: time under a lease does not count. */
    WAITING_ONLY,
    /** Misses, and all blocks since the task was made (literal). */
    FROM_BIRTH
  }

  /** Where bounties come from. */
  public enum Source {
    MINT,
    FEES,
    FEES_THEN_MINT;

    public boolean usesFees() {
      return this != MINT;
    }

    public boolean mints() {
      return this != FEES;
    }
  }

  /** §5: unitPrice × units × scarcity × age, in the written order, each rounded down. */
  public Wei quote(int units, long scarcityFactor, long ageFactor) {
    return unitPrice.times(units).scaledBy(scarcityFactor).scaledBy(ageFactor);
  }
}
