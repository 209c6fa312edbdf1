package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.stats.Interval;

/** Where the token comes from, where it goes and where it lies. */
final class Token {
  static final Section SECTION = new Section("supply", "Supply", Token::write);

  private Token() {}

  private static void write(Html page, Report report) {
    Results results = report.results();
    if (Double.isNaN(change(results, "supply_wei").estimate())) {
      page.paragraph("The run did not sample the token's supply.");
      return;
    }
    page.beginPair();
    path(page, report, "Supply", Axis.fitted("ZKPoW"), "supply_wei");
    path(
        page,
        report,
        "Minted and burned since the start, and debt outstanding",
        Axis.linear("ZKPoW"),
        "minted_wei",
        "burned_wei",
        "debt_wei");
    path(page, report, "The pool that pays bounties", Axis.fitted("ZKPoW"), "pool_wei");
    path(
        page,
        report,
        "Escrow of bounties, fund of the agents, deltas not yet settled",
        Axis.linear("ZKPoW"),
        "escrow_wei",
        "agent_fund_wei",
        "pending_wei");
    page.endPair();
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

  private static void path(Html page, Report report, String title, Axis axis, String... metrics) {
    String svg = Load.figure(report, Frame.half(title), axis, metrics);
    if (svg != null) {
      page.figure(svg, title + ". " + report.seriesCaption());
    }
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
