package io.crowdroll.protocol.proving;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Generator;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Wei;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final int BLOCKS = 400;

  @Test
  void aLeaseIsMissedOneBlockAfterItsDueByDefinition() {
    Generator some = new Generator(9);
    for (int round = 0; round < 60; round++) {
      int validators = 1 + some.below(30);
      int grace = 1 + some.below(6);
      int[] proposers = new int[BLOCKS + 1];
      for (int height = 1; height <= BLOCKS; height++) {
        // Some chains with few live proposers, so that the longest grace matters.
        proposers[height] = some.below(round % 3 == 0 ? 1 + some.below(2) : validators);
      }
      Deadlines deadlines = new Deadlines(grace, validators);
      TreeMap<Long, Integer> missed = new TreeMap<>();
      for (int height = 1; height <= BLOCKS; height++) {
        if (height <= BLOCKS - 100) {
          Lease lease = new Lease(null, null, height, Right.LEASE, Wei.ZERO, height);
          lease.deadline = height + some.below(60);
          deadlines.add(lease);
          long due = due(lease.deadline, proposers, Math.min(grace, (validators - 1) / 3 + 1));
          missed.put((long) height, (int) due + 1);
        }
        for (Lease lease : deadlines.missedAt(height, proposers[height])) {
          assertThat(missed.remove((long) lease.holder)).isEqualTo(height);
          assertThat(lease.due).isEqualTo(height - 1);
        }
      }
      assertThat(missed).isEmpty();
    }
  }

  /** First height ≥ deadline with enough distinct proposers since, at most 32 blocks later. */
  private static long due(long deadline, int[] proposers, int needed) {
    Set<Integer> distinct = new HashSet<>();
    long height = deadline;
    while (true) {
      distinct.add(proposers[(int) height]);
      if (distinct.size() >= needed || height == deadline + 32) {
        return height;
      }
      height++;
    }
  }
}
