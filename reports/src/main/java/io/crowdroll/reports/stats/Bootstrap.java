package io.crowdroll.reports.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Bias-corrected and accelerated bootstrap intervals (Efron 1987) for statistics that have no
 * formula. The same sample and seed give the same interval.
 */
public final class Bootstrap {
  private static final int LARGEST_JACKKNIFE = 200;

  private final int resamples;
  private final long seed;

  /**
   * A bootstrap.
   *
   * @param resamples how many, such as 999
   * @param seed of the resampling
   */
  public Bootstrap(int resamples, long seed) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * The BCa interval of a statistic of independent observations. NaN ends when the sample is below
   * two observations or no resample falls on one side of the estimate.
   *
   * @param statistic does not depend on the order; gets the observations ascending
   */
  public Interval interval(
      double[] sample, ToDoubleFunction<double[]> statistic, double confidence) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double estimate = statistic.applyAsDouble(sorted);
    if (n < 2 || !Double.isFinite(estimate)) {
      return new Interval(estimate, Double.NaN, Double.NaN, confidence, n);
    }
    double[] replicates = replicates(sorted, statistic);
    double below = shareBelow(replicates, estimate);
    if (below <= 0 || below >= 1) {
      return new Interval(estimate, Double.NaN, Double.NaN, confidence, n);
    }
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double bias = normal.inverseCumulativeProbability(below);
    double acceleration = acceleration(sorted, statistic);
    double z = normal.inverseCumulativeProbability((1 + confidence) / 2);
    return new Interval(
        estimate,
        corrected(replicates, normal, bias, acceleration, -z),
        corrected(replicates, normal, bias, acceleration, z),
        confidence,
        n);
  }

  private double[] replicates(double[] sorted, ToDoubleFunction<double[]> statistic) {
    int n = sorted.length;
    SplitMix random = new SplitMix(seed);
    double[] replicates = new double[resamples];
    int[] counts = new int[n];
    double[] resample = new double[n];
    for (int b = 0; b < resamples; b++) {
      Arrays.fill(counts, 0);
      for (int i = 0; i < n; i++) {
        counts[random.below(n)]++;
      }
      // Filled by counts, a resample is in order: the statistic need not sort it.
      for (int i = 0, filled = 0; i < n; i++) {
        Arrays.fill(resample, filled, filled += counts[i], sorted[i]);
      }
      replicates[b] = statistic.applyAsDouble(resample);
    }
    Arrays.sort(replicates);
    return replicates;
  }

  /** Half of the ties count as below. */
  private static double shareBelow(double[] replicates, double estimate) {
    double below = 0;
    for (double replicate : replicates) {
      below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
    }
    return below / replicates.length;
  }

  /** Skewness of the jackknife; leaves out groups when the sample is large. */
  private static double acceleration(double[] sorted, ToDoubleFunction<double[]> statistic) {
    int n = sorted.length;
    int groups = Math.min(n, LARGEST_JACKKNIFE);
    double[] values = new double[groups];
    for (int group = 0; group < groups; group++) {
      double[] rest = new double[n];
      int kept = 0;
      for (int i = 0; i < n; i++) {
        if (i % groups != group) {
          rest[kept++] = sorted[i];
        }
      }
      values[group] = statistic.applyAsDouble(Arrays.copyOf(rest, kept));
    }
    double mean = Sums.mean(values);
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double deviation = mean - value;
      squares += deviation * deviation;
      cubes += deviation * deviation * deviation;
    }
    return squares == 0 ? 0 : cubes / (6 * squares * StrictMath.sqrt(squares));
  }

  private static double corrected(
      double[] replicates, NormalDistribution normal, double bias, double acceleration, double z) {
    double shifted = bias + (bias + z) / (1 - acceleration * (bias + z));
    double rank = normal.cumulativeProbability(shifted) * (replicates.length + 1);
    int index = (int) Math.round(rank) - 1;
    return replicates[Math.clamp(index, 0, replicates.length - 1)];
  }

  /** SplitMix64 (Steele, Lea and Flood 2014), written out so that no JDK can change it. */
  private static final class SplitMix {
    private long state;

    SplitMix(long seed) {
      state = seed;
    }

    /** Uniform in [0, n); the bias of at most n/2^64 does not matter here. */
    int below(int n) {
      return (int) Math.unsignedMultiplyHigh(next(), n);
    }

    private long next() {
      state += 0x9E3779B97F4A7C15L;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }
  }
}
