package io.crowdroll.sim.scenario;

/**
 * A scenario and its identity.
 *
 * @param resolvedYaml every key with its value, in canonical order and spelling; loading it gives
 *     the same scenario
 * @param hash SHA-256 of {@code resolvedYaml} without its {@code seed}, and of the trace files it
 *     names, as 64 hexadecimal digits: runs with another seed are runs of the same scenario
 */
public record LoadedScenario(Scenario scenario, String resolvedYaml, String hash) {}
