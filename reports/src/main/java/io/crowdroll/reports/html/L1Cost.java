package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.BarChart;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.chart.Marker;
import io.crowdroll.reports.results.AgentRow;
import io.crowdroll.reports.results.BatchRow;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.stats.Histogram;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.Quantiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a transaction costs on L1, and who pays for it. */
final class L1Cost {
  static final Section SECTION = new Section("l1", "L1", L1Cost::write);

  /** Gas of a plain ETH transfer on L1 (Yellow Paper, G_transaction). */
  static final double ETH_TRANSFER_GAS = 21_000;

  private static final double ETHER = 1e18;
  private static final int BINS = 40;

  private L1Cost() {}

  private static void write(Html page, Report report) {
    Results results = report.results();
    long posted = results.total(r -> posted(r).count());
    if (posted == 0) {
      page.paragraph("No batch was proven on L1 by the end.");
    } else {
      cost(page, results, posted);
    }
    page.beginPair();
    path(page, report, Axis.linear("gwei"), "l1_base_fee_wei");
    path(page, report, Axis.fitted("ZKPoW"), "zkpow_per_eth");
    page.endPair();
    agents(page, results);
  }

  /** L1 gas of a user transaction: all gas of the batches proven on L1 over all their users'. */
  static Interval gasPerTransaction(Results results) {
    return results.across(r -> posted(r).mapToDouble(L1Cost::gas).sum() / users(r));
  }

  /** User transactions from which on a batch costs each of them less than an ETH transfer. */
  static Interval breakEvenTransactions(Results results) {
    return results.across(
        r -> posted(r).mapToDouble(L1Cost::gas).average().orElse(Double.NaN) / ETH_TRANSFER_GAS);
  }

  private static void cost(Html page, Results results, long posted) {
    double[] each =
        results.replications().stream()
            .flatMap(L1Cost::posted)
            .filter(batch -> batch.userTransitions() > 0)
            .mapToDouble(batch -> gas(batch) / batch.userTransitions())
            .toArray();
    if (each.length > 0) {
      double high = Math.max(1.1 * ETH_TRANSFER_GAS, Quantiles.quantile(each, 0.99));
      Histogram histogram = new Histogram(0, high, BINS);
      double[] edges = new double[BINS + 1];
      double[] shares = new double[BINS];
      for (double gas : each) {
        histogram.add(gas);
      }
      for (int i = 0; i <= BINS; i++) {
        edges[i] = histogram.edge(i);
      }
      for (int i = 0; i < BINS; i++) {
        shares[i] = histogram.share(i);
      }
      page.figure(
          BarChart.svg(
              Frame.wide("L1 gas of a user transaction, by batch"),
              Axis.linear("L1 gas of a user transaction", 0, high),
              Axis.shareOfData("share of batches"),
              edges,
              shares,
              List.of(new Marker(ETH_TRANSFER_GAS, "ETH transfer"))),
          "n = "
              + Numbers.counted(each.length, "batch", "batches")
              + " proven on L1, "
              + results.inReplications()
              + "; commit and proof together. The last bar holds all above. Left of the line a"
              + " transaction is cheaper here than a plain transfer on L1.");
    }
    Table table = Table.ofResults("per user transaction", "replications");
    table.result("L1 gas", gasPerTransaction(results), Numbers::value);
    table.result(
        "of an ETH transfer's 21,000 gas",
        results.across(r -> posted(r).mapToDouble(L1Cost::gas).sum() / users(r) / ETH_TRANSFER_GAS),
        Numbers::share);
    table.result(
        "cost (gwei ETH)",
        results.across(
            r -> posted(r).mapToDouble(b -> b.l1CostWei().doubleValue()).sum() / 1e9 / users(r)),
        Numbers::value);
    page.table(table);
    Table batch = Table.ofResults("per batch", "replications");
    batch.result("gas of the commit", mean(results, BatchRow::commitGas), Numbers::value);
    batch.result("gas of the proof", mean(results, BatchRow::proveGas), Numbers::value);
    batch.result(
        "cost (ETH)", mean(results, b -> b.l1CostWei().doubleValue() / ETHER), Numbers::value);
    batch.result(
        "refunded to the agents (ETH)",
        mean(results, b -> b.refundWei().doubleValue() / ETHER),
        Numbers::value);
    batch.result(
        "user transactions at which it breaks even with ETH transfers",
        breakEvenTransactions(results),
        Numbers::value);
    page.table(batch);
    page.note(
        "n = "
            + Numbers.counted(posted, "batch", "batches")
            + " proven on L1. Intervals: 95 % t"
            + " across replications.");
  }

  private static void path(Html page, Report report, Axis axis, String metric) {
    String title = Quantity.ofSeries(metric).title();
    String svg = Load.figure(report, Frame.half(title + " over time"), axis, metric);
    if (svg != null) {
      page.figure(svg, Quantity.capitalised(title) + ". " + report.seriesCaption());
    }
  }

  private static void agents(Html page, Results results) {
    page.heading("Agents");
    Map<Integer, String> validators = new TreeMap<>();
    for (Replication replication : results.replications()) {
      replication.agents().forEach(agent -> validators.put(agent.validator(), agent.behaviour()));
    }
    if (validators.isEmpty()) {
      page.paragraph("No validator acted as an agent.");
      return;
    }
    Table table =
        Table.of(
            "validator",
            "behaviour",
            "stake",
            "slots",
            "slots used",
            "commits",
            "proofs",
            "L1 gas",
            "spent (ETH)",
            "refunded");
    validators.forEach(
        (validator, behaviour) -> {
          double spent = agent(results, validator, a -> a.spentEthWei().doubleValue());
          double refunded = agent(results, validator, a -> a.refundedWei().doubleValue());
          table.row(
              Numbers.count(validator),
              behaviour,
              Numbers.share(agent(results, validator, AgentRow::stakeShare)),
              Numbers.value(agent(results, validator, AgentRow::slotsOwned)),
              Numbers.share(
                  agent(results, validator, AgentRow::slotsUsed)
                      / agent(results, validator, AgentRow::slotsOwned)),
              Numbers.value(agent(results, validator, AgentRow::commits)),
              Numbers.value(agent(results, validator, AgentRow::proves)),
              Numbers.value(agent(results, validator, AgentRow::gasUsed)),
              Numbers.value(spent / ETHER),
              Numbers.share(refunded / spent));
        });
    page.table(table);
    page.note("Means over " + results.replicationsText() + ".");
  }

  private static double agent(Results results, int validator, ToDoubleFunction<AgentRow> number) {
    return results
        .across(
            r ->
                r.agents().stream()
                    .filter(agent -> agent.validator() == validator)
                    .mapToDouble(number)
                    .findFirst()
                    .orElse(Double.NaN))
        .estimate();
  }

  private static Interval mean(Results results, ToDoubleFunction<BatchRow> number) {
    return results.across(r -> posted(r).mapToDouble(number).average().orElse(Double.NaN));
  }

  private static Stream<BatchRow> posted(Replication replication) {
    return replication.batches().stream().filter(batch -> batch.l1ProvenMs() != Row.NEVER);
  }

  private static double users(Replication replication) {
    return posted(replication).mapToLong(BatchRow::userTransitions).sum();
  }

  private static double gas(BatchRow batch) {
    return (double) batch.commitGas() + batch.proveGas();
  }
}
