package io.crowdroll.sim.experiment;

import io.crowdroll.reports.results.BatchRow;
import io.crowdroll.reports.results.CsvTable;
import io.crowdroll.reports.results.PredictionRow;
import io.crowdroll.reports.results.ReplicationReader;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.reports.results.RunMetricRow;
import io.crowdroll.reports.results.TaskRow;
import io.crowdroll.reports.results.TransactionRow;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.Means;
import io.crowdroll.reports.stats.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A testnet run held against simulations of the same scenario. The simulator's replications tell
 * where one more run would fall; the testnet ran once, so its intervals are over what it is made
 * of: transactions, tasks and batches, taken for independent.
 */
public final class Prediction {
  private static final double[] QUANTILES = {0.5, 0.95};

  /** Fewer observations than these are not judged by. */
  private static final int LEAST = 5;

  private final RunDirectory simulated;
  private final ReplicationReader testnet;
  private final List<RunMetricRow> measured;
  private final double confidence;
  private final List<PredictionRow> rows = new ArrayList<>();

  private Prediction(RunDirectory simulated, RunDirectory testnet, double confidence) {
    this.simulated = simulated;
    this.testnet = testnet.reader(testnet.replications().getFirst());
    this.measured = testnet.metrics();
    this.confidence = confidence;
  }

  /**
   * Compares inclusion, proof and finality, windows to the last proof, bounties and L1 gas.
   *
   * @param testnet a run of one replication, finished
   * @throws IllegalArgumentException in a sentence, if one of them has no finished replication
   */
  public static List<PredictionRow> of(
      RunDirectory simulated, RunDirectory testnet, double confidence) {
    for (RunDirectory run : List.of(simulated, testnet)) {
      if (run.replications().isEmpty()) {
        throw new IllegalArgumentException(run.path() + " has no finished replication");
      }
    }
    Prediction prediction = new Prediction(simulated, testnet, confidence);
    prediction.compare();
    return prediction.rows;
  }

  private void compare() {
    List<TransactionRow> transactions =
        testnet.all(CsvTable.TRANSACTIONS).stream()
            .filter(row -> !row.forced() && !row.outcome().startsWith("rejected"))
            .toList();
    delay("inclusion_delay", transactions, row -> row.submittedMs(), row -> row.includedMs());
    delay("time_to_proof", transactions, row -> row.submittedMs(), row -> row.provenMs());
    delay("time_to_final", transactions, row -> row.submittedMs(), row -> row.finalMs());
    List<BatchRow> batches = testnet.all(CsvTable.BATCHES);
    delay("batch_proven_delay", batches, row -> row.openedMs(), row -> row.rootProvenMs());
    delay("commit_delay", batches, row -> row.closedMs(), row -> row.committedMs());
    List<BatchRow> proven = batches.stream().filter(it -> it.leavesProvenMs() >= 0).toList();
    ratio("windows_to_last_proof.mean", proven, row -> row.windowsToLastProof(), _ -> 1);
    List<TaskRow> tasks =
        testnet.all(CsvTable.TASKS).stream().filter(row -> row.provenMs() >= 0).toList();
    ratio(
        "bounty_paid_over_base",
        tasks,
        row -> row.bountyPaidWei().doubleValue(),
        row -> row.baseBountyWei().doubleValue());
    List<BatchRow> onL1 = batches.stream().filter(row -> row.l1ProvenMs() >= 0).toList();
    ratio(
        "l1_gas_per_tx",
        onL1,
        row -> (double) row.commitGas() + row.proveGas(),
        BatchRow::userTransitions);
  }

  /** Median and 95th percentile of a delay; what has not ended is longer than what has. */
  private <R extends Row> void delay(
      String name, List<R> all, ToLongFunction<R> from, ToLongFunction<R> to) {
    double[] seconds =
        all.stream()
            .mapToDouble(
                row ->
                    to.applyAsLong(row) < 0
                        ? Double.POSITIVE_INFINITY
                        : (to.applyAsLong(row) - from.applyAsLong(row)) / 1e3)
            .toArray();
    for (double quantile : QUANTILES) {
      Interval interval = Quantiles.interval(seconds, quantile, confidence);
      add(name + ".p" + Math.round(100 * quantile), interval);
    }
  }

  /** A ratio of sums, whose interval is that of its linear approximation. */
  private <R extends Row> void ratio(
      String name, List<R> all, ToDoubleFunction<R> above, ToDoubleFunction<R> below) {
    double sum = all.stream().mapToDouble(below).sum();
    double ratio = all.stream().mapToDouble(above).sum() / sum;
    double mean = sum / all.size();
    double[] values =
        all.stream()
            .mapToDouble(
                row -> ratio + (above.applyAsDouble(row) - ratio * below.applyAsDouble(row)) / mean)
            .toArray();
    add(name, Means.interval(values, confidence));
  }

  private void add(String name, Interval within) {
    double[] predicted = Judge.values(simulated.metrics(), name);
    Interval mean = Judge.interval(predicted, confidence);
    Interval run = oneMore(predicted);
    double value =
        Judge.values(measured, name).length == 0 ? Double.NaN : Judge.values(measured, name)[0];
    rows.add(
        new PredictionRow(
            name,
            Metric.find(name).orElseThrow().unit(),
            predicted.length,
            predicted.length == 0 ? Double.NaN : mean.estimate(),
            mean.low(),
            mean.high(),
            run.low(),
            run.high(),
            within.n(),
            value,
            within.low(),
            within.high(),
            verdict(run, value, within)));
  }

  /** Where one more replication falls, for what cannot be negative. */
  private Interval oneMore(double[] sample) {
    Interval mean = Judge.interval(sample, confidence);
    if (!mean.bounded()) {
      return mean;
    }
    double t =
        new TDistribution(null, sample.length - 1)
            .inverseCumulativeProbability((1 + confidence) / 2);
    double half = t * StrictMath.sqrt(Means.variance(sample) * (1 + 1.0 / sample.length));
    return new Interval(
        mean.estimate(),
        Math.max(0, mean.estimate() - half),
        mean.estimate() + half,
        confidence,
        sample.length);
  }

  private static String verdict(Interval run, double value, Interval within) {
    if (!run.bounded() || !Double.isFinite(value) || within.n() < LEAST) {
      return "open";
    }
    return within.low() <= run.high() && run.low() <= within.high() ? "agree" : "differ";
  }
}
