package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Curve;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.Means;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Curves over all replications, with the band that says how far they differ. */
final class Curves {
  private static final int MOST_POINTS = 480;

  private Curves() {}

  /**
   * A quantity over time: the mean of the replications, and the band from the smallest to the
   * largest of them. Null when no replication has it.
   */
  static Curve series(
      Results results, String metric, String name, TimeScale scale, DoubleUnaryOperator show) {
    List<Series> all =
        results.replications().stream()
            .map(replication -> replication.series().get(metric))
            .filter(series -> series != null && series.length() > 0)
            .toList();
    if (all.isEmpty()) {
      return null;
    }
    Series grid = all.get(0);
    int stride = Math.max(1, (grid.length() + MOST_POINTS - 1) / MOST_POINTS);
    int[] picked =
        IntStream.range(0, grid.length())
            .filter(i -> i % stride == 0 || i == grid.length() - 1)
            .filter(i -> Double.isFinite(grid.at(grid.time(i))))
            .toArray();
    double[] x = new double[picked.length];
    double[] mean = new double[picked.length];
    double[] low = new double[picked.length];
    double[] high = new double[picked.length];
    for (int k = 0; k < picked.length; k++) {
      long time = grid.time(picked[k]);
      double[] values =
          all.stream()
              .mapToDouble(series -> series.at(time))
              .filter(Double::isFinite)
              .map(show)
              .toArray();
      x[k] = scale.at(time);
      mean[k] = Means.mean(values);
      low[k] = Arrays.stream(values).min().orElseThrow();
      high[k] = Arrays.stream(values).max().orElseThrow();
    }
    Curve curve = Curve.of(name, x, mean);
    return all.size() == 1 ? curve : curve.within(low, high);
  }

  /**
   * A survival curve: the mean of the replications' estimates with its t interval; with a single
   * replication its own estimate with Greenwood's. Null when there is nothing to show.
   */
  static Curve survival(
      Results results, Function<Replication, Survival> of, String name, double from, double to) {
    List<Survival> all =
        results.replications().stream()
            .map(of)
            .filter(survival -> survival != null && survival.count() > 0)
            .toList();
    if (all.isEmpty()) {
      return null;
    }
    int[] picked =
        IntStream.range(0, Survival.GRID.length)
            .filter(i -> Survival.GRID[i] >= from && Survival.GRID[i] <= to)
            .toArray();
    double[] x = Arrays.stream(picked).mapToDouble(i -> Survival.GRID[i]).toArray();
    double[] mean = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      int i = picked[k];
      Interval at =
          all.size() == 1
              ? all.get(0).curve()[i]
              : Means.interval(
                  all.stream().mapToDouble(survival -> survival.curve()[i].estimate()).toArray(),
                  Results.CONFIDENCE);
      mean[k] = at.estimate();
      low[k] = Math.clamp(at.low(), 0, 1);
      high[k] = Math.clamp(at.high(), 0, 1);
    }
    return Curve.of(name, x, mean).within(low, high);
  }
}
