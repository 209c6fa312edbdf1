package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.BarChart;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.stats.Histogram;
import io.crowdroll.reports.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What proofs are offered, what they are paid, and when in their window provers deliver. */
final class Bounties {
  static final Section SECTION = new Section("bounties", "Bounties", Bounties::write);

  private Bounties() {}

  private static void write(Html page, Report report) {
    String fee =
        Load.figure(
            report, Frame.half("Unit base fee over time"), "ZKPoW a unit", "unit_base_fee_wei");
    String transfer =
        Load.figure(
            report, Frame.half("Bounty of a transfer over time"), "ZKPoW", "bounty_transfer_wei");
    if (fee == null && transfer == null) {
      page.paragraph("The run did not sample the path of bounties.");
    }
    page.beginPair();
    if (fee != null) {
      page.figure(fee, "Unit base fee. " + report.seriesCaption());
    }
    if (transfer != null) {
      page.figure(transfer, "Bounty of a transfer, unaged. " + report.seriesCaption());
    }
    page.endPair();
    paid(page, report.results());
  }

  static Interval paidOverBase(Results results) {
    return results.across(r -> r.tasks().meanPaidOverBase());
  }

  private static void paid(Html page, Results results) {
    double[] ratios = bars(results, r -> r.tasks().paidOverBase(), TaskResults.BOUNTY_BINS);
    if (ratios == null) {
      page.paragraph("No bounty was paid.");
      return;
    }
    page.heading("What was paid, and when it was delivered");
    page.beginPair();
    page.figure(
        BarChart.svg(
            Frame.half("Bounty paid over base bounty"),
            Axis.linear("bounty paid ÷ base bounty", 0, TaskResults.LARGEST_RATIO),
            Axis.shareOfData("share of proofs"),
            edges(TaskResults.LARGEST_RATIO, TaskResults.BOUNTY_BINS),
            ratios,
            List.of()),
        "n = "
            + Numbers.count(results.total(r -> r.tasks().paidOverBase().total()))
            + " proofs "
            + results.inReplications()
            + "; mean "
            + Numbers.sentence(paidOverBase(results), Numbers::value)
            + ". The last bar holds all above.");
    Function<Replication, Histogram> windows = r -> merged(r.tasks().windowUsed());
    double[] used = bars(results, windows, TaskResults.WINDOW_BINS);
    if (used != null) {
      page.figure(
          BarChart.svg(
              Frame.half("Part of the lease window used"),
              Axis.share("part of the lease window used by the proof that was paid"),
              Axis.shareOfData("share of proofs"),
              edges(1, TaskResults.WINDOW_BINS),
              used,
              List.of()),
          "n = "
              + Numbers.count(results.total(r -> windows.apply(r).total()))
              + " proofs under a lease. A heap at the right end would be provers that wait for"
              + " the bounty to rise; the last bar includes what came after the deadline.");
    }
    page.endPair();
    rights(page, results);
  }

  private static void rights(Html page, Results results) {
    Map<String, Long> totals = new TreeMap<>();
    results
        .replications()
        .forEach(r -> r.tasks().byRight().forEach((k, v) -> totals.merge(k, v, Long::sum)));
    Table table = Table.of("paid by right of", "share of proofs", "95 % interval", "proofs in all");
    totals.forEach(
        (right, total) -> {
          Interval share =
              results.shareAcross(
                  r ->
                      (double) r.tasks().byRight().getOrDefault(right, 0L)
                          / r.tasks().all().ended());
          table.row(
              right,
              Numbers.share(share.estimate()),
              Numbers.ends(share, Numbers::share),
              Numbers.count(total));
        });
    page.table(table);
  }

  private static Histogram merged(Map<String, Histogram> parts) {
    Histogram all = new Histogram(0, 1, TaskResults.WINDOW_BINS);
    parts.values().forEach(all::add);
    return all;
  }

  /** Shares over all replications, or null when nothing was counted. */
  private static double[] bars(Results results, Function<Replication, Histogram> of, int bins) {
    long total = results.total(r -> of.apply(r).total());
    if (total == 0) {
      return null;
    }
    double[] shares = new double[bins];
    for (Replication replication : results.replications()) {
      Histogram histogram = of.apply(replication);
      for (int bin = 0; bin < bins; bin++) {
        shares[bin] += (double) histogram.count(bin) / total;
      }
    }
    return shares;
  }

  private static double[] edges(double high, int bins) {
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = high * i / bins;
    }
    return edges;
  }
}
