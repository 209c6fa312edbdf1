package io.crowdroll.sim.kernel;

/** Handles the events of a run, typically with one {@code switch} on the kind. */
@FunctionalInterface
public interface Dispatcher {

  /**
   * Handles one event. May schedule others, also at the current time.
   *
   * @param kind what happens
   * @param a first payload word
   * @param b second payload word
   */
  void dispatch(int kind, long a, long b);
}
