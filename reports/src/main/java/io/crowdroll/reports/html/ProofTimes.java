package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.Curve;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.chart.LineChart;
import io.crowdroll.reports.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How long tasks wait for their proof, and transactions for every stage up to L1. */
final class ProofTimes {
  static final Section TASKS = new Section("proofs", "Time to proof", ProofTimes::tasks);
  static final Section STAGES = new Section("stages", "From the user to L1", ProofTimes::stages);

  private static final int MOST_CURVES = 6;
  private static final double LEFT_END = 0.5;
  private static final Survival NONE = new Durations(0).reduce();

  private ProofTimes() {}

  private static void tasks(Html page, Report report) {
    Results results = report.results();
    long count = results.total(r -> r.tasks().all().count());
    if (count == 0) {
      page.paragraph("No proving task was created.");
      return;
    }
    long waiting = count - results.total(r -> r.tasks().all().ended());
    page.paragraph(
        "From the moment a task can be proven until its proof is accepted, by kind of task. "
            + (waiting == 0
                ? "Every task was proven by the end."
                : Numbers.counted(waiting, "task was", "tasks were")
                    + " still unproven at the end; they count as waiting, not as missing."));
    List<String> kinds = byCount(results);
    List<Curve> curves = new ArrayList<>();
    Table table = quantiles();
    row(table, "all tasks", results, r -> r.tasks().all());
    for (String kind : kinds) {
      Function<Replication, Survival> ofKind = r -> r.tasks().byKind().get(kind);
      row(table, kind, results, ofKind);
      if (curves.size() < MOST_CURVES) {
        curves.add(Curves.survival(results, ofKind, kind, LEFT_END, right(report)));
      }
    }
    page.figure(
        figure(report, "Share of tasks still unproven after a time", "unproven", curves),
        report.survivalCaption(count, waiting, "tasks"));
    page.table(table);
  }

  private static void stages(Html page, Report report) {
    Results results = report.results();
    if (results.total(r -> r.transactions().count()) == 0) {
      page.paragraph("No transaction was submitted.");
      return;
    }
    page.paragraph(
        "From the moment a user submits a transaction until it is included, proven, proven on L1"
            + " and final there. Rejected and void transactions are left out.");
    List<Curve> curves = new ArrayList<>();
    Table table = quantiles();
    for (int stage = 0; stage < TransactionResults.STAGES.length; stage++) {
      int at = stage;
      Function<Replication, Survival> ofStage = r -> r.transactions().stages()[at];
      String name = TransactionResults.STAGES[stage];
      Curve curve = Curves.survival(results, ofStage, name, LEFT_END, right(report));
      if (curve != null) {
        curves.add(curve);
        row(table, name, results, ofStage);
      }
    }
    long count = results.total(r -> r.transactions().stages()[0].count());
    long waiting = count - results.total(r -> r.transactions().stages()[3].ended());
    if (!curves.isEmpty()) {
      page.figure(
          figure(report, "Share of transactions still waiting for a stage", "waiting", curves),
          report.survivalCaption(count, waiting, "transactions (not final ones)"));
      page.table(table);
    }
    outcomes(page, results);
  }

  private static void outcomes(Html page, Results results) {
    Map<String, Long> totals = new TreeMap<>();
    results
        .replications()
        .forEach(r -> r.transactions().outcomes().forEach((k, v) -> totals.merge(k, v, Long::sum)));
    Table table = Table.of("outcome", "transactions per replication", "95 % interval", "in all");
    totals.forEach(
        (outcome, total) -> {
          Interval each =
              results.amountAcross(r -> r.transactions().outcomes().getOrDefault(outcome, 0L));
          table.row(
              outcome,
              Numbers.value(each.estimate()),
              Numbers.ends(each, Numbers::value),
              Numbers.count(total));
        });
    page.table(table);
    Table fees = Table.ofResults("per transaction", "replications");
    fees.result(
        "fees paid (ZKPoW)",
        results.across(
            r -> r.transactions().feesWei().doubleValue() / 1e18 / r.transactions().count()),
        Numbers::value);
    page.table(fees);
  }

  static String figure(Report report, String description, String share, List<Curve> curves) {
    return LineChart.svg(
        Frame.wide(description),
        Axis.duration("time waited (logarithmic)", LEFT_END, right(report)),
        Axis.share("still " + share),
        curves,
        List.of());
  }

  static double leftEnd() {
    return LEFT_END;
  }

  /** The horizon: nothing can be seen to wait longer. */
  static double right(Report report) {
    return Math.max(report.horizonSeconds(), 10);
  }

  static Table quantiles() {
    return Table.ofIntervals("", "median", "95th percentile", "mean", "reached", "n");
  }

  static void row(Table table, String name, Results results, Function<Replication, Survival> of) {
    List<Survival> each = results.replications().stream().map(of).map(ProofTimes::orNone).toList();
    Interval p50 = Results.acrossOrWithin(each.stream().map(Survival::p50).toList());
    Interval p95 = Results.acrossOrWithin(each.stream().map(Survival::p95).toList());
    Interval mean = Results.amountAcross(each.stream().mapToDouble(Survival::mean).toArray());
    long count = each.stream().mapToLong(Survival::count).sum();
    long ended = each.stream().mapToLong(Survival::ended).sum();
    table.row(
        name,
        Numbers.cell(p50, Numbers::duration),
        Numbers.cell(p95, Numbers::duration),
        Numbers.cell(mean, Numbers::duration),
        Numbers.share((double) ended / count),
        Numbers.count(count));
  }

  private static Survival orNone(Survival survival) {
    return survival == null ? NONE : survival;
  }

  private static List<String> byCount(Results results) {
    Map<String, Long> counts = new TreeMap<>();
    results
        .replications()
        .forEach(
            r ->
                r.tasks().byKind().forEach((k, s) -> counts.merge(k, (long) s.count(), Long::sum)));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
