package io.crowdroll.sim.scenario;

/**
 * What the report is made from.
 *
 * @param sampleEveryMillis time between samples of the series
 */
public record ReportOptions(long sampleEveryMillis) {}
