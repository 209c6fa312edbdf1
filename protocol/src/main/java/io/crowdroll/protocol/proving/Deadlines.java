package io.crowdroll.protocol.proving;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * When leases are due (PROTOCOL.md §4): {@code due} is the first height ≥ deadline such that the
 * blocks deadline … due have enough distinct proposers, at most 32 blocks later. A censoring
 * proposer must not be able to frame a prover; few live validators must not hold a lease open.
 */
final class Deadlines {
  private static final int RING = 64;

  private final int distinctNeeded;
  private final int[] proposers = new int[RING];
  private final Long2ObjectOpenHashMap<List<Lease>> byDeadline = new Long2ObjectOpenHashMap<>();

  /** Leases due at the previous block: missed if still open. */
  private List<Lease> due = new ArrayList<>();

  /**
   * @param graceProposers distinct proposers wanted
   * @param validators n: never more than ⌊(n − 1)/3⌋ + 1 are asked for
   */
  Deadlines(int graceProposers, int validators) {
    distinctNeeded = Math.min(graceProposers, (validators - 1) / 3 + 1);
  }

  void add(Lease lease) {
    byDeadline.computeIfAbsent(lease.deadline, _ -> new ArrayList<>()).add(lease);
  }

  /**
   * Takes block {@code height}.
   *
   * @return the leases whose due was the block before; those still open are missed
   */
  List<Lease> missedAt(long height, int proposer) {
    proposers[(int) (height % RING)] = proposer;
    List<Lease> missed = due;
    due = new ArrayList<>();
    for (long deadline = Math.max(1, height - LeaseRules.LONGEST_GRACE);
        deadline <= height;
        deadline++) {
      if (byDeadline.containsKey(deadline)
          && (height == deadline + LeaseRules.LONGEST_GRACE
              || distinct(deadline, height) >= distinctNeeded)) {
        for (Lease lease : byDeadline.remove(deadline)) {
          lease.due = height;
          due.add(lease);
        }
      }
    }
    return missed;
  }

  private int distinct(long from, long to) {
    int count = 0;
    for (long height = from; height <= to; height++) {
      int proposer = proposers[(int) (height % RING)];
      boolean seen = false;
      for (long before = from; before < height && !seen; before++) {
        seen = proposers[(int) (before % RING)] == proposer;
      }
      if (!seen) {
        count++;
      }
    }
    return count;
  }
}
