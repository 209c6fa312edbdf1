package io.crowdroll.sim.scenario;

import java.nio.file.Path;

/** When users submit transactions. */
public sealed interface Arrivals {

  /**
   * @param perSecond transactions a second
   */
  record Poisson(double perSecond) implements Arrivals {}

  /**
   * Poisson with rate perSecond · (1 + amplitude · cos(2π(t − peak)/day)).
   *
   * @param amplitude in [0, 1]
   * @param peakMillis time of day of the highest rate
   */
  record Diurnal(double perSecond, double amplitude, long peakMillis) implements Arrivals {}

  /** From a CSV file {@code ms,class}; an empty class draws one by share. */
  record Trace(Path file) implements Arrivals {}
}
