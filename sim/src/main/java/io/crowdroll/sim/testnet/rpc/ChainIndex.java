package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The final blocks of a chain and what came of them, to be found by height, by hash and by
 * transaction. It lives in memory and is filled again when a node starts: its record has the
 * blocks.
 *
 * <p>On the node's thread only.
 */
public final class ChainIndex {

  /** Where a transaction is: in the latest of the blocks that hold it. */
  record Place(IndexedBlock block, Entry entry) {}

  private final List<IndexedBlock> blocks = new ArrayList<>();
  private final Map<Hash256, IndexedBlock> byHash = new HashMap<>();
  private final Map<Hash256, Place> transactions = new HashMap<>();
  private final WorkIndex work = new WorkIndex();
  private Wei nextGasBaseFee;

  /**
   * @param genesis the chain before its first block
   */
  public ChainIndex(Rollup genesis) {
    nextGasBaseFee = genesis.fees().gasBaseFee();
  }

  /**
   * Takes the next final block.
   *
   * @param facts what it made true
   * @param rollup the chain after it
   */
  public IndexedBlock applied(Block block, List<Fact> facts, Rollup rollup) {
    if (block.height() != height() + 1) {
      throw new IllegalStateException("block " + block.height() + " after " + height());
    }
    IndexedBlock indexed = Entries.index(block, facts, rollup, nextGasBaseFee);
    nextGasBaseFee = rollup.fees().gasBaseFee();
    blocks.add(indexed);
    byHash.put(indexed.hash(), indexed);
    indexed.entries().forEach(entry -> transactions.put(entry.hash(), new Place(indexed, entry)));
    work.take(block.height(), facts);
    return indexed;
  }

  /**
   * The chain has followed a permissionless batch (PROTOCOL.md §8): the blocks after one are gone,
   * and all tasks.
   *
   * @param height of the last block that was kept whole
   * @param facts what the batch made true
   * @param rollup the chain after it
   */
  public void reverted(long height, List<Fact> facts, Rollup rollup) {
    while (height() > height) {
      IndexedBlock gone = blocks.removeLast();
      byHash.remove(gone.hash());
      gone.entries().forEach(entry -> transactions.remove(entry.hash()));
    }
    nextGasBaseFee = rollup.fees().gasBaseFee();
    work.reverted(height);
    work.take(height, facts);
  }

  /** A batch's proof is deep enough in L1 (PROTOCOL.md §7). */
  public void isFinal(long batch) {
    work.isFinal(batch);
  }

  /** Height of the last block, 0 before the first. */
  public long height() {
    return blocks.size();
  }

  /** The last block, {@code null} before the first. */
  IndexedBlock head() {
    return blocks.isEmpty() ? null : blocks.getLast();
  }

  /** The block of a height, {@code null} = none. */
  IndexedBlock block(long height) {
    return height < 1 || height > blocks.size() ? null : blocks.get((int) height - 1);
  }

  /** The block of a hash, {@code null} = none. */
  IndexedBlock block(Hash256 hash) {
    return byHash.get(hash);
  }

  /** Where a transaction is, {@code null} = in no block. */
  Place transaction(Hash256 hash) {
    return transactions.get(hash);
  }

  /** Base fee in force for the block after the last, wei a gas. */
  Wei nextGasBaseFee() {
    return nextGasBaseFee;
  }

  /** Tasks, leases and batches. */
  WorkIndex work() {
    return work;
  }
}
