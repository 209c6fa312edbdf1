package io.crowdroll.sim.cli;

import io.crowdroll.reports.results.RunMetricRow;
import io.crowdroll.reports.results.Verdict;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.Means;
import io.crowdroll.sim.experiment.Metric;
import io.crowdroll.sim.experiment.Quantities;
import io.crowdroll.sim.experiment.RunResult;
import io.crowdroll.sim.experiment.RunResult.VariantMetrics;
import io.crowdroll.sim.scenario.Scenario;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a run says on the console when it is over: at most a screen of 24 lines. */
final class RunSummary {
  private static final int MOST_VERDICTS = 8;
  private static final int MOST_VARIANTS = 9;

  private static final List<String> KEY_FIGURES =
      List.of(
          "time_to_proof.p50",
          "time_to_proof.p95",
          "time_to_final.p50",
          "windows_to_last_proof.mean",
          "miss_rate",
          "active_provers.mean",
          "bounty_paid_over_base",
          "gini_income",
          "net_issuance",
          "fee_per_tx",
          "l1_cost_per_tx");

  private static final List<String> VARIANT_FIGURES =
      List.of("time_to_proof.p50", "time_to_proof.p95", "bounty_paid_over_base", "net_issuance");

  private final PrintWriter out;

  RunSummary(PrintWriter out) {
    this.out = out;
  }

  void print(Scenario scenario, RunResult result) {
    result.violation().ifPresent(this::printViolation);
    out.println(scenario.name() + ": " + scenario.question());
    printProgress(scenario, result);
    if (result.finished() > 0) {
      printVerdicts(result.verdicts());
      if (result.variants().size() == 1) {
        printFigures(result.variants().getFirst(), scenario.confidence());
      } else {
        printVariants(result.variants());
      }
    }
    out.println("report: " + result.directory().resolve("report.html"));
    out.flush();
  }

  private void printViolation(RunResult.Violation violation) {
    out.println(
        "INVARIANT VIOLATED in "
            + violation.label()
            + ", seed "
            + violation.seed()
            + ", height "
            + violation.height()
            + ":");
    out.println("  " + violation.text());
  }

  private void printProgress(Scenario scenario, RunResult result) {
    StringBuilder line = new StringBuilder();
    line.append(result.finished()).append(" of ").append(result.planned());
    line.append(result.planned() == 1 ? " replication" : " replications");
    line.append(" of ").append(Quantities.text(scenario.durationMillis() / 1e3, "s", ""));
    line.append(" simulated, seed ").append(scenario.seed());
    if (result.kept() > 0) {
      line.append("; ").append(result.kept()).append(" kept from an earlier start");
    }
    out.println(line);
    if (result.interrupted()) {
      out.println(
          "Interrupted: the report is about what is finished; the same command goes on from here.");
    }
    for (RunResult.Failure failure : result.failures().stream().limit(2).toList()) {
      out.println(
          "FAILED "
              + failure.label()
              + ", seed "
              + failure.seed()
              + ": "
              + failure.message()
              + " (see "
              + failure.trace()
              + ")");
    }
    if (result.failures().size() > 2) {
      out.println("and " + (result.failures().size() - 2) + " more failed");
    }
  }

  private void printVerdicts(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    List<String[]> rows = new ArrayList<>();
    verdicts.stream()
        .limit(MOST_VERDICTS)
        .forEach(
            verdict ->
                rows.add(
                    new String[] {
                      word(verdict), verdict.expectation(), verdict.observed(), verdict.interval()
                    }));
    printTable(rows);
    if (verdicts.size() > MOST_VERDICTS) {
      long failed = verdicts.stream().skip(MOST_VERDICTS).filter(one -> !one.pass()).count();
      out.println(
          "  … and "
              + (verdicts.size() - MOST_VERDICTS)
              + " more expectations, "
              + failed
              + " of them failed");
    }
  }

  private static String word(Verdict verdict) {
    return verdict.pass() ? "pass" : verdict.inconclusive() ? "FAIL (inconclusive)" : "FAIL";
  }

  private void printFigures(VariantMetrics variant, double confidence) {
    List<String[]> rows = new ArrayList<>();
    for (String name : KEY_FIGURES) {
      double[] values = values(variant, name);
      if (values.length > 0) {
        String unit = Metric.find(name).orElseThrow().unit();
        Interval interval = Means.interval(values, confidence);
        rows.add(
            new String[] {
              name, Quantities.text(interval.estimate(), unit, name), ends(interval, unit, name)
            });
      }
    }
    printTable(rows);
  }

  private static String ends(Interval interval, String unit, String name) {
    return interval.bounded()
        ? "["
            + Quantities.text(interval.low(), unit, name)
            + ", "
            + Quantities.text(interval.high(), unit, name)
            + "]"
        : "";
  }

  private void printVariants(List<VariantMetrics> variants) {
    List<String[]> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("mean over replications"));
    head.addAll(VARIANT_FIGURES);
    rows.add(head.toArray(String[]::new));
    for (VariantMetrics variant : variants.stream().limit(MOST_VARIANTS).toList()) {
      List<String> row = new ArrayList<>(List.of(variant.name()));
      for (String name : VARIANT_FIGURES) {
        double[] values = values(variant, name);
        String unit = Metric.find(name).orElseThrow().unit();
        row.add(values.length == 0 ? "–" : Quantities.text(Means.mean(values), unit, name));
      }
      rows.add(row.toArray(String[]::new));
    }
    printTable(rows);
    if (variants.size() > MOST_VARIANTS) {
      out.println("  … and " + (variants.size() - MOST_VARIANTS) + " more in the report");
    }
  }

  private static double[] values(VariantMetrics variant, String name) {
    return variant.metrics().stream()
        .filter(row -> row.metric().equals(name) && !Double.isNaN(row.value()))
        .mapToDouble(RunMetricRow::value)
        .toArray();
  }

  void printTable(List<String[]> rows) {
    int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append("  ").append(row[i]).append(" ".repeat(widths[i] - row[i].length()));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
