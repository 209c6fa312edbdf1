package io.crowdroll.reports.stats;

import java.util.Arrays;

/** How unequally a total is shared out. */
public final class Inequality {
  private static final double ASYMPTOTIC_FROM = 40;

  private Inequality() {}

  /**
   * The Gini coefficient: half the mean difference of two members drawn with replacement, over the
   * mean. 0 when all have the same, (n − 1)/n when one has all; NaN when nothing is shared.
   *
   * @param shares what each has, not negative
   */
  public static double gini(double[] shares) {
    double[] sorted = ascending(shares);
    int n = sorted.length;
    double[] ranked = new double[n];
    for (int i = 0; i < n; i++) {
      ranked[i] = (2.0 * i + 1 - n) * sorted[i];
    }
    double total = Sums.sum(sorted);
    return total > 0 ? Sums.sum(ranked) / (n * total) : Double.NaN;
  }

  /**
   * The Gini coefficient that chance alone gives when n equal members share tasks of equal worth
   * drawn uniformly, {@code m} a member on average: e^{−2m}[I₀(2m) + I₁(2m)], for large n. Measured
   * inequality means something only above it.
   */
  public static double chanceGini(double m) {
    return m > 0 ? scaledBessel(0, 2 * m) + scaledBessel(1, 2 * m) : 1;
  }

  /**
   * The Lorenz curve at {@code points} + 1 even steps: entry i is the share of the total that the
   * poorest i/points of the members have. All NaN when nothing is shared.
   */
  public static double[] lorenz(double[] shares, int points) {
    double[] sorted = ascending(shares);
    double total = Sums.sum(sorted);
    double[] cumulative = new double[sorted.length + 1];
    for (int i = 0; i < sorted.length; i++) {
      cumulative[i + 1] = cumulative[i] + sorted[i];
    }
    double[] curve = new double[points + 1];
    for (int i = 0; i <= points; i++) {
      double members = (double) i * sorted.length / points;
      int whole = (int) Math.min(members, sorted.length);
      double rest = whole < sorted.length ? (members - whole) * sorted[whole] : 0;
      curve[i] = total > 0 ? Math.min(1, (cumulative[whole] + rest) / total) : Double.NaN;
    }
    return curve;
  }

  private static double[] ascending(double[] shares) {
    double[] sorted = shares.clone();
    Arrays.sort(sorted);
    if (sorted.length > 0 && !(sorted[0] >= 0)) {
      throw new IllegalArgumentException("a share is negative: " + sorted[0]);
    }
    return sorted;
  }

  /** e^{−x} I_order(x), by the power series and for large x by Hankel's expansion. */
  private static double scaledBessel(int order, double x) {
    if (x < ASYMPTOTIC_FROM) {
      double term = order == 0 ? 1 : x / 2;
      double sum = term;
      for (int k = 1; term > sum * 1e-17; k++) {
        term *= x * x / (4.0 * k * (k + order));
        sum += term;
      }
      return StrictMath.exp(-x) * sum;
    }
    double mu = 4.0 * order * order;
    double term = 1;
    double sum = 1;
    for (int k = 1; k < 20; k++) {
      term *= -(mu - (2.0 * k - 1) * (2.0 * k - 1)) / (k * 8 * x);
      sum += term;
    }
    return sum / StrictMath.sqrt(2 * StrictMath.PI * x);
  }
}
