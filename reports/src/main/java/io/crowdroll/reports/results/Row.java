package io.crowdroll.reports.results;

/**
 * One line of a table of a run. The record's components are the columns: their names are the
 * header, their order the order of the fields (see {@link CsvTable}).
 *
 * <p>Conventions of every row: times are milliseconds of simulated time, {@link #NEVER} when the
 * thing had not happened by the horizon; amounts are wei; an id of {@link #NOBODY} means none.
 */
public sealed interface Row
    permits TransactionRow,
        TaskRow,
        BatchRow,
        ProverRow,
        RealProofRow,
        AgentRow,
        SeriesRow,
        EventRow,
        MetricRow,
        RunMetricRow,
        PredictionRow {

  /** The time of what had not happened by the horizon. */
  long NEVER = -1;

  /** The id of a prover or an agent where there was none. */
  int NOBODY = -1;
}
