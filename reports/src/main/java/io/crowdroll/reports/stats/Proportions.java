package io.crowdroll.reports.stats;

import org.apache.commons.math3.distribution.NormalDistribution;

/** Shares of independent yes-or-no observations. */
public final class Proportions {
  private Proportions() {}

  /**
   * Share with Wilson's score interval, which stays in [0, 1] and holds for small counts.
   *
   * @param successes 0 to {@code n}
   * @param confidence coverage, in (0, 1)
   */
  public static Interval wilson(long successes, int n, double confidence) {
    if (successes < 0 || successes > n) {
      throw new IllegalArgumentException(successes + " successes of " + n);
    }
    if (n == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN, confidence, 0);
    }
    double z =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    double share = (double) successes / n;
    double shrink = 1 + z * z / n;
    double centre = (share + z * z / (2.0 * n)) / shrink;
    double half = z * StrictMath.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)) / shrink;
    double low = successes == 0 ? 0 : centre - half;
    double high = successes == n ? 1 : centre + half;
    return new Interval(share, low, high, confidence, n);
  }
}
