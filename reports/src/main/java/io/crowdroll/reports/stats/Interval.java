package io.crowdroll.reports.stats;

/**
 * An estimate with its confidence interval.
 *
 * @param estimate the point estimate; NaN when there is nothing to estimate from
 * @param low lower end; NaN when the sample is too small for an interval, −∞ when unbounded
 * @param high upper end, likewise
 * @param confidence coverage, as in 0.95
 * @param n observations behind it
 */
public record Interval(double estimate, double low, double high, double confidence, int n) {

  /** Whether both ends are numbers. */
  public boolean bounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** Whether {@code value} lies in the interval, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Half the width; NaN when there is no interval. */
  public double halfWidth() {
    return (high - low) / 2;
  }
}
