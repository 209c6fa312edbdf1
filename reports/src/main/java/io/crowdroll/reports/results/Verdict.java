package io.crowdroll.reports.results;

/**
 * What became of one expectation of the scenario.
 *
 * @param expectation as the scenario states it
 * @param pass whether it holds; an inconclusive one does not
 * @param inconclusive whether the interval leaves it open
 * @param observed the observed value with its unit
 * @param interval the interval with its confidence, empty when there is none
 */
public record Verdict(
    String expectation, boolean pass, boolean inconclusive, String observed, String interval) {}
