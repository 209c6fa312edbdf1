package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.stats.Interval;

/** Where the token comes from, where it goes and where it lies. */
final class Token {
  static final Section SECTION = new Section("supply", "Supply", Token::write);

  private static final String[] FLOWS = {"minted_wei", "burned_wei", "debt_wei"};
  private static final String[] POTS = {"pool_wei", "escrow_wei", "agent_fund_wei", "pending_wei"};

  private Token() {}

  private static void write(Html page, Report report) {
    Results results = report.results();
    String flows =
        Load.figure(report, Frame.half("Minted, burned and owed"), "ZKPoW since the start", FLOWS);
    String pots = Load.figure(report, Frame.half("Where the token lies"), "ZKPoW", POTS);
    String supply = Load.figure(report, Frame.half("Supply over time"), "ZKPoW", "supply_wei");
    if (flows == null && pots == null && supply == null) {
      page.paragraph("The run did not sample the token's supply.");
      return;
    }
    page.beginPair();
    if (flows != null) {
      page.figure(
          flows,
          "Minted and burned since the start, and debt outstanding. " + report.seriesCaption());
    }
    if (pots != null) {
      page.figure(
          pots,
          "Pool, escrow of bounties, fund of the agents, deltas not yet settled. "
              + report.seriesCaption());
    }
    page.endPair();
    Load.series(page, report, "ZKPoW", "Supply over time", "supply_wei");
    Table table =
        Table.of("ZKPoW", "at the start", "at the end", "change", "95 % interval", "replications");
    for (String metric :
        new String[] {
          "supply_wei",
          "minted_wei",
          "burned_wei",
          "debt_wei",
          "pool_wei",
          "escrow_wei",
          "agent_fund_wei",
          "pending_wei",
          "uncollected_wei"
        }) {
      Interval change = change(results, metric);
      if (!Double.isNaN(change.estimate())) {
        table.row(
            Quantity.ofSeries(metric).title(),
            Numbers.value(at(results, metric, false)),
            Numbers.value(at(results, metric, true)),
            Numbers.value(change.estimate()),
            Numbers.ends(change, Numbers::value),
            Numbers.count(change.n()));
      }
    }
    page.table(table);
  }

  /** By how much a series grew from its first to its last sample, in its unit on the page. */
  static Interval change(Results results, String metric) {
    Quantity quantity = Quantity.ofSeries(metric);
    return results.across(
        r -> {
          Series series = r.series().get(metric);
          return series == null ? Double.NaN : quantity.show(series.last() - series.first());
        });
  }

  private static double at(Results results, String metric, boolean end) {
    Quantity quantity = Quantity.ofSeries(metric);
    return results
        .across(
            r -> {
              Series series = r.series().get(metric);
              return series == null
                  ? Double.NaN
                  : quantity.show(end ? series.last() : series.first());
            })
        .estimate();
  }
}
