package io.crowdroll.sim.kernel;

import java.util.Arrays;

/**
 * The law of a recorded trace: each of its values equally likely, and no value that was not
 * observed.
 */
public final class Empirical implements Distribution {

  private final double[] sorted;
  private final double mean;

  /**
   * The law of the given observations, in any order.
   *
   * @throws IllegalArgumentException if there are none, or one is not finite
   */
  public Empirical(double... observations) {
    if (observations.length == 0) {
      throw new IllegalArgumentException("no observations");
    }
    sorted = observations.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (double value : sorted) {
      sum += value;
    }
    mean = sum / sorted.length;
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException("observations must be finite, with a finite sum");
    }
  }

  @Override
  public double quantile(double u) {
    int rank = (int) Math.ceil(u * sorted.length) - 1;
    return sorted[Math.max(0, rank)];
  }

  @Override
  public double mean() {
    return mean;
  }
}
