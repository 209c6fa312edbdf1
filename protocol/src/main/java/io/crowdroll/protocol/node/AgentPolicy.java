package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Wei;
import java.util.function.Predicate;

/**
 * What the protocol leaves to an agent: what it pays, and what it is willing to post.
 *
 * @param tip added to the base fee, wei of ETH a gas
 * @param bumpAfterBlocks L1 blocks that a call may wait before it is sent again for more
 * @param maxBaseFee above which it posts nothing; {@code null} = no limit
 * @param commits which batches it is willing to commit
 */
public record AgentPolicy(
    Wei tip, int bumpAfterBlocks, Wei maxBaseFee, Predicate<BatchHeader> commits) {

  /** Posts everything at any price. */
  public static AgentPolicy honest(Wei tip) {
    return new AgentPolicy(tip, 2, null, header -> true);
  }

  boolean pays(Wei baseFee) {
    return maxBaseFee == null || baseFee.compareTo(maxBaseFee) <= 0;
  }
}
