package io.crowdroll.protocol.proving;

import java.util.Arrays;

/**
 * Weights of provers with prefix sums (a Fenwick tree): setting one and finding the owner of a
 * point take O(log n), so that a draw among a million provers is cheap and exact (PROTOCOL.md §4).
 */
final class WeightTree {
  private long[] sums = new long[65];
  private long[] weights = new long[64];
  private long total;

  /** Σ of all weights, below 2^63. */
  long total() {
    return total;
  }

  long weight(int index) {
    return index < weights.length ? weights[index] : 0;
  }

  /** Sets the weight of {@code index} ≥ 0; weights are ≥ 0. */
  void set(int index, long weight) {
    if (index >= weights.length) {
      grow(index + 1);
    }
    long delta = weight - weights[index];
    if (delta == 0) {
      return;
    }
    weights[index] = weight;
    total = Math.addExact(total, delta);
    for (int node = index + 1; node < sums.length; node += node & -node) {
      sums[node] += delta;
    }
  }

  /** The index whose span of weight holds {@code point}, 0 ≤ point < total. */
  int find(long point) {
    int node = 0;
    long rest = point;
    for (int step = Integer.highestOneBit(sums.length - 1); step > 0; step >>= 1) {
      int next = node + step;
      if (next < sums.length && sums[next] <= rest) {
        node = next;
        rest -= sums[next];
      }
    }
    return node;
  }

  private void grow(int least) {
    int capacity = Math.max(2 * weights.length, Integer.highestOneBit(least) * 2);
    weights = Arrays.copyOf(weights, capacity);
    sums = new long[capacity + 1];
    for (int node = 1; node <= capacity; node++) {
      sums[node] += weights[node - 1];
      int parent = node + (node & -node);
      if (parent <= capacity) {
        sums[parent] += sums[node];
      }
    }
  }
}
