package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.results.MetricRow;
import io.crowdroll.reports.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every scalar result, and every series that has no figure of its own above. */
final class AllMetrics {
  static final Section SECTION = new Section("metrics", "All results", AllMetrics::write);

  private static final Set<String> SHOWN =
      Set.of(
          "waiting_tasks",
          "leased_tasks",
          "active_provers",
          "unit_base_fee_wei",
          "bounty_transfer_wei",
          "minted_wei",
          "burned_wei",
          "debt_wei",
          "pool_wei",
          "escrow_wei",
          "agent_fund_wei",
          "pending_wei",
          "supply_wei",
          "uncollected_wei",
          "l1_base_fee_wei",
          "zkpow_per_eth");

  private AllMetrics() {}

  private static void write(Html page, Report report) {
    metrics(page, report.results());
    otherSeries(page, report);
  }

  private static void metrics(Html page, Results results) {
    Map<String, String> units = new LinkedHashMap<>();
    for (Replication replication : results.replications()) {
      replication.metrics().forEach(row -> units.putIfAbsent(row.metric(), row.unit()));
    }
    if (units.isEmpty()) {
      page.paragraph("The run recorded no scalar results.");
      return;
    }
    Table table = Table.of("metric", "unit", "mean", "95 % interval", "smallest", "largest", "n");
    units.forEach(
        (metric, unit) -> {
          Quantity quantity = Quantity.ofMetric(metric, unit);
          Interval mean = results.across(r -> quantity.show(value(r, metric)));
          double[] each = results.each(r -> quantity.show(value(r, metric)));
          table.row(
              "`" + metric + "`",
              quantity.unit(),
              Numbers.value(mean.estimate()),
              Numbers.ends(mean, Numbers::value),
              Numbers.value(Arrays.stream(each).min().orElse(Double.NaN)),
              Numbers.value(Arrays.stream(each).max().orElse(Double.NaN)),
              Numbers.count(mean.n()));
        });
    page.paragraph(
        "Every scalar result of a replication, with its 95 % t interval across replications;"
            + " `expect` in a scenario refers to them by these names.");
    page.table(table);
  }

  private static double value(Replication replication, String metric) {
    return replication.metrics().stream()
        .filter(row -> row.metric().equals(metric))
        .mapToDouble(MetricRow::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static void otherSeries(Html page, Report report) {
    Set<String> names = new TreeSet<>();
    report.results().replications().forEach(r -> names.addAll(r.series().keySet()));
    names.removeAll(SHOWN);
    if (names.isEmpty()) {
      return;
    }
    page.heading("Other quantities over time");
    List<String> zeros = new ArrayList<>();
    page.beginPair();
    for (String name : names) {
      Quantity quantity = Quantity.ofSeries(name);
      String svg =
          Load.figure(report, Frame.half(quantity.title() + " over time"), quantity.label(), name);
      if (svg != null) {
        page.figure(svg, "`" + name + "`");
      } else {
        zeros.add("`" + name + "`");
      }
    }
    page.endPair();
    page.note(
        report.seriesCaption()
            + (zeros.isEmpty() ? "" : " Zero throughout: " + String.join(", ", zeros) + "."));
  }
}
