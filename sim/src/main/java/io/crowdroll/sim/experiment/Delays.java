package io.crowdroll.sim.experiment;

import io.crowdroll.reports.stats.KaplanMeier;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;

/**
 * Durations of one kind. Those that had not ended by the horizon count as censored: leaving them
 * out would make a chain that proves nothing look fast.
 */
final class Delays {
  private final DoubleArrayList ended = new DoubleArrayList();
  private final DoubleArrayList running = new DoubleArrayList();

  /**
   * Counts what began at {@code from} and ended at {@code to}, or where that is negative had not
   * ended at {@code horizon}; ms.
   */
  void add(long from, long to, long horizon) {
    if (to >= 0) {
      ended.add((to - from) / 1e3);
    } else {
      running.add(Math.max(0, horizon - from) / 1e3);
    }
  }

  /** Those of {@code a} and of {@code b} together. */
  static Delays union(Delays a, Delays b) {
    Delays both = new Delays();
    for (Delays part : new Delays[] {a, b}) {
      both.ended.addAll(part.ended);
      both.running.addAll(part.running);
    }
    return both;
  }

  int size() {
    return ended.size() + running.size();
  }

  /** Product-limit estimate over all of them, in seconds. */
  private KaplanMeier curve() {
    return KaplanMeier.of(ended.toDoubleArray(), running.toDoubleArray());
  }

  /** Mean up to the horizon, in seconds; NaN where there is none. */
  double mean(long horizon) {
    return size() == 0 ? Double.NaN : curve().restrictedMean(horizon / 1e3);
  }

  /** Longest that is known, in seconds; NaN where there is none. */
  double longest() {
    double longest = Double.NaN;
    for (DoubleArrayList part : new DoubleArrayList[] {ended, running}) {
      for (int i = 0; i < part.size(); i++) {
        double value = part.getDouble(i);
        longest = longest >= value ? longest : value;
      }
    }
    return longest;
  }

  /** Adds {@code name.p50}, {@code .p95}, {@code .p99} and {@code .mean}. */
  void report(String name, long horizon, MetricSheet sheet) {
    KaplanMeier curve = curve();
    sheet.put(name + ".p50", curve.quantile(0.50));
    sheet.put(name + ".p95", curve.quantile(0.95));
    sheet.put(name + ".p99", curve.quantile(0.99));
    sheet.put(name + ".mean", size() == 0 ? Double.NaN : curve.restrictedMean(horizon / 1e3));
  }
}
