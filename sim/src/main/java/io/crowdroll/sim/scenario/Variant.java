package io.crowdroll.sim.scenario;

/**
 * One of several scenarios compared in one report. Random streams are keyed by seed, replication
 * and entity only, so variants see the same users, sessions and machines.
 *
 * @param scenario resolved with the variant's settings; has no variants itself
 */
public record Variant(String name, Scenario scenario) {}
