package io.crowdroll.reports.html;

import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.KaplanMeier;

/**
 * What the page needs of one replication's survival curve, so that the durations themselves can be
 * forgotten.
 *
 * @param count durations in all
 * @param ended those that ended
 * @param curve S at the points of {@link #GRID}, with Greenwood's interval
 * @param p50 median, with its interval within the replication
 * @param p95 95th percentile, likewise
 * @param mean mean up to the horizon
 */
record Survival(int count, int ended, Interval[] curve, Interval p50, Interval p95, double mean) {

  /** Seconds, evenly spaced on a logarithmic scale: 0.1 s to 100 days. */
  static final double[] GRID = grid();

  private static final double CONFIDENCE = 0.95;

  static Survival of(KaplanMeier estimate, double horizonSeconds) {
    Interval[] curve = new Interval[GRID.length];
    for (int i = 0; i < GRID.length; i++) {
      curve[i] = estimate.survival(GRID[i], CONFIDENCE);
    }
    return new Survival(
        estimate.observations(),
        estimate.events(),
        curve,
        estimate.quantile(0.50, CONFIDENCE),
        estimate.quantile(0.95, CONFIDENCE),
        estimate.observations() == 0 ? Double.NaN : estimate.restrictedMean(horizonSeconds));
  }

  private static double[] grid() {
    double[] grid = new double[481];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = StrictMath.pow(10, -1 + 8.0 * i / (grid.length - 1));
    }
    return grid;
  }
}
