package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;

/** What the contract logs: all that nodes learn of it, in the order of the calls. */
public sealed interface L1Log {

  /**
   * A batch's order is fixed.
   *
   * @param header its header's hash
   * @param poster who committed, and will be owed the queue fees
   */
  record BatchCommitted(long index, Hash256 header, Address poster) implements L1Log {}

  /** The state root moved over a batch. */
  record BatchProved(long index, Hash256 header, Hash256 postRoot, Address poster)
      implements L1Log {}

  /**
   * A batch of queue items alone was committed and proven without the sequencer; committed batches
   * that were not proven are gone, and L2 blocks not committed are to be replayed on it (§8).
   *
   * @param dropped number of unproven batches that it dropped
   */
  record PermissionlessBatch(BatchHeader header, Address poster, int dropped) implements L1Log {}

  /**
   * Unproven batches were dropped for being overdue.
   *
   * @param first the oldest of them
   * @param dropped how many
   * @param fine taken from the bond of the poster of the first, wei of ETH; for whoever proves next
   */
  record Pruned(long first, int dropped, Wei fine) implements L1Log {}

  /** The contract is frozen for ever. */
  record Frozen() implements L1Log {}

  /** The queue has a new item. */
  record Enqueued(L1Item item, Address payer, Wei fee) implements L1Log {}

  /** A withdrawal was paid. */
  record Claimed(long batch, int record, Transition.Withdrawal withdrawal) implements L1Log {}

  /** A queue item went back to its payer. */
  record Reclaimed(long item, Address payer) implements L1Log {}

  /** An account left a frozen rollup. */
  record Escaped(ExitProof proof) implements L1Log {}

  /** What was owed was paid, wei of ETH. */
  record Pulled(Address to, Wei amount) implements L1Log {}

  /** A seat changes hands. */
  record SeatChanged(int seat, Seat state) implements L1Log {}

  /** The agent of a skipped slot paid {@code fine} (wei of ETH) to whoever committed instead. */
  record SlotSkipped(long slot, Address owner, Wei fine) implements L1Log {}
}
