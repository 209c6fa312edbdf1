package io.crowdroll.protocol.aggregation;

import io.crowdroll.protocol.chain.TaskKey;

/**
 * The shape of a batch's tree (PROTOCOL.md §6): level-ℓ nodes cover runs of arity^ℓ transitions,
 * aligned in the chain of transitions (so that cutting a batch moves no other node), and a lone
 * child is promoted, save to the root, which is always a proof of its own.
 */
final class Tree {
  /** What the tree wants made. */
  interface Maker {
    /**
     * @param from first covered transition
     * @param to last covered transition
     * @param children direct children
     */
    void make(Batch batch, int level, long from, long to, int children);
  }

  private final long[] spans;
  private final boolean streaming;
  private final Maker maker;

  Tree(int arity, boolean streaming, Maker maker) {
    spans = new long[TaskKey.MAX_LEVEL + 1];
    spans[0] = 1;
    for (int level = 1; level < spans.length; level++) {
      long before = spans[level - 1];
      spans[level] = before > Long.MAX_VALUE / arity ? Long.MAX_VALUE : before * arity;
    }
    this.streaming = streaming;
    this.maker = maker;
  }

  /** The level at which one run holds the whole batch, at least 1. */
  int rootLevel(Batch batch) {
    int level = 1;
    while (run(batch.first, level) != run(batch.last, level)) {
      level++;
    }
    return level;
  }

  static long rootKey(Batch batch) {
    return TaskKey.of(batch.first, batch.rootLevel);
  }

  /** A node or leaf was proven: its parent may be complete now. */
  void proven(Batch batch, int level, long from, int payee) {
    batch.proven.put(TaskKey.of(from, level), payee);
    if (streaming) {
      complete(batch, level + 1, run(from, level + 1));
    } else if (batch.closed && levelIsProven(batch, level)) {
      makeLevel(batch, level + 1);
    }
  }

  /** The batch closed: runs at its edge, and its root, may be complete now. */
  void closed(Batch batch) {
    if (streaming) {
      for (int level = 1; level <= batch.rootLevel; level++) {
        complete(batch, level, run(batch.last, level));
      }
    } else if (levelIsProven(batch, 0)) {
      makeLevel(batch, 1);
    }
  }

  private boolean levelIsProven(Batch batch, int level) {
    for (long run = run(batch.first, level); run <= run(batch.last, level); run++) {
      if (!batch.proven.containsKey(TaskKey.of(start(batch, level, run), level))) {
        return false;
      }
    }
    return true;
  }

  private void makeLevel(Batch batch, int level) {
    for (long run = run(batch.first, level); run <= run(batch.last, level); run++) {
      complete(batch, level, run);
    }
  }

  /** Makes or promotes the node of a run once all its children are proven. */
  private void complete(Batch batch, int level, long run) {
    if (batch.closed && level > batch.rootLevel) {
      return;
    }
    long from = start(batch, level, run);
    long end = spans[level] == Long.MAX_VALUE ? Long.MAX_VALUE : (run + 1) * spans[level] - 1;
    if (end > batch.last && !batch.closed) {
      return;
    }
    long to = Math.min(end, batch.last);
    long key = TaskKey.of(from, level);
    if (batch.made.contains(key)) {
      return;
    }
    int children = 0;
    for (long child = run(from, level - 1); child <= run(to, level - 1); child++) {
      if (!batch.proven.containsKey(TaskKey.of(start(batch, level - 1, child), level - 1))) {
        return;
      }
      children++;
    }
    boolean root = batch.closed && level == batch.rootLevel;
    if (children == 1 && !root) {
      if (!batch.proven.containsKey(key)) {
        proven(batch, level, from, batch.proven.get(TaskKey.of(from, level - 1)));
      }
    } else {
      batch.made.add(key);
      batch.proven.remove(key);
      maker.make(batch, level, from, to, children);
    }
  }

  private long run(long transition, int level) {
    return transition / spans[level];
  }

  /** The first transition of the batch in a run. */
  private long start(Batch batch, int level, long run) {
    return Math.max(batch.first, run == 0 ? 0 : run * spans[level]);
  }
}
