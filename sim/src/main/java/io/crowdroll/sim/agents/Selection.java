package io.crowdroll.sim.agents;

import io.crowdroll.sim.kernel.RandomStream;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.IntPredicate;

/** A random sample without replacement: selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S). */
final class Selection {
  private Selection() {}

  /**
   * Draws {@code count} of the numbers below {@code n} that are eligible, or all of them where
   * there are fewer; ascending. Every subset is equally likely.
   */
  static int[] pick(long count, int n, IntPredicate eligible, RandomStream stream) {
    IntArrayList candidates = new IntArrayList();
    for (int i = 0; i < n; i++) {
      if (eligible.test(i)) {
        candidates.add(i);
      }
    }
    int wanted = (int) Math.min(count, candidates.size());
    int[] picked = new int[wanted];
    int size = 0;
    for (int i = 0; size < wanted; i++) {
      int left = candidates.size() - i;
      if (stream.uniform(left) < wanted - size) {
        picked[size++] = candidates.getInt(i);
      }
    }
    return picked;
  }
}
