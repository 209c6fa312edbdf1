package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.scenario.Validators.StakeLaw;
import java.util.Arrays;

/** How stake is spread over validators: positive integers of a unit of their own. */
public final class Stakes {
  /** Roughly the total of a drawn set. */
  private static final double SCALE = 1e9;

  private Stakes() {}

  /**
   * Draws the stakes of a replication.
   *
   * @param count validators
   * @throws IllegalArgumentException if explicit weights are not one a validator
   */
  public static long[] draw(StakeLaw law, int count, RandomStream stream) {
    return switch (law) {
      case StakeLaw.Equal() -> equal(count);
      case StakeLaw.Pareto(double alpha, double cap) -> capped(pareto(alpha, count, stream), cap);
      case StakeLaw.Explicit explicit -> {
        if (explicit.weights().size() != count) {
          throw new IllegalArgumentException(
              explicit.weights().size() + " weights for " + count + " validators");
        }
        yield explicit.weights().stream().mapToLong(Long::longValue).toArray();
      }
    };
  }

  private static long[] equal(int count) {
    long[] stakes = new long[count];
    Arrays.fill(stakes, 1_000_000);
    return stakes;
  }

  private static long[] pareto(double alpha, int count, RandomStream stream) {
    double[] drawn = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      drawn[i] = StrictMath.pow(stream.nextDouble(), -1 / alpha);
      sum += drawn[i];
    }
    long[] stakes = new long[count];
    for (int i = 0; i < count; i++) {
      stakes[i] = Math.max(1, (long) (drawn[i] / sum * SCALE));
    }
    return stakes;
  }

  /**
   * Cuts the largest to one common stake so that none holds more than {@code cap} of the total
   * after the cut. Where that is impossible, cap · count ≤ 1, all are equal.
   */
  private static long[] capped(long[] stakes, double cap) {
    if (cap * stakes.length <= 1) {
      return equal(stakes.length);
    }
    long[] sorted = stakes.clone();
    Arrays.sort(sorted);
    long rest = Arrays.stream(sorted).sum();
    // With m cut to x the share is x / (m x + rest), which grows with x: rounding down is safe.
    int m = 0;
    long most = (long) (cap * rest);
    while (sorted[sorted.length - 1 - m] > most) {
      rest -= sorted[sorted.length - 1 - m];
      m++;
      most = (long) (cap * rest / (1 - cap * m));
    }
    long[] result = new long[stakes.length];
    for (int i = 0; i < stakes.length; i++) {
      result[i] = Math.min(stakes[i], most);
    }
    return result;
  }
}
