package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import java.util.List;
import java.util.Optional;

/**
 * An L1 block as nodes see it: its header and what concerns the rollup's contract.
 *
 * @param timestamp ms, strictly greater than the parent's
 * @param baseFee wei of ETH a gas
 * @param logs of the contract, in order
 * @param receipts of calls of the contract, in order
 */
public record L1Block(
    long number,
    Hash256 hash,
    Hash256 parent,
    long timestamp,
    Wei baseFee,
    List<L1Log> logs,
    List<Receipt> receipts) {

  public L1Block {
    logs = List.copyOf(logs);
    receipts = List.copyOf(receipts);
  }

  /**
   * What became of a call.
   *
   * @param id the sender's number of the call, see {@link
   *     io.crowdroll.protocol.node.Effect.PostL1#id}
   * @param refusal why it reverted; empty if it did not
   * @param gasPrice wei of ETH a gas, tip included
   */
  public record Receipt(
      Address sender, long id, L1Call call, Optional<Refusal> refusal, long gasUsed, Wei gasPrice) {

    public boolean succeeded() {
      return refusal.isEmpty();
    }
  }
}
