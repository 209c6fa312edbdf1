package io.crowdroll.reports.stats;

import org.apache.commons.math3.distribution.TDistribution;

/** Means of independent observations, such as one number from each replication. */
public final class Means {
  private Means() {}

  /** The mean; NaN of an empty sample. */
  public static double mean(double[] sample) {
    return Sums.mean(sample);
  }

  /** The unbiased sample variance; NaN below two observations. */
  public static double variance(double[] sample) {
    return sample.length < 2 ? Double.NaN : Sums.squaredDeviations(sample) / (sample.length - 1);
  }

  /**
   * Mean and Student-t interval. Below two observations the ends are NaN.
   *
   * @param confidence coverage, in (0, 1)
   */
  public static Interval interval(double[] sample, double confidence) {
    double mean = Sums.mean(sample);
    if (sample.length < 2) {
      return new Interval(mean, Double.NaN, Double.NaN, confidence, sample.length);
    }
    double error = StrictMath.sqrt(variance(sample) / sample.length);
    double half =
        error
            * new TDistribution(null, sample.length - 1)
                .inverseCumulativeProbability((1 + confidence) / 2);
    return new Interval(mean, mean - half, mean + half, confidence, sample.length);
  }
}
