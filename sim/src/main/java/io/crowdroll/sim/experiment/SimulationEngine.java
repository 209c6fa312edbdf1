package io.crowdroll.sim.experiment;

import io.crowdroll.sim.agents.Observer;
import io.crowdroll.sim.agents.Simulation;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;

/** The simulator. */
public final class SimulationEngine implements Engine {

  @Override
  public Running start(Scenario scenario, long seed, int replication, Observer observer)
      throws ScenarioException {
    return running(new Simulation(scenario, seed, replication, observer));
  }

  /** A simulation as what this package runs. */
  static Running running(Simulation simulation) {
    return new Running() {
      @Override
      public void run() {
        simulation.run();
      }

      @Override
      public void cancel() {
        simulation.cancel();
      }

      @Override
      public long nowMillis() {
        return simulation.nowMillis();
      }

      @Override
      public long events() {
        return simulation.events();
      }

      @Override
      public long height() {
        return simulation.height();
      }

      @Override
      public long traceHash() {
        return simulation.traceHash();
      }
    };
  }
}
