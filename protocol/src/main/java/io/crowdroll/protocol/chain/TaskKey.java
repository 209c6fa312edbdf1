package io.crowdroll.protocol.chain;

/**
 * A task's place in one long: the first transition that it covers and its level (0 a transition's
 * own proof, above it aggregation). Unique over the life of a chain, and ordered as work is
 * (PROTOCOL.md §4: oldest covered transition first, then level).
 */
public final class TaskKey {
  private static final int LEVEL_BITS = 5;

  /** Highest level of an aggregation tree. */
  public static final int MAX_LEVEL = (1 << LEVEL_BITS) - 1;

  private TaskKey() {}

  public static long of(long firstTransition, int level) {
    return firstTransition << LEVEL_BITS | level;
  }

  public static long firstTransition(long key) {
    return key >>> LEVEL_BITS;
  }

  public static int level(long key) {
    return (int) key & MAX_LEVEL;
  }
}
