package io.crowdroll.sim.experiment;

import io.crowdroll.reports.results.RunMetricRow;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.PairedComparison;
import io.crowdroll.sim.experiment.RunResult.VariantMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Variants held against the first of them, replication by replication: they share their random
 * numbers, so the difference is far surer than the two means are.
 *
 * @param variant the variant compared
 * @param mean of the variant
 * @param difference variant − first variant over the replications that both have; {@code null} for
 *     the first itself, and below two pairs
 * @param pValue of no difference, adjusted by Holm over the variant's metrics; NaN likewise
 */
record Comparison(
    String variant, String metric, String unit, Interval mean, Interval difference, double pValue) {

  /** Every metric of every variant. */
  static List<Comparison> of(List<VariantMetrics> variants, double confidence) {
    List<Comparison> all = new ArrayList<>();
    Map<String, Map<Integer, Double>> first = byMetric(variants.getFirst().metrics());
    for (int i = 0; i < variants.size(); i++) {
      all.addAll(compare(variants.get(i), i == 0 ? null : first, confidence));
    }
    return all;
  }

  private static List<Comparison> compare(
      VariantMetrics variant, Map<String, Map<Integer, Double>> first, double confidence) {
    List<Comparison> rows = new ArrayList<>();
    byMetric(variant.metrics())
        .forEach(
            (metric, values) -> {
              double[] own = values.values().stream().mapToDouble(v -> v).toArray();
              PairedComparison paired = paired(first, metric, values, confidence);
              rows.add(
                  new Comparison(
                      variant.name(),
                      metric,
                      Metric.find(metric).map(Metric::unit).orElse(""),
                      Judge.interval(own, confidence),
                      paired == null ? null : paired.difference(),
                      paired == null ? Double.NaN : paired.pValue()));
            });
    return holm(rows);
  }

  private static PairedComparison paired(
      Map<String, Map<Integer, Double>> first,
      String metric,
      Map<Integer, Double> values,
      double confidence) {
    if (first == null || !first.containsKey(metric)) {
      return null;
    }
    Map<Integer, Double> others = first.get(metric);
    TreeSet<Integer> both = new TreeSet<>(values.keySet());
    both.retainAll(others.keySet());
    both.removeIf(i -> Double.isInfinite(values.get(i)) || Double.isInfinite(others.get(i)));
    if (both.size() < 2) {
      return null;
    }
    return PairedComparison.of(
        both.stream().mapToDouble(others::get).toArray(),
        both.stream().mapToDouble(values::get).toArray(),
        confidence);
  }

  private static List<Comparison> holm(List<Comparison> rows) {
    double[] raw =
        rows.stream().mapToDouble(Comparison::pValue).filter(p -> !Double.isNaN(p)).toArray();
    double[] adjusted = PairedComparison.holm(raw);
    List<Comparison> result = new ArrayList<>();
    int next = 0;
    for (Comparison row : rows) {
      double p = Double.isNaN(row.pValue) ? Double.NaN : adjusted[next++];
      result.add(new Comparison(row.variant, row.metric, row.unit, row.mean, row.difference, p));
    }
    return result;
  }

  /** Values by metric and replication, in the order of the reports. */
  private static Map<String, Map<Integer, Double>> byMetric(List<RunMetricRow> rows) {
    Map<String, Map<Integer, Double>> metrics = new LinkedHashMap<>();
    for (RunMetricRow row : rows) {
      if (!Double.isNaN(row.value())) {
        metrics
            .computeIfAbsent(row.metric(), _ -> new LinkedHashMap<>())
            .put(row.replication(), row.value());
      }
    }
    return metrics;
  }

  /** The table as CSV. */
  static String csv(List<Comparison> rows) {
    StringBuilder csv =
        new StringBuilder(
            "variant,metric,unit,n,mean,low,high,difference,difference_low,difference_high,"
                + "p_value\n");
    for (Comparison row : rows) {
      Interval difference =
          row.difference == null
              ? new Interval(Double.NaN, Double.NaN, Double.NaN, row.mean.confidence(), 0)
              : row.difference;
      csv.append(String.join(",", row.variant, row.metric, row.unit));
      csv.append(',').append(row.mean.n());
      for (double value :
          Arrays.asList(
              row.mean.estimate(),
              row.mean.low(),
              row.mean.high(),
              difference.estimate(),
              difference.low(),
              difference.high(),
              row.pValue)) {
        csv.append(',').append(value);
      }
      csv.append('\n');
    }
    return csv.toString();
  }
}
