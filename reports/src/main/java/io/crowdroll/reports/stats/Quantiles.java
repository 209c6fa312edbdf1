package io.crowdroll.reports.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;

/** Quantiles of independent observations. */
public final class Quantiles {
  private Quantiles() {}

  /**
   * The empirical quantile: the smallest observation with at least a share {@code p} of the sample
   * at or below it (Hyndman and Fan's type 1). NaN of an empty sample.
   *
   * @param p in [0, 1]
   */
  public static double quantile(double[] sample, double p) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, p);
  }

  /**
   * Quantile with its order-statistic interval, which assumes nothing of the distribution: the ends
   * are observations, chosen by the binomial law of how many lie below the quantile. An end beyond
   * the sample is infinite.
   *
   * @param p in (0, 1)
   * @param confidence coverage at least this, in (0, 1)
   */
  public static Interval interval(double[] sample, double p, double confidence) {
    int n = sample.length;
    if (n == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN, confidence, 0);
    }
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    BinomialDistribution below = new BinomialDistribution(null, n, p);
    int low = below.inverseCumulativeProbability((1 - confidence) / 2);
    int high = below.inverseCumulativeProbability((1 + confidence) / 2) + 1;
    return new Interval(
        ofSorted(sorted, p),
        low < 1 ? Double.NEGATIVE_INFINITY : sorted[low - 1],
        high > n ? Double.POSITIVE_INFINITY : sorted[high - 1],
        confidence,
        n);
  }

  private static double ofSorted(double[] sorted, double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(p * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }
}
