package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.results.ProverRow;
import io.crowdroll.reports.stats.Interval;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Penalties levied, what of them could not be collected, and on whom they fell. */
final class Penalties {
  static final Section SECTION = new Section("penalties", "Penalties", Penalties::write);

  private Penalties() {}

  private static void write(Html page, Report report) {
    Results results = report.results();
    Interval levied = levied(results);
    if (!(levied.estimate() > 0)) {
      page.paragraph("No penalty was levied.");
      return;
    }
    Table totals = Table.ofResults("in all", "replications");
    totals.result("levied (ZKPoW)", levied, Numbers::value);
    totals.result(
        "not collected (ZKPoW)", total(results, ProverGroup::uncollected), Numbers::value);
    totals.result("share not collected", uncollectedShare(results), Numbers::share);
    totals.result("leases missed", total(results, ProverRow::misses), Numbers::value);
    totals.result("leases missed, of all leases", missedShare(results), Numbers::share);
    page.table(totals);
    byBehaviour(page, results);
    String svg =
        Load.figure(
            report,
            Frame.wide("Debt and uncollected penalties over time"),
            "ZKPoW",
            "debt_wei",
            "uncollected_wei");
    if (svg != null) {
      page.figure(svg, "Debt outstanding and penalties not collected. " + report.seriesCaption());
    }
  }

  static Interval levied(Results results) {
    return total(results, ProverGroup::levied);
  }

  static Interval uncollectedShare(Results results) {
    return results.shareAcross(r -> sum(r, ProverGroup::uncollected) / sum(r, ProverGroup::levied));
  }

  static Interval missedShare(Results results) {
    return results.shareAcross(r -> sum(r, ProverRow::misses) / sum(r, ProverRow::leases));
  }

  private static Interval total(Results results, ToDoubleFunction<ProverRow> amount) {
    return results.amountAcross(r -> sum(r, amount));
  }

  private static double sum(Replication replication, ToDoubleFunction<ProverRow> amount) {
    return replication.provers().stream().mapToDouble(amount).sum();
  }

  private static void byBehaviour(Html page, Results results) {
    Map<String, Long> behaviours = new TreeMap<>();
    for (Replication replication : results.replications()) {
      replication.provers().forEach(p -> behaviours.merge(p.behaviour(), 1L, Long::sum));
    }
    Table table =
        Table.ofIntervals(
            "behaviour",
            "levied, ZKPoW each",
            "not collected, ZKPoW each",
            "debt, ZKPoW each",
            "leases missed",
            "window used",
            "provers");
    behaviours.forEach(
        (behaviour, provers) -> {
          Interval missed =
              results.shareAcross(
                  r ->
                      sum(r, p -> p.behaviour().equals(behaviour) ? p.misses() : 0)
                          / sum(r, p -> p.behaviour().equals(behaviour) ? p.leases() : 0));
          Interval window =
              results.across(r -> r.tasks().meanWindowUsed().getOrDefault(behaviour, Double.NaN));
          table.row(
              behaviour,
              Numbers.cell(mean(results, behaviour, ProverGroup::levied), Numbers::value),
              Numbers.cell(mean(results, behaviour, ProverGroup::uncollected), Numbers::value),
              Numbers.cell(mean(results, behaviour, ProverGroup::debt), Numbers::value),
              Numbers.cell(missed, Numbers::share),
              Numbers.cell(window, Numbers::share),
              Numbers.count(provers));
        });
    page.table(table);
  }

  private static Interval mean(
      Results results, String behaviour, ToDoubleFunction<ProverRow> amount) {
    return results.amountAcross(
        r ->
            r.provers().stream()
                .filter(prover -> prover.behaviour().equals(behaviour))
                .mapToDouble(amount)
                .average()
                .orElse(Double.NaN));
  }
}
