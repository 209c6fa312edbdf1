package io.crowdroll.sim.scenario;

import java.nio.file.Path;

/** When a prover's machine is on and its plugin active. */
public sealed interface Availability {

  /** Never off. */
  record Always() implements Availability {}

  /** Sessions and off-times alternate, all independent; started in equilibrium at genesis. */
  record Renewal(DurationLaw session, DurationLaw off) implements Availability {}

  /**
   * As {@link Renewal}, but the rate of coming back is multiplied by 1 + amplitude · cos(2π(t −
   * peak)/day).
   *
   * @param amplitude in [0, 1]
   * @param peakMillis time of day with the most returns, from the scenario's start
   */
  record Diurnal(DurationLaw session, DurationLaw off, double amplitude, long peakMillis)
      implements Availability {}

  /** On-intervals from a CSV file {@code host,start_ms,end_ms}; provers draw a host each. */
  record Trace(Path file) implements Availability {}
}
