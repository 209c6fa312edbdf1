package io.crowdroll.reports.results;

/**
 * Something worth marking on the time line: an intervention, an alarm, a prune, a reorg, a freeze.
 *
 * @param tMs when
 * @param kind what sort of thing
 * @param text what happened, in words
 */
public record EventRow(long tMs, String kind, String text) implements Row {}
