package io.crowdroll.sim.experiment;

import it.unimi.dsi.fastutil.longs.LongArrayFIFOQueue;
import java.util.Arrays;

/**
 * How often each of some things happened on the chain, by index. What a fork reverts has not
 * happened (PROTOCOL.md §8).
 */
final class RevertibleCounts {
  /** More than members, of which there are at most two million. */
  private static final int INDEX_BITS = 24;

  private int[] counts = new int[64];

  /** Height and index of what may still be reverted, in order. */
  private final LongArrayFIFOQueue revertible = new LongArrayFIFOQueue();

  /** One more, in the block of a height. */
  void add(long height, int index) {
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(index + 1, 2 * counts.length));
    }
    counts[index]++;
    revertible.enqueue(height << INDEX_BITS | index);
  }

  int of(int index) {
    return index < counts.length ? counts[index] : 0;
  }

  /** Nothing below this height can be reverted any more. */
  void settled(long height) {
    while (!revertible.isEmpty() && revertible.firstLong() >>> INDEX_BITS < height) {
      revertible.dequeueLong();
    }
  }

  /** What happened from this height on has not. */
  void reverted(long height) {
    while (!revertible.isEmpty() && revertible.lastLong() >>> INDEX_BITS >= height) {
      counts[(int) revertible.dequeueLastLong() & (1 << INDEX_BITS) - 1]--;
    }
  }
}
