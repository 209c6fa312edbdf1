package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.BarChart;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.chart.Marker;
import io.crowdroll.reports.results.BatchRow;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.stats.Interval;
import java.util.List;
import java.util.function.ToLongFunction;

/** How many lease windows the slowest proof of a batch takes, and a batch's way to L1. */
final class Batches {
  static final Section SECTION = new Section("batches", "Batches", Batches::write);

  private static final int MOST_WINDOWS = 12;

  private Batches() {}

  private static void write(Html page, Report report) {
    Results results = report.results();
    long count = results.total(r -> r.batches().size());
    if (count == 0) {
      page.paragraph("No batch was opened by the end.");
      return;
    }
    page.paragraph(
        "A batch can go to L1 only when its last leaf is proven. How many leases that leaf needed,"
            + " the paid one included, is what misses and reassignment cost everybody else.");
    windows(page, report);
    ways(page, report);
  }

  /** Windows to the last proof, of the batches whose leaves are all proven. */
  static Interval meanWindows(Results results) {
    return results.across(
        r ->
            r.batches().stream()
                .filter(Batches::leavesProven)
                .mapToInt(BatchRow::windowsToLastProof)
                .average()
                .orElse(Double.NaN));
  }

  private static boolean leavesProven(BatchRow batch) {
    return batch.leavesProvenMs() != Row.NEVER;
  }

  private static void windows(Html page, Report report) {
    Results results = report.results();
    long[] counts = new long[MOST_WINDOWS + 1];
    long proven = 0;
    for (Replication replication : results.replications()) {
      for (BatchRow batch : replication.batches()) {
        if (leavesProven(batch)) {
          counts[Math.clamp(batch.windowsToLastProof(), 0, MOST_WINDOWS)]++;
          proven++;
        }
      }
    }
    if (proven == 0) {
      page.paragraph("No batch had all of its leaves proven by the end.");
      return;
    }
    int last = MOST_WINDOWS;
    while (last > 3 && counts[last] == 0) {
      last--;
    }
    double[] edges = new double[last + 1];
    double[] heights = new double[last];
    for (int i = 0; i <= last; i++) {
      edges[i] = i + 0.5;
    }
    for (int i = 1; i <= last; i++) {
      heights[i - 1] = (double) counts[i] / proven;
    }
    Interval mean = meanWindows(results);
    page.figure(
        BarChart.svg(
            Frame.wide("Windows to the last proof of a batch"),
            Axis.linear("lease windows to the last proof of a batch", 0.25, last + 0.75).every(1),
            Axis.shareOfData("share of batches"),
            edges,
            heights,
            List.of(new Marker(mean.estimate(), "mean"))),
        "n = "
            + Numbers.counted(proven, "batch", "batches")
            + " with all leaves proven, "
            + results.inReplications()
            + ". Mean "
            + Numbers.sentence(mean, Numbers::value)
            + (results.n() > 1 ? " (95 % t interval across replications)." : ".")
            + (last == MOST_WINDOWS ? " The last bar holds " + MOST_WINDOWS + " and more." : ""));
  }

  private static void ways(Html page, Report report) {
    Results results = report.results();
    Table table = ProofTimes.quantiles();
    way(table, report, "closed → all leaves proven", BatchRow::closedMs, BatchRow::leavesProvenMs);
    way(
        table,
        report,
        "→ aggregated to one proof",
        BatchRow::leavesProvenMs,
        BatchRow::rootProvenMs);
    way(table, report, "closed → data on L1", BatchRow::closedMs, BatchRow::committedMs);
    way(table, report, "aggregated → proven on L1", BatchRow::rootProvenMs, BatchRow::l1ProvenMs);
    way(table, report, "proven on L1 → final", BatchRow::l1ProvenMs, BatchRow::finalMs);
    way(table, report, "opened → final, in all", BatchRow::openedMs, BatchRow::finalMs);
    page.table(table);
    Table sizes = Table.ofResults("per batch", "replications");
    sizes.result("transitions", mean(results, BatchRow::transitions), Numbers::value);
    sizes.result("of users", mean(results, BatchRow::userTransitions), Numbers::value);
    sizes.result("proof units", mean(results, BatchRow::units), Numbers::value);
    page.table(sizes);
  }

  private static Interval mean(Results results, ToLongFunction<BatchRow> size) {
    return results.across(
        r ->
            r.batches().stream()
                .filter(batch -> batch.closedMs() != Row.NEVER)
                .mapToLong(size)
                .average()
                .orElse(Double.NaN));
  }

  private static void way(
      Table table,
      Report report,
      String name,
      ToLongFunction<BatchRow> from,
      ToLongFunction<BatchRow> to) {
    long horizon = report.results().summary().horizonMs();
    ProofTimes.row(
        table,
        name,
        report.results(),
        r -> {
          Durations durations = new Durations(horizon);
          for (BatchRow batch : r.batches()) {
            durations.add(from.applyAsLong(batch), to.applyAsLong(batch));
          }
          return durations.reduce();
        });
  }
}
