package io.crowdroll.sim.agents;

import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small scenarios: the baseline, checked fully, twenty minutes, with a few lines on top. */
final class Worlds {
  private static final Path BASELINE = Path.of("..", "scenarios", "baseline.yaml");

  private Worlds() {}

  /**
   * @param folder for the scenario's file
   * @param text YAML, laid over the baseline
   * @param settings {@code path=value}, laid over that
   */
  static Scenario extended(Path folder, String text, String... settings) throws Exception {
    Path file = folder.resolve("extended.yaml");
    Files.writeString(file, "extends: " + BASELINE.toAbsolutePath().normalize() + "\n" + text);
    List<Setting> all = new ArrayList<>();
    all.add(new Setting("checks", "full"));
    all.add(new Setting("duration", "20 min"));
    for (String setting : settings) {
      int at = setting.indexOf('=');
      all.add(new Setting(setting.substring(0, at), setting.substring(at + 1)));
    }
    return ScenarioLoader.load(file, all).scenario();
  }
}
