package io.crowdroll.reports.results;

import java.util.List;

/**
 * A table of a replication: the file's name, and the record that is its row. The columns are the
 * record's components, so that a row type and its file cannot disagree.
 *
 * @param <R> the row
 */
public final class CsvTable<R extends Row> {
  /** Transactions. */
  public static final CsvTable<TransactionRow> TRANSACTIONS =
      new CsvTable<>("transactions.csv.gz", TransactionRow.class);

  /** Proving tasks. */
  public static final CsvTable<TaskRow> TASKS = new CsvTable<>("tasks.csv.gz", TaskRow.class);

  /** Batches. */
  public static final CsvTable<BatchRow> BATCHES = new CsvTable<>("batches.csv", BatchRow.class);

  /** Provers. */
  public static final CsvTable<ProverRow> PROVERS = new CsvTable<>("provers.csv", ProverRow.class);

  /** Validators as agents. */
  public static final CsvTable<AgentRow> AGENTS = new CsvTable<>("agents.csv", AgentRow.class);

  /** Quantities over time. */
  public static final CsvTable<SeriesRow> SERIES = new CsvTable<>("series.csv", SeriesRow.class);

  /** The time line. */
  public static final CsvTable<EventRow> EVENTS = new CsvTable<>("events.csv", EventRow.class);

  /** Scalar results. */
  public static final CsvTable<MetricRow> METRICS = new CsvTable<>("metrics.csv", MetricRow.class);

  /** Scalar results of all replications of a run. */
  static final CsvTable<RunMetricRow> RUN_METRICS =
      new CsvTable<>("metrics.csv", RunMetricRow.class);

  /** A testnet run beside its prediction. */
  static final CsvTable<PredictionRow> PREDICTION =
      new CsvTable<>("prediction.csv", PredictionRow.class);

  /** Real proofs of a replication; the file stands beside it, as it differs from run to run. */
  static final CsvTable<RealProofRow> REAL_PROOFS =
      new CsvTable<>("real-proofs.csv", RealProofRow.class);

  private final String fileName;
  private final RowCodec<R> codec;

  private CsvTable(String fileName, Class<R> row) {
    this.fileName = fileName;
    this.codec = RowCodec.of(row);
  }

  /** The name of the file inside a replication's directory; {@code .gz} means compressed. */
  public String fileName() {
    return fileName;
  }

  /** The header: the names of the columns, in order. */
  public List<String> columns() {
    return codec.columns();
  }

  RowCodec<R> codec() {
    return codec;
  }

  boolean compressed() {
    return fileName.endsWith(".gz");
  }
}
