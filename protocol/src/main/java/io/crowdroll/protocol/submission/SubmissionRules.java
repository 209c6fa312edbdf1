package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Wei;

/**
 * Submission to L1 and the forced queue (PROTOCOL.md §7, §8; L1.md). Spans are in L1 blocks.
 *
 * @param slotBlocks L1 blocks a submission slot
 * @param openAfterSlots whole slots after which anybody may commit; negative = own slot only (H18)
 * @param commitThenProve whether order is posted before the proof (H19); else one post when proven
 * @param certificate whether a commit carries signatures of more than 2/3 of stake
 * @param confirmations depth at which a proven batch is final
 * @param proveDeadline after which unproven batches may be pruned
 * @param agentMargin on top of the refund, scaled by 10^18
 * @param refundCap most a batch is refunded, in wei of ETH
 * @param zkpowPerEth initial price: wei of ZKPoW for 10^18 wei of ETH
 * @param seatBond ETH bond of a seat
 * @param missFine ETH fine of a skipped slot
 * @param forced the forced queue; {@code null} = none (H20)
 */
public record SubmissionRules(
    int slotBlocks,
    int openAfterSlots,
    boolean commitThenProve,
    boolean certificate,
    int confirmations,
    int proveDeadline,
    long agentMargin,
    Wei refundCap,
    Wei zkpowPerEth,
    Wei seatBond,
    Wei missFine,
    Forced forced) {

  /**
   * The forced queue, permissionless proposing and the escape hatch.
   *
   * @param forceDeadline age at which a queue item must be consumed
   * @param queueFee fee of an item with an empty queue, wei of ETH
   * @param queueFeeStep pending items that double the fee
   * @param maxPerBatch queue items a batch need not exceed
   * @param permissionlessAfter age at which anybody may commit and prove
   * @param escapeDelay age at which anybody may freeze
   */
  public record Forced(
      int forceDeadline,
      Wei queueFee,
      int queueFeeStep,
      int maxPerBatch,
      int permissionlessAfter,
      int escapeDelay) {

    /** §12: queueFee × (1 + pending / queueFeeStep). */
    public Wei fee(long pending) {
      return queueFee.plus(queueFee.mulDiv(pending, queueFeeStep));
    }
  }
}
