package io.crowdroll.reports.html;

/**
 * One variant of a scenario that compares several.
 *
 * @param name its name in the scenario, and of its directory
 * @param results what it has to say
 */
record Variant(String name, Results results) {}
