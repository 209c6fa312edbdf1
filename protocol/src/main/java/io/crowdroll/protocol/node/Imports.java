package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.L1Refund;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * A validator's view of L1 (PROTOCOL.md §2): canonical blocks, of which the next L2 block imports
 * those that are {@code l1ImportDepth} deep.
 */
public final class Imports {
  /** What an L2 block imports: all between its parent's origin and its own. */
  public record Import(L1Origin origin, List<L1Item> items, List<L1Refund> refunds) {}

  private final int depth;
  private final ToIntFunction<Address> agents;

  /** All of them: after a permissionless batch the chain goes back a long way (§8). */
  private final TreeMap<Long, L1Block> blocks = new TreeMap<>();

  /**
   * Headers whose commit, and whose proof, has been refunded, and the L1 block of it: each once,
   * whatever comes later.
   */
  private final TreeMap<Hash256, Long> commits = new TreeMap<>();

  private final TreeMap<Hash256, Long> proofs = new TreeMap<>();
  private long consumed;
  private L1Origin origin;

  /**
   * @param depth l1ImportDepth
   * @param agents the validator of an L1 address, −1 where it is none's
   * @param deployment the block in which the contract was made
   */
  public Imports(
      int depth, ToIntFunction<Address> agents, L1Block deployment, Event.L1Changed history) {
    this.depth = depth;
    this.agents = agents;
    origin = new L1Origin(deployment.number(), deployment.hash(), 0, deployment.baseFee());
    take(history);
  }

  /** That of the last L2 block. */
  public L1Origin origin() {
    return origin;
  }

  /** The hash of a canonical block that is not too old, or {@code null}. */
  public Hash256 hash(long number) {
    L1Block block = blocks.get(number);
    return block == null ? null : block.hash();
  }

  /** The canonical block of a number. */
  public L1Block block(long number) {
    return blocks.get(number);
  }

  /** The newest block known, {@code null} = none. */
  public L1Block head() {
    return blocks.isEmpty() ? null : blocks.lastEntry().getValue();
  }

  /**
   * Follows L1.
   *
   * @return whether the chain below the origin is still the one that was imported
   */
  public boolean take(Event.L1Changed change) {
    for (Hash256 hash : change.removed()) {
      if (!blocks.isEmpty() && blocks.lastEntry().getValue().hash().equals(hash)) {
        blocks.pollLastEntry();
      }
    }
    for (L1Block block : change.added()) {
      blocks.put(block.number(), block);
    }
    Hash256 imported = hash(origin.number());
    return imported == null || imported.equals(origin.hash());
  }

  /** The number of the block that is deep enough to be imported. */
  public long deepest() {
    return blocks.lastKey() - depth;
  }

  /** The origin of a block of the past, with so many queue items consumed. */
  public L1Origin origin(long number, long queueTo) {
    L1Block block = blocks.get(number);
    return new L1Origin(number, block.hash(), queueTo, block.baseFee());
  }

  /** The chain has gone back to an origin: what came after it is imported again. */
  public void rewind(L1Origin to) {
    origin = to;
    consumed = to.queueLength();
    commits.values().removeIf(block -> block > to.number());
    proofs.values().removeIf(block -> block > to.number());
  }

  /** Takes what the next L2 block imports. */
  public Import next() {
    Import next = collect(Math.max(origin.number(), deepest()));
    origin = next.origin();
    consumed = origin.queueLength();
    return next;
  }

  /**
   * What an L2 block with this origin imports, which changes nothing here.
   *
   * @param number of a canonical block, not below the last origin
   */
  public Import upTo(long number) {
    L1Origin last = origin;
    Import it = collect(number);
    rewind(last);
    return it;
  }

  /** An L2 block with this origin is final, and has imported what {@link #upTo} says. */
  public void imported(L1Origin next) {
    collect(next.number());
    origin = next;
    consumed = origin.queueLength();
  }

  private Import collect(long target) {
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
    L1Origin reached =
        head == null ? origin : new L1Origin(target, head.hash(), queueLength, head.baseFee());
    return new Import(reached, items, refunds);
  }

  private void refund(L1Block block, L1Block.Receipt receipt, List<L1Refund> refunds) {
    int validator = agents.applyAsInt(receipt.sender());
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
