package io.crowdroll.reports.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Two scenarios compared replication by replication. With common random numbers the pairs differ
 * only in what the scenarios differ in, so that the interval of the difference is narrow.
 *
 * @param difference mean of B − A with its paired-t interval
 * @param pValue two-sided, against "no difference"
 * @param correlation of A with B; what common random numbers bought
 */
public record PairedComparison(Interval difference, double pValue, double correlation) {

  /**
   * Compares {@code b} with {@code a}, whose entries at one index share their random numbers.
   *
   * @throws IllegalArgumentException when the lengths differ or are below two
   */
  public static PairedComparison of(double[] a, double[] b, double confidence) {
    if (a.length != b.length || a.length < 2) {
      throw new IllegalArgumentException("pairs needed: " + a.length + " and " + b.length);
    }
    int n = a.length;
    double[] differences = new double[n];
    Arrays.setAll(differences, i -> b[i] - a[i]);
    Interval difference = Means.interval(differences, confidence);
    double error = StrictMath.sqrt(Means.variance(differences) / n);
    return new PairedComparison(
        difference, pValue(difference.estimate(), error, n - 1), correlation(a, b));
  }

  /**
   * Holm's step-down adjustment: p-values that may be compared with one level although there are
   * many of them.
   */
  public static double[] holm(double[] pValues) {
    int[] ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      int i = ascending[rank];
      largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[i]));
      adjusted[i] = largest;
    }
    return adjusted;
  }

  private static double pValue(double mean, double error, int degrees) {
    if (error == 0) {
      return mean == 0 ? 1 : 0;
    }
    return 2 * new TDistribution(null, degrees).cumulativeProbability(-Math.abs(mean / error));
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Sums.mean(a);
    double meanB = Sums.mean(b);
    double[] products = new double[a.length];
    Arrays.setAll(products, i -> (a[i] - meanA) * (b[i] - meanB));
    return Sums.sum(products)
        / StrictMath.sqrt(Sums.squaredDeviations(a) * Sums.squaredDeviations(b));
  }
}
