package io.crowdroll.reports.results;

/**
 * A scalar result with the replication it comes from: a line of the run's {@code metrics.csv}.
 *
 * @param replication index of the replication
 * @param metric name
 * @param unit unit, empty for a pure number
 * @param value the value
 */
public record RunMetricRow(int replication, String metric, String unit, double value)
    implements Row {}
