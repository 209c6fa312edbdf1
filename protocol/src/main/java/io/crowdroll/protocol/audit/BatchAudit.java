package io.crowdroll.protocol.audit;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Transition;
import it.unimi.dsi.fastutil.longs.Long2LongRBTreeMap;
import it.unimi.dsi.fastutil.longs.Long2LongSortedMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * I3: every transition is in exactly one batch, in chain order; roots chain; no batch is proven
 * before each of its transitions is and a proof covers them all.
 */
final class BatchAudit {
  private final LongOpenHashSet unproven = new LongOpenHashSet();
  private final Long2ObjectOpenHashMap<long[]> closed = new Long2ObjectOpenHashMap<>();

  /** The last transition that each aggregation task covers, of batches without a root proof. */
  private final Long2LongRBTreeMap made = new Long2LongRBTreeMap();

  /** Those of them that are proven. */
  private final LongOpenHashSet nodes = new LongOpenHashSet();

  private long transitions;
  private Hash256 root;
  private long batched;
  private long batches;
  private Hash256 batchRoot;

  /** Goes on where a chain stands that has no open batch. */
  BatchAudit(long nextTransition, Hash256 root, long batches) {
    transitions = nextTransition;
    batched = nextTransition;
    this.batches = batches;
    this.root = root;
    batchRoot = root;
  }

  void take(Fact fact) {
    switch (fact) {
      case Fact.Executed(Transition transition) -> executed(transition);
      case Fact.TaskMade task when task.kind() == null ->
          made.put(task.task(), task.lastTransition());
      case Fact.Proven proven -> proven(proven);
      case Fact.BatchClosed(BatchHeader header, long first, long last) ->
          closed(header, first, last);
      case Fact.BatchProven(long batch, int _, _) -> proven(batch);
      default -> {}
    }
  }

  private void proven(Fact.Proven proven) {
    boolean once =
        TaskKey.level(proven.task()) == 0
            ? unproven.remove(TaskKey.firstTransition(proven.task()))
            : nodes.add(proven.task());
    if (!once) {
      throw new InvariantViolation("I2", "task proven once", proven.toString());
    }
  }

  private void executed(Transition transition) {
    if (transition.sequence() != transitions || !transition.preRoot().equals(root)) {
      throw new InvariantViolation(
          "I3", "transition " + transitions + " on state root " + root, transition.toString());
    }
    transitions++;
    root = transition.postRoot();
    unproven.add(transition.sequence());
  }

  private void closed(BatchHeader header, long first, long last) {
    same("first transition of batch " + header.index(), batched, first);
    same("batch index", batches + 1, header.index());
    same("transitions of batch " + header.index(), last - first + 1, (long) header.transitions());
    same("pre state root of batch " + header.index(), batchRoot, header.preRoot());
    batched = last + 1;
    batches = header.index();
    batchRoot = header.postRoot();
    closed.put(header.index(), new long[] {first, last});
  }

  private void proven(long batch) {
    long[] range = closed.remove(batch);
    if (range == null) {
      throw new InvariantViolation("I3", "a closed batch, proven once", "batch " + batch);
    }
    for (long transition = range[0]; transition <= range[1]; transition++) {
      if (unproven.contains(transition)) {
        throw new InvariantViolation(
            "I3", "batch " + batch + " wholly proven", "transition " + transition + " is not");
      }
    }
    boolean root = false;
    Long2LongSortedMap inside = made.subMap(TaskKey.of(range[0], 0), TaskKey.of(range[1] + 1, 0));
    for (long node : inside.keySet().toLongArray()) {
      boolean all = TaskKey.firstTransition(node) == range[0] && made.get(node) == range[1];
      root |= nodes.remove(node) && all;
      made.remove(node);
    }
    if (!root) {
      throw new InvariantViolation("I3", "a root proof of batch " + batch, "none");
    }
  }

  private static void same(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new InvariantViolation("I3", what + " " + expected, found.toString());
    }
  }
}
