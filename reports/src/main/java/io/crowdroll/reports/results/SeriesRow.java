package io.crowdroll.reports.results;

/**
 * A sample of a quantity over time, taken at fixed intervals.
 *
 * @param metric name, the unit as its suffix where there is one ({@code pool_wei})
 * @param tMs when
 * @param value the value
 */
public record SeriesRow(String metric, long tMs, double value) implements Row {}
