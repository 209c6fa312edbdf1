package io.crowdroll.sim.theory;

import io.crowdroll.sim.agents.Observer;
import io.crowdroll.sim.agents.Simulation;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs of the theory scenarios: {@code theory/base.yaml} with settings laid over it. */
final class Theory {
  private static final long SEED = 20260401;

  private Theory() {}

  /**
   * A theory scenario.
   *
   * @param settings {@code path=value}, as the command line's {@code --set}
   */
  static Scenario scenario(String... settings) {
    List<Setting> list = new ArrayList<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      list.add(new Setting(setting.substring(0, equals), setting.substring(equals + 1)));
    }
    try {
      Path base = Path.of(Theory.class.getResource("/theory/base.yaml").toURI());
      return ScenarioLoader.load(base, list).scenario();
    } catch (ScenarioException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs independent replications, each before the eyes of an observer of its own. */
  static <W extends Observer> List<W> run(Scenario scenario, int replications, Supplier<W> watch) {
    List<W> watchers = new ArrayList<>();
    for (int i = 0; i < replications; i++) {
      W watcher = watch.get();
      try {
        new Simulation(scenario, SEED, i, watcher).run();
      } catch (ScenarioException e) {
        throw new AssertionError(e);
      }
      watchers.add(watcher);
    }
    return watchers;
  }
}
