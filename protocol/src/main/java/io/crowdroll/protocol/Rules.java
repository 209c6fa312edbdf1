package io.crowdroll.protocol;

import io.crowdroll.protocol.aggregation.AggregationRules;
import io.crowdroll.protocol.chain.FeeRules;
import io.crowdroll.protocol.consensus.ConsensusRules;
import io.crowdroll.protocol.proving.LeaseRules;
import io.crowdroll.protocol.proving.ProvingRules;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.protocol.zkpow.BountyRules;
import io.crowdroll.protocol.zkpow.PenaltyRules;
import io.crowdroll.protocol.zkpow.SettlementRules;

/**
 * Every parameter of the protocol, as a scenario sets it (PROTOCOL.md §11, §12).
 *
 * @param payeeBound whether a proof names its payee as a public input (H10)
 * @param proveEmptyBlocks whether a block without transitions makes a task (§3)
 * @param provenOnly whether proofs are real, so that a transaction of a kind that has no circuit is
 *     refused (§2)
 * @param units proof units of each kind of transition
 */
public record Rules(
    ConsensusRules consensus,
    FeeRules fees,
    ProvingRules proving,
    LeaseRules leases,
    BountyRules bounty,
    PenaltyRules penalty,
    SettlementRules settlement,
    AggregationRules aggregation,
    SubmissionRules submission,
    boolean payeeBound,
    boolean proveEmptyBlocks,
    boolean provenOnly,
    Units units) {

  /**
   * Proof units (1 unit = 1,000 constraints) of the kinds whose cost is fixed; a void costs as its
   * kind, a contract call what execution meters.
   */
  public record Units(
      int transfer, int withdraw, int bond, int settle, int deposit, int open, int emptyBlock) {}
}
