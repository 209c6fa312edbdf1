package io.crowdroll.sim.scenario;

/**
 * A scenario and its identity.
 *
 * @param resolvedYaml every key with its value, in canonical order and spelling; loading it gives
 *     the same scenario
 * @param hash SHA-256 of what is simulated, as 64 hexadecimal digits: {@code resolvedYaml} without
 *     {@code name}, {@code question}, {@code description}, {@code seed}, {@code replications},
 *     {@code confidence} and {@code expect}, and the trace files it names. Runs with another seed
 *     are runs of the same scenario, and replications on disk stay valid when more are asked for
 */
public record LoadedScenario(Scenario scenario, String resolvedYaml, String hash) {}
