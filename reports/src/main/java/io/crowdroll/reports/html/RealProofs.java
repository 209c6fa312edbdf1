package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.Curve;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.chart.LineChart;
import io.crowdroll.reports.results.RealProofRow;
import io.crowdroll.reports.stats.Means;
import io.crowdroll.reports.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long real proofs took on the machine of the run, by circuit. */
final class RealProofs {
  static final Section SECTION =
      new Section("realproofs", "Real proofs on this machine", RealProofs::write);

  private RealProofs() {}

  private static void write(Html page, Report report) {
    Map<String, double[]> byCircuit = byCircuit(report.results().realProofs());
    page.paragraph(
        "Every proof of this run was made and verified. How long each took here, its witness"
            + " included, is the one thing on this page that another run of the same scenario does"
            + " not repeat: simulated time passes as the machines' model says.");
    Table table =
        Table.of("circuit", "fastest", "median", "95th percentile", "slowest", "mean", "proofs");
    List<Curve> curves = new ArrayList<>();
    double fastest = Double.POSITIVE_INFINITY;
    double slowest = 0;
    for (var entry : byCircuit.entrySet()) {
      double[] seconds = entry.getValue();
      int n = seconds.length;
      table.row(
          entry.getKey(),
          Numbers.duration(seconds[0]),
          Numbers.duration(Quantiles.quantile(seconds, 0.5)),
          Numbers.duration(Quantiles.quantile(seconds, 0.95)),
          Numbers.duration(seconds[n - 1]),
          Numbers.duration(Means.mean(seconds)),
          Numbers.count(n));
      curves.add(distribution(entry.getKey(), seconds));
      fastest = Math.min(fastest, seconds[0]);
      slowest = Math.max(slowest, seconds[n - 1]);
    }
    page.figure(
        LineChart.svg(
            Frame.wide("Share of the proofs of a circuit that were done within a time"),
            Axis.duration("real time (logarithmic)", fastest / 2, slowest * 2),
            Axis.share("done"),
            curves,
            List.of()),
        "Each curve is the empirical distribution of one circuit's proofs, one after another on"
            + " all processors. The first of a circuit opens its key and meets code that is not"
            + " compiled yet.");
    page.table(table);
  }

  /** Seconds of each circuit, ascending. */
  private static Map<String, double[]> byCircuit(List<RealProofRow> proofs) {
    Map<String, List<Double>> lists = new TreeMap<>();
    for (RealProofRow proof : proofs) {
      lists.computeIfAbsent(proof.circuit(), _ -> new ArrayList<>()).add(proof.seconds());
    }
    Map<String, double[]> sorted = new TreeMap<>();
    lists.forEach(
        (circuit, seconds) ->
            sorted.put(
                circuit, seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
    return sorted;
  }

  private static Curve distribution(String circuit, double[] sorted) {
    int n = sorted.length;
    double[] x = Arrays.copyOf(sorted, n + 1);
    double[] y = new double[n + 1];
    System.arraycopy(sorted, 0, x, 1, n);
    for (int i = 1; i <= n; i++) {
      y[i] = (double) i / n;
    }
    return Curve.of(circuit, x, y).asSteps();
  }
}
