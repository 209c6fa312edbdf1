package io.crowdroll.sim.experiment;

import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A scenario small enough for tests that do not simulate. */
final class TinyScenario {
  private TinyScenario() {}

  /** Writes and loads it, with {@code more} lines of YAML. */
  static LoadedScenario load(Path directory, String more) {
    try {
      return ScenarioLoader.load(write(directory, more), List.of());
    } catch (ScenarioException e) {
      throw new AssertionError(e);
    }
  }

  /** The same with another number of replications. */
  static LoadedScenario loadWith(Path directory, int replications) {
    try {
      Setting setting = new Setting("replications", Integer.toString(replications));
      return ScenarioLoader.load(write(directory, ""), List.of(setting));
    } catch (ScenarioException e) {
      throw new AssertionError(e);
    }
  }

  static Path write(Path directory, String more) {
    Path file = directory.resolve("tiny.yaml");
    try {
      Files.writeString(
          file, "question: Does it run?\nduration: 10 min\nreplications: 4\n" + more + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
