package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.Curve;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.chart.LineChart;
import io.crowdroll.reports.results.MetricRow;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.PairedComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The variants of a scenario in common figures, and what differs between them for sure. */
final class SideBySide {
  static final Section FIGURES = new Section("figures", "Side by side", SideBySide::figures);
  static final Section DIFFERENCES =
      new Section("differences", "Differences", SideBySide::differences);

  private static final int MOST_BANDS = 3;
  private static final double LEVEL = 0.05;

  private SideBySide() {}

  private static void figures(Html page, Report report) {
    survival(page, report, "Tasks", "unproven", r -> r.tasks().all());
    survival(page, report, "Transactions", "not final on L1", r -> r.transactions().stages()[3]);
    Load.timeLine(page, report);
    page.beginPair();
    path(page, report, Axis.linear("provers"), "active_provers");
    path(page, report, Axis.linear("tasks"), "waiting_tasks");
    path(page, report, Axis.linear("ZKPoW a unit"), "unit_base_fee_wei");
    path(page, report, Axis.linear("ZKPoW"), "bounty_transfer_wei");
    path(page, report, Axis.fitted("ZKPoW"), "supply_wei");
    path(page, report, Axis.fitted("ZKPoW"), "pool_wei");
    path(page, report, Axis.linear("transitions"), "proven_not_committed");
    path(page, report, Axis.linear("gwei"), "l1_base_fee_wei");
    page.endPair();
    page.note(
        "Lines: means over the replications of a variant"
            + (report.variants().size() > MOST_BANDS
                ? "."
                : "; bands: 95 % t intervals around waits, smallest to largest replication over"
                    + " time.")
            + " Numbered lines are the events of the time line.");
  }

  private static void survival(
      Html page, Report report, String what, String state, Function<Replication, Survival> of) {
    List<Curve> curves =
        curves(
            report,
            variant ->
                Curves.survival(
                    variant.results(),
                    of,
                    variant.name(),
                    ProofTimes.leftEnd(),
                    ProofTimes.right(report)));
    if (!curves.isEmpty()) {
      page.figure(
          ProofTimes.figure(report, what + " still " + state + " after a time", state, curves),
          what
              + " still "
              + state
              + " after a time: Kaplan–Meier, mean over the replications of a variant; who still"
              + " waits at the end counts as censored.");
    }
  }

  private static void path(Html page, Report report, Axis axis, String metric) {
    Quantity quantity = Quantity.ofSeries(metric);
    List<Curve> curves =
        curves(
            report,
            variant ->
                Curves.series(
                    variant.results(), metric, variant.name(), report.scale(), quantity::show));
    if (!curves.isEmpty()) {
      page.figure(
          LineChart.svg(
              Frame.half(quantity.title() + " over time"),
              report.scale().axis(),
              axis,
              curves,
              report.markers()),
          Quantity.capitalised(quantity.title()) + ".");
    }
  }

  /** One curve for each variant that has it; bands only where they do not hide each other. */
  private static List<Curve> curves(Report report, Function<Variant, Curve> of) {
    boolean bands = report.variants().size() <= MOST_BANDS;
    return report.variants().stream()
        .map(of)
        .filter(Objects::nonNull)
        .map(curve -> bands ? curve : Curve.of(curve.name(), curve.x(), curve.y()))
        .toList();
  }

  private static void differences(Html page, Report report) {
    Variant first = report.variants().get(0);
    Map<String, String> units = units(report);
    for (Variant variant : report.variants().subList(1, report.variants().size())) {
      page.heading(variant.name() + " against " + first.name());
      table(page, units, first, variant);
    }
    page.note(
        "Differences replication by replication, which share their random numbers: paired t"
            + " intervals, 95 % each. p is of “no difference”, adjusted by Holm for the number of"
            + " metrics; bold where it is below 0.05.");
  }

  private static void table(Html page, Map<String, String> units, Variant first, Variant variant) {
    List<String> metrics = new ArrayList<>();
    List<PairedComparison> pairs = new ArrayList<>();
    for (String metric : units.keySet()) {
      PairedComparison pair = pair(first, variant, metric, units.get(metric));
      if (pair != null) {
        metrics.add(metric);
        pairs.add(pair);
      }
    }
    if (pairs.isEmpty()) {
      page.paragraph("Two replications of each would be needed to tell them apart.");
      return;
    }
    double[] adjusted =
        PairedComparison.holm(pairs.stream().mapToDouble(PairedComparison::pValue).toArray());
    Table table =
        Table.of("metric", "unit", first.name(), variant.name(), "difference", "95 %", "p", "n");
    for (int i = 0; i < pairs.size(); i++) {
      String metric = metrics.get(i);
      Quantity quantity = Quantity.ofMetric(metric, units.get(metric));
      Interval difference = pairs.get(i).difference();
      String text = Numbers.value(difference.estimate());
      table.row(
          "`" + metric + "`",
          quantity.unit(),
          Numbers.value(first.results().across(r -> value(r, metric, quantity)).estimate()),
          Numbers.value(variant.results().across(r -> value(r, metric, quantity)).estimate()),
          adjusted[i] < LEVEL ? "**" + text + "**" : text,
          Numbers.ends(difference, Numbers::value),
          adjusted[i] < 0.001 ? "< 0.001" : Numbers.value(adjusted[i]),
          Numbers.count(difference.n()));
    }
    page.table(table);
  }

  /** Null below two pairs, or when both are always the same. */
  private static PairedComparison pair(Variant first, Variant variant, String metric, String unit) {
    Quantity quantity = Quantity.ofMetric(metric, unit);
    int n = Math.min(first.results().n(), variant.results().n());
    double[] a = new double[n];
    double[] b = new double[n];
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      a[pairs] = value(first.results().replications().get(i), metric, quantity);
      b[pairs] = value(variant.results().replications().get(i), metric, quantity);
      pairs += Double.isFinite(a[pairs]) && Double.isFinite(b[pairs]) ? 1 : 0;
    }
    a = Arrays.copyOf(a, pairs);
    b = Arrays.copyOf(b, pairs);
    return pairs < 2 || Arrays.equals(a, b) ? null : PairedComparison.of(a, b, Results.CONFIDENCE);
  }

  private static double value(Replication replication, String metric, Quantity quantity) {
    return replication.metrics().stream()
        .filter(row -> row.metric().equals(metric))
        .mapToDouble(MetricRow::value)
        .map(quantity::show)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Map<String, String> units(Report report) {
    Map<String, String> units = new LinkedHashMap<>();
    for (Variant variant : report.variants()) {
      for (Replication replication : variant.results().replications()) {
        replication.metrics().forEach(row -> units.putIfAbsent(row.metric(), row.unit()));
      }
    }
    return units;
  }
}
