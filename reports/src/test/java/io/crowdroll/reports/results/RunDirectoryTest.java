package io.crowdroll.reports.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  private static final BigInteger BEYOND_LONG = BigInteger.TEN.pow(40).negate();

  private static final TransactionRow TRANSACTION =
      new TransactionRow(7, "transfer", true, false, 0, 1, 2, Row.NEVER, -1, BEYOND_LONG, "void");
  private static final TaskRow TASK =
      new TaskRow(
          Long.MAX_VALUE,
          "aggregation",
          3,
          100,
          false,
          Long.MIN_VALUE,
          20,
          30,
          1,
          2,
          BigInteger.ONE,
          BigInteger.TWO,
          Row.NOBODY,
          "last-resort",
          Double.NaN);
  private static final BatchRow BATCH =
      new BatchRow(
          1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, BigInteger.TEN, BigInteger.ZERO, 15);
  private static final ProverRow PROVER =
      new ProverRow(
          1,
          "=HYPERLINK(\"http://example.org\")",
          "m3max, 32 GB",
          "'quoted\nover two lines\r\n",
          "é\"",
          10,
          1,
          2,
          3,
          4,
          BigInteger.ONE,
          BigInteger.TWO,
          BigInteger.TEN,
          BigInteger.ZERO,
          BEYOND_LONG,
          BEYOND_LONG.negate(),
          1e-300,
          -0.1);
  private static final AgentRow AGENT =
      new AgentRow(0, "", 0.2, 1, 2, 3, 4, 5, BigInteger.ONE, BigInteger.TWO);
  private static final SeriesRow SAMPLE = new SeriesRow("mempool", 300_000, 1e22);
  private static final EventRow EVENT = new EventRow(1, "-reorg", "@depth 2");
  private static final MetricRow METRIC = new MetricRow("gini", "", Double.NaN);

  @TempDir Path temporary;

  @Test
  void everyTableReadsBackAsItWasWritten() {
    RunDirectory run = RunDirectory.create(temporary.resolve("run"));
    write(run, 0);

    ReplicationReader reader = run.reader(0);
    assertThat(reader.all(CsvTable.TRANSACTIONS)).containsExactly(TRANSACTION, TRANSACTION);
    assertThat(reader.all(CsvTable.TASKS)).containsExactly(TASK);
    assertThat(reader.all(CsvTable.BATCHES)).containsExactly(BATCH);
    assertThat(reader.all(CsvTable.PROVERS)).containsExactly(PROVER);
    assertThat(reader.all(CsvTable.AGENTS)).containsExactly(AGENT);
    assertThat(reader.all(CsvTable.SERIES)).containsExactly(SAMPLE);
    assertThat(reader.all(CsvTable.EVENTS)).containsExactly(EVENT);
    assertThat(reader.all(CsvTable.METRICS)).containsExactly(METRIC);
  }

  @Test
  void theHeaderNamesTheComponentsOfTheRecord() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    write(run, 0);

    assertThat(Files.readString(temporary.resolve("replication-0000/series.csv")))
        .isEqualTo("metric,tMs,value\nmempool,300000,1.0E22\n");
  }

  @Test
  void textThatASpreadsheetWouldRunIsDefused() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    write(run, 0);

    String provers = Files.readString(temporary.resolve("replication-0000/provers.csv"));
    assertThat(provers).contains("\"'=HYPERLINK(\"\"http://example.org\"\")\"");
    assertThat(Files.readString(temporary.resolve("replication-0000/events.csv")))
        .contains("1,'-reorg,'@depth 2");
  }

  @Test
  void equalRowsGiveEqualBytes() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    write(run, 0);
    write(run, 1);

    for (String table : List.of("transactions.csv.gz", "tasks.csv.gz", "provers.csv")) {
      assertThat(temporary.resolve("replication-0000").resolve(table))
          .hasSameBinaryContentAs(temporary.resolve("replication-0001").resolve(table));
    }
  }

  @Test
  void anUnfinishedReplicationIsNotListedAndLeavesNothing() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    try (ReplicationWriter writer = run.writer(3)) {
      writer.metric(METRIC);
      assertThat(run.replications()).isEmpty();
      assertThat(run.has(3)).isFalse();
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aReplicationThatAKilledRunLeftHalfDoneIsReplaced() {
    RunDirectory run = RunDirectory.create(temporary);
    ReplicationWriter killed = run.writer(0);
    killed.metric(METRIC);
    write(run, 0);
    write(run, 0);

    assertThat(run.replications()).containsExactly(0);
    assertThat(run.reader(0).all(CsvTable.METRICS)).containsExactly(METRIC);
    killed.close();
  }

  @Test
  void aBadFieldIsNamedByFileRowAndColumn() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    write(run, 0);
    Path series = temporary.resolve("replication-0000/series.csv");
    Files.writeString(series, "metric,tMs,value\nmempool,1,2\nmempool,soon,2\n");

    assertThatThrownBy(() -> run.reader(0).all(CsvTable.SERIES))
        .isInstanceOf(ResultsException.class)
        .hasMessage(series + ", row 3: column tMs: 'soon' is not a whole number");
  }

  @Test
  void aShortRowAnOpenQuoteAndAForeignHeaderAreErrors() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    write(run, 0);
    Path events = temporary.resolve("replication-0000/events.csv");

    Files.writeString(events, "tMs,kind,text\n1,reorg\n");
    assertThatThrownBy(() -> run.reader(0).all(CsvTable.EVENTS))
        .hasMessageContaining("row 2: has 2 fields; expected 3");
    Files.writeString(events, "tMs,kind,text\n1,reorg,\"deep\n");
    assertThatThrownBy(() -> run.reader(0).all(CsvTable.EVENTS))
        .hasMessageContaining("row 2: a quoted field does not end");
    Files.writeString(events, "t,kind,text\n");
    assertThatThrownBy(() -> run.reader(0).all(CsvTable.EVENTS))
        .hasMessageContaining("row 1: the columns are [t, kind, text]");
    Files.delete(events);
    assertThatThrownBy(() -> run.reader(0).all(CsvTable.EVENTS)).hasMessageContaining("is missing");
  }

  @Test
  void manifestAndSummaryReadBackAndTheMetricsOfAllReplicationsAreGathered() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    Manifest manifest =
        new Manifest(
            "0.1.0",
            "baseline",
            "ab".repeat(32),
            1,
            "./crowdroll run scenarios/baseline.yaml",
            List.of(new Manifest.Replication(0, 1, "00ff", 1_000_000, 900, 1.1e6)),
            "25",
            "Linux amd64",
            2,
            "2026-01-01T00:00:00Z");
    Summary summary =
        new Summary(
            "baseline",
            "Does it hold?",
            86_400_000,
            2,
            2,
            List.of(new Verdict("p95(time_to_proof) < 120s", true, false, "80 s", "[70, 90]")));
    run.writeManifest(manifest);
    run.writeSummary(summary);
    write(run, 1);
    write(run, 0);
    run.writeMetrics();

    RunDirectory reopened = RunDirectory.open(temporary);
    assertThat(reopened.manifest()).isEqualTo(manifest);
    assertThat(reopened.summary()).isEqualTo(summary);
    assertThat(Files.readString(reopened.metricsFile()))
        .isEqualTo("replication,metric,unit,value\n0,gini,,NaN\n1,gini,,NaN\n");
  }

  @Test
  void aDirectoryWithoutAManifestIsNotARun() {
    assertThatThrownBy(() -> RunDirectory.open(temporary))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("is not a run");
  }

  private static void write(RunDirectory run, int index) {
    try (ReplicationWriter writer = run.writer(index)) {
      writer.transaction(TRANSACTION);
      writer.transaction(TRANSACTION);
      writer.task(TASK);
      writer.batch(BATCH);
      writer.prover(PROVER);
      writer.agent(AGENT);
      writer.series(SAMPLE);
      writer.event(EVENT);
      writer.metric(METRIC);
      writer.commit();
    }
  }
}
