package io.crowdroll.reports.results;

/**
 * A scalar result of one replication; across replications these give the intervals.
 *
 * @param metric name, as in {@code time_to_proof.p95}
 * @param unit unit, empty for a pure number
 * @param value the value; NaN when the replication could not measure it
 */
public record MetricRow(String metric, String unit, double value) implements Row {}
