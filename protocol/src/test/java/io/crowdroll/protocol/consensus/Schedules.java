package io.crowdroll.protocol.consensus;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The schedules that are explored: all small ones, and a seeded sample of greater ones. */
final class Schedules {
  private static final long[] FOUR = {1, 1, 1, 1};

  private Schedules() {}

  /**
   * How many schedules of so many rounds there are for four validators, one of them twins: all
   * leaders and all partitions, where of the honest validators, who are alike, at most the first
   * leads round 0.
   */
  static long count(int rounds) {
    return 32L << 6 * (rounds - 1);
  }

  /** The schedule of a number below {@link #count}. */
  static Schedule numbered(int rounds, long code) {
    int[] leaders = new int[rounds];
    int[] groups = new int[rounds];
    long rest = code;
    for (int round = rounds - 1; round >= 0; round--) {
      groups[round] = (int) (rest & 15); // node 4, the second twin, is on side 0
      leaders[round] = (int) (rest >>> 4 & 3);
      rest >>>= 6;
    }
    return new Schedule(FOUR, 1, leaders, groups, 0, 0, 0, 0, 0, 1, code);
  }

  /** A schedule of up to seven validators with less than 1/3 of Byzantine stake. */
  static Schedule sampled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return switch (random.nextInt(4)) {
      case 0 -> sampled(new long[] {1, 1, 1, 1, 1, 1, 1}, 2, seed);
      case 1 -> sampled(new long[] {33, 33, 34}, 1, seed);
      default -> sampled(FOUR, 1, seed);
    };
  }

  static Schedule sampled(long[] stakes, int twins, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + 1);
    int rounds = 2 + random.nextInt(6);
    int[] leaders = new int[rounds];
    int[] groups = new int[rounds];
    for (int round = 0; round < rounds; round++) {
      leaders[round] = random.nextInt(stakes.length);
      groups[round] = random.nextInt(1 << stakes.length + twins);
    }
    boolean lossy = random.nextBoolean();
    return new Schedule(
        stakes,
        twins,
        leaders,
        groups,
        lossy ? random.nextInt(25) : 0,
        random.nextBoolean() ? random.nextInt(600) : 0,
        random.nextInt(3) * 50,
        random.nextInt(3) * 20,
        random.nextInt(3) * 20,
        1 + random.nextInt(2),
        seed);
  }

  /** A Byzantine leader after round 0, which lies whenever it can. */
  static Schedule lying(long seed) {
    Schedule it = numbered(3, seed * 0x9e3779b97f4a7c15L >>> 64 - 17);
    int[] leaders = {it.leaders()[0], 0, 0};
    return new Schedule(it.stakes(), 1, leaders, it.groups(), 0, 0, 0, 0, 100, 1, seed);
  }

  static String text(Schedule schedule) {
    return schedule
        + " leaders "
        + Arrays.toString(schedule.leaders())
        + " groups "
        + Arrays.toString(schedule.groups());
  }
}
