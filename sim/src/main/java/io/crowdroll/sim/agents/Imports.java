package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.L1Refund;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The validators' view of L1 (PROTOCOL.md §2): canonical blocks, of which the next L2 block imports
 * those that are {@code l1ImportDepth} deep.
 */
final class Imports {
  /** What the next L2 block imports. */
  record Import(L1Origin origin, List<L1Item> items, List<L1Refund> refunds) {}

  private final int depth;

  /** All of them: after a permissionless batch the chain goes back a long way (§8). */
  private final TreeMap<Long, L1Block> blocks = new TreeMap<>();

  /**
   * Headers whose commit, and whose proof, has been refunded, and the L1 block of it: each once,
   * whatever comes later.
   */
  private final Map<Hash256, Long> commits = new HashMap<>();

  private final Map<Hash256, Long> proofs = new HashMap<>();
  private long consumed;
  private L1Origin origin;

  Imports(int depth, L1Block deployment, Event.L1Changed history) {
    this.depth = depth;
    origin = new L1Origin(deployment.number(), deployment.hash(), 0, deployment.baseFee());
    take(history);
  }

  L1Origin origin() {
    return origin;
  }

  /** The hash of a canonical block that is not too old, or {@code null}. */
  Hash256 hash(long number) {
    L1Block block = blocks.get(number);
    return block == null ? null : block.hash();
  }

  /**
   * Follows L1.
   *
   * @return whether the chain below the origin is still the one that was imported
   */
  boolean take(Event.L1Changed change) {
    for (L1Block block : change.added()) {
      blocks.put(block.number(), block);
    }
    Hash256 imported = hash(origin.number());
    return imported == null || imported.equals(origin.hash());
  }

  /** The canonical block of a number. */
  L1Block block(long number) {
    return blocks.get(number);
  }

  /** The number of the block that is deep enough to be imported. */
  long deepest() {
    return blocks.lastKey() - depth;
  }

  /** The origin of a block of the past, with so many queue items consumed. */
  L1Origin origin(long number, long queueTo) {
    L1Block block = blocks.get(number);
    return new L1Origin(number, block.hash(), queueTo, block.baseFee());
  }

  /** The chain has gone back to an origin: what came after it is imported again. */
  void rewind(L1Origin to) {
    origin = to;
    consumed = to.queueLength();
    commits.values().removeIf(block -> block > to.number());
    proofs.values().removeIf(block -> block > to.number());
  }

  /** Takes what the next L2 block imports. */
  Import next() {
    long target = Math.max(origin.number(), blocks.lastKey() - depth);
    List<L1Item> items = new ArrayList<>();
    List<L1Refund> refunds = new ArrayList<>();
    long queueLength = origin.queueLength();
    for (L1Block block : blocks.subMap(origin.number(), false, target, true).values()) {
      for (L1Log log : block.logs()) {
        if (log instanceof L1Log.Enqueued enqueued && enqueued.item().index() >= consumed) {
          items.add(enqueued.item());
          queueLength++;
        }
      }
      for (L1Block.Receipt receipt : block.receipts()) {
        refund(block, receipt, refunds);
      }
    }
    L1Block head = blocks.get(target);
    if (head != null) {
      origin = new L1Origin(target, head.hash(), queueLength, head.baseFee());
    }
    consumed = queueLength;
    return new Import(origin, items, refunds);
  }

  private void refund(L1Block block, L1Block.Receipt receipt, List<L1Refund> refunds) {
    int validator = Names.agentIndex(receipt.sender());
    if (validator < 0 || !receipt.succeeded()) {
      return;
    }
    long batch = 0;
    boolean owed = false;
    switch (receipt.call()) {
      case L1Call.CommitBatch(var header, _) -> {
        batch = header.index();
        owed = commits.putIfAbsent(header.hash(), block.number()) == null;
      }
      case L1Call.SubmitBatch(var header, _, _, _) -> {
        batch = header.index();
        owed = commits.putIfAbsent(header.hash(), block.number()) == null;
      }
      case L1Call.ProveBatch(long index, _, var proof) -> {
        batch = index;
        owed = proofs.putIfAbsent(proof.header(), block.number()) == null;
      }
      default -> {}
    }
    if (owed) {
      refunds.add(new L1Refund(batch, validator, receipt.gasUsed(), block.baseFee()));
    }
  }
}
