package io.crowdroll.protocol.node;

import io.crowdroll.protocol.aggregation.BatchEnd;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import java.util.List;

/**
 * A permissionless batch as the chain follows it (PROTOCOL.md §8, L1.md {@code commitAndProve}):
 * what came after the last batch that L1 has proven is reverted, and the batch's queue items take
 * its place. Without items it is only the way back to that state.
 *
 * @param number permissionless batches so far, with this one
 * @param cut the block in which the last proven batch ends; its other transitions are reverted.
 *     {@code null} where that batch is itself a permissionless one, or there is none
 * @param ends of the batches kept, from the first on: the last is the one that L1 has proven
 * @param origin the L1 origin of that batch, with the queue items consumed after this one
 * @param items of the permissionless batch
 */
public record Fork(
    long number, Block cut, List<BatchEnd> ends, L1Origin origin, List<L1Item> items) {
  public Fork {
    ends = List.copyOf(ends);
    items = List.copyOf(items);
  }

  /** Index of the last batch kept, 0 = none. */
  public long base() {
    return ends.size();
  }

  /** The last transition kept, −1 = none. */
  public long last() {
    return ends.isEmpty() ? -1 : ends.getLast().transition();
  }
}
