package io.crowdroll.sim.experiment;

import io.crowdroll.reports.results.RunMetricRow;
import io.crowdroll.reports.results.Verdict;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.Means;
import io.crowdroll.sim.scenario.Expectation;
import java.util.List;
import java.util.Locale;

/**
 * Holds expectations against what was measured. What cannot be decided does not pass: a run that
 * says nothing must not look like one that says yes.
 */
final class Judge {
  private Judge() {}

  /**
   * Judges one expectation by the replications of a variant.
   *
   * @param variant its name, empty where there are none
   * @param confidence of the interval that is shown where the expectation names none
   */
  static Verdict judge(
      Expectation expectation, String variant, List<RunMetricRow> metrics, double confidence) {
    String text =
        variant.isEmpty() || expectation.variant().isPresent()
            ? expectation.text()
            : variant + ": " + expectation.text();
    double[] values = values(metrics, expectation.metric());
    String unit = Metric.find(expectation.metric()).map(Metric::unit).orElse("");
    if (values.length == 0) {
      return new Verdict(text, false, true, "not measured in any finished replication", "");
    }
    Interval interval = interval(values, expectation.confidence().orElse(confidence));
    String observed = Quantities.text(interval.estimate(), unit, expectation.metric());
    String ends = ends(interval, unit, expectation.metric());
    if (expectation.confidence().isEmpty() || Double.isInfinite(interval.estimate())) {
      return new Verdict(text, holds(expectation, interval.estimate()), false, observed, ends);
    }
    if (Double.isNaN(interval.low())) {
      return new Verdict(text, false, true, observed + "; one replication gives no interval", "");
    }
    boolean low = holds(expectation, interval.low());
    boolean high = holds(expectation, interval.high());
    return new Verdict(text, low && high, low != high, observed, ends);
  }

  private static boolean holds(Expectation expectation, double measured) {
    return expectation.operator().holds(measured, expectation.value());
  }

  /** Values of a metric by replication, those that could not be measured left out. */
  static double[] values(List<RunMetricRow> metrics, String name) {
    return metrics.stream()
        .filter(row -> row.metric().equals(name) && !Double.isNaN(row.value()))
        .mapToDouble(RunMetricRow::value)
        .toArray();
  }

  /** Mean and interval over replications; what one of them did not reach the mean does not. */
  static Interval interval(double[] values, double confidence) {
    for (double value : values) {
      if (Double.isInfinite(value)) {
        return new Interval(value, Double.NaN, Double.NaN, confidence, values.length);
      }
    }
    return Means.interval(values, confidence);
  }

  /** {@code 95 % [low, high]}, empty where there is no interval. */
  static String ends(Interval interval, String unit, String metric) {
    if (!interval.bounded()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%s %% [%s, %s]",
        Quantities.text(100 * interval.confidence(), "", ""),
        Quantities.text(interval.low(), unit, metric),
        Quantities.text(interval.high(), unit, metric));
  }
}
