package io.crowdroll.sim.experiment;

import io.crowdroll.sim.agents.Observer;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;

/** What runs a replication; the simulator itself, apart from tests of this package. */
@FunctionalInterface
public interface Engine {

  /**
   * Builds the world of one replication.
   *
   * @param seed of the run; with {@code replication} it keys every random stream
   * @throws ScenarioException if a file that the scenario names cannot be read
   */
  Running start(Scenario scenario, long seed, int replication, Observer observer)
      throws ScenarioException;

  /** A replication that runs or is about to. Its counters may be read by any thread. */
  interface Running {

    /** Runs to the horizon, or until {@link #cancel}; then the observer hears of no end. */
    void run();

    /** Makes {@link #run} return soon. Any thread may call it. */
    void cancel();

    /** Simulated time in ms. */
    long nowMillis();

    /** Events so far. */
    long events();

    /** Height of the last final block. */
    long height();

    /** Hash over all events; after {@link #run}. */
    long traceHash();
  }
}
