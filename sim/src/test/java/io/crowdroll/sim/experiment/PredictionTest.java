package io.crowdroll.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.reports.results.MetricRow;
import io.crowdroll.reports.results.PredictionRow;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.Row;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.reports.results.TaskRow;
import io.crowdroll.reports.results.TransactionRow;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTest {
  @TempDir private Path folder;
  private RunDirectory simulated;
  private RunDirectory testnet;

  @BeforeEach
  void makeRuns() {
    simulated = RunDirectory.create(folder.resolve("simulated"));
    double[] medians = {1.0, 1.2, 1.1, 0.9};
    for (int i = 0; i < medians.length; i++) {
      try (ReplicationWriter writer = simulated.writer(i)) {
        writer.metric(new MetricRow("inclusion_delay.p50", "s", medians[i]));
        writer.metric(new MetricRow("bounty_paid_over_base", "", 3 + 0.1 * i));
        writer.metric(new MetricRow("time_to_final.p50", "s", Double.POSITIVE_INFINITY));
        writer.commit();
      }
    }
    testnet = RunDirectory.create(folder.resolve("testnet"));
    try (ReplicationWriter writer = testnet.writer(0)) {
      for (int i = 0; i < 40; i++) {
        long from = 1_000L * i;
        writer.transaction(transaction(i, from, from + 800 + 20 * i, "included"));
      }
      writer.transaction(transaction(40, 0, Row.NEVER, "rejected:bad-nonce"));
      for (int i = 0; i < 10; i++) {
        writer.task(task(i, 100, i < 5 ? 100 : 120));
      }
      writer.metric(new MetricRow("inclusion_delay.p50", "s", 1.18));
      writer.metric(new MetricRow("bounty_paid_over_base", "", 1.1));
      writer.commit();
    }
  }

  private static TransactionRow transaction(int id, long from, long included, String outcome) {
    return new TransactionRow(
        id,
        "transfer",
        false,
        false,
        from,
        included,
        Row.NEVER,
        Row.NEVER,
        Row.NEVER,
        BigInteger.ONE,
        outcome);
  }

  private static TaskRow task(int id, long base, long paid) {
    return new TaskRow(
        id,
        "transfer",
        0,
        1,
        false,
        0,
        1,
        2,
        0,
        1,
        BigInteger.valueOf(base),
        BigInteger.valueOf(paid),
        0,
        "lease",
        0.5);
  }

  private PredictionRow row(String metric) {
    return Prediction.of(simulated, testnet, 0.95).stream()
        .filter(row -> row.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatFallsWhereOneMoreRunWouldAgrees() {
    PredictionRow row = row("inclusion_delay.p50");
    assertThat(row.predicted()).isEqualTo(1.05);
    // t(3) = 3.182, s = 0.1291: 1.05 ± 3.182 · 0.1291 · √1.25
    assertThat(row.runLow()).isCloseTo(0.591, within(0.001));
    assertThat(row.runHigh()).isCloseTo(1.509, within(0.001));
    assertThat(row.observations()).isEqualTo(40);
    assertThat(row.measured()).isBetween(row.measuredLow(), row.measuredHigh());
    assertThat(row.verdict()).isEqualTo("agree");
  }

  @Test
  void aRatioHasTheIntervalOfItsParts() {
    PredictionRow row = row("bounty_paid_over_base");
    // ten ratios, half 1 and half 1.2: s = 0.1054, t(9) = 2.262
    assertThat(row.measuredLow()).isCloseTo(1.1 - 2.262 * 0.1054 / Math.sqrt(10), within(0.001));
    assertThat(row.measuredHigh()).isCloseTo(1.1 + 2.262 * 0.1054 / Math.sqrt(10), within(0.001));
    assertThat(row.verdict()).isEqualTo("differ");
  }

  @Test
  void whatOneSideDoesNotKnowIsOpen() {
    assertThat(row("time_to_final.p50").predicted()).isInfinite();
    assertThat(row("time_to_final.p50").verdict()).isEqualTo("open");
    assertThat(row("l1_gas_per_tx").measured()).isNaN();
    assertThat(row("l1_gas_per_tx").verdict()).isEqualTo("open");
  }

  @Test
  void theTableIsReadAsItWasWritten() {
    List<PredictionRow> rows = Prediction.of(simulated, testnet, 0.95);
    testnet.writePrediction(rows);
    assertThat(testnet.prediction()).isEqualTo(rows);
  }

  @Test
  void aRunWithoutResultsIsNamed() {
    RunDirectory empty = RunDirectory.create(folder.resolve("empty"));
    assertThatThrownBy(() -> Prediction.of(simulated, empty, 0.95))
        .hasMessageContaining("empty")
        .hasMessageContaining("no finished replication");
  }
}
