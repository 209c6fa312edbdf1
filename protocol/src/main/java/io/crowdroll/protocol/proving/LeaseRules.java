package io.crowdroll.protocol.proving;

/**
 * Leases: their deadlines, the grace, what a holder may do (PROTOCOL.md §4).
 *
 * @param deadlineBase blocks of every deadline
 * @param deadlinePerUnit blocks a unit, scaled by 10^18; 0 = the same deadline for all (literal,
 *     H6)
 * @param witnessClock when the clock starts (H12)
 * @param witnessQuorum share of stake that must attest, scaled by 10^18
 * @param witnessTimeout blocks without attestation after which a lease ends without fault
 * @param graceProposers distinct proposers that must have had the chance to include a proof (H11)
 * @param declineWindow blocks in which a prover may decline; 0 = never
 * @param declineQuota declines a prover and day
 * @param reassignment who gets a task after a miss (H5)
 * @param lastResortMisses misses after which a validator proves; 0 = never
 * @param lastResortBlocks blocks waiting without a lease after which a validator proves
 * @param excludeFormerHolders whether former holders of a task are drawn again only when nobody
 *     else can be
 * @param redundancy leases a task from the start
 * @param redundancyShare share of the bounty for later valid proofs, scaled by 10^18
 * @param committeeShare whether later committee members earn {@code redundancyShare}
 * @param late what a late proof earns (H23)
 * @param lateShare share under {@link Late#SHARE}, scaled by 10^18
 */
public record LeaseRules(
    int deadlineBase,
    long deadlinePerUnit,
    WitnessClock witnessClock,
    long witnessQuorum,
    int witnessTimeout,
    int graceProposers,
    int declineWindow,
    int declineQuota,
    Reassignment reassignment,
    int lastResortMisses,
    int lastResortBlocks,
    boolean excludeFormerHolders,
    int redundancy,
    long redundancyShare,
    boolean committeeShare,
    Late late,
    long lateShare) {

  /** When a lease's clock starts. */
  public enum WitnessClock {
    AT_ASSIGNMENT,
    WHEN_SERVED
  }

  /** What becomes of a proof after its due and before another. */
  public enum Late {
    REJECTED,
    UNPAID,
    SHARE
  }

  /** Blocks after its deadline at which a lease is due at the latest. */
  public static final int LONGEST_GRACE = 32;

  /** Draws of one task in one block before it waits for the next. */
  public static final int DRAWS = 64;

  /** §4: deadline − start = deadlineBase + ⌈deadlinePerUnit × units⌉, in blocks. */
  public int span(int units) {
    long scaled = Math.multiplyExact(deadlinePerUnit / 1_000_000_000L, (long) units);
    return deadlineBase + (int) ((scaled + 999_999_999L) / 1_000_000_000L);
  }

  /** Longest time a lease of {@code units} can stay open, in blocks. */
  public int longest(int units) {
    return span(units) + witnessTimeout + LONGEST_GRACE;
  }
}
