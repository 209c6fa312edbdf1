package io.crowdroll.protocol.consensus;

/**
 * The PoS sequencer's clockwork (PROTOCOL.md §2).
 *
 * @param slotMillis time between blocks
 * @param proposeTimeoutMillis wait for a proposal
 * @param voteTimeoutMillis wait for a vote
 * @param timeoutStepMillis growth of both a round
 * @param epochBlocks blocks in which the validator set stays
 * @param beacon the public randomness
 * @param slashShare share of stake slashed for equivocation, scaled by 10^18
 * @param l1ImportDepth L1 blocks above an L1 origin
 */
public record ConsensusRules(
    long slotMillis,
    long proposeTimeoutMillis,
    long voteTimeoutMillis,
    long timeoutStepMillis,
    int epochBlocks,
    BeaconKind beacon,
    long slashShare,
    int l1ImportDepth) {

  /** Which beacon seeds leaders and draws (H4). */
  public enum BeaconKind {
    THRESHOLD_BLS,
    VRF,
    PROPOSER_HASH
  }
}
