package io.crowdroll.reports.results;

/**
 * A real proof and what it took on the machine of the run, which no other result depends on.
 *
 * @param ms simulated time
 * @param task what it proves, −1 for an exit
 * @param circuit its circuit
 * @param seconds real time, the witness included
 */
public record RealProofRow(long ms, long task, String circuit, double seconds) implements Row {}
