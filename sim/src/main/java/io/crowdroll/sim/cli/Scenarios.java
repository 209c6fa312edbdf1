package io.crowdroll.sim.cli;

import io.crowdroll.sim.experiment.Metric;
import io.crowdroll.sim.scenario.Expectation;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.Problem;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import io.crowdroll.sim.scenario.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds scenarios: files by their path, shipped ones by their name. */
final class Scenarios {
  /** Folder of the program, where the launcher says it is. */
  private static final String HOME = "crowdroll.home";

  private static final String SUFFIX = ".yaml";

  private Scenarios() {}

  /** {@code scenarios/} of the program. */
  static Path folder() {
    return Path.of(System.getProperty(HOME, "")).resolve("scenarios");
  }

  /** The shipped scenarios by name, those in sub-folders with the folder before the name. */
  static Map<String, Path> shipped() {
    Map<String, Path> byName = new TreeMap<>();
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      return byName;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .filter(file -> !folder.relativize(file).startsWith("presets"))
          .forEach(file -> byName.put(name(folder.relativize(file)), file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    return byName;
  }

  private static String name(Path relative) {
    String path = relative.toString().replace('\\', '/');
    return path.substring(0, path.length() - SUFFIX.length());
  }

  /**
   * The file that an argument means.
   *
   * @param argument a path, or the name of a shipped scenario
   * @throws ScenarioException when there is neither, with what was perhaps meant
   */
  static Path find(String argument) throws ScenarioException {
    Path path = Path.of(argument);
    if (Files.isRegularFile(path)) {
      return path;
    }
    Map<String, Path> shipped = shipped();
    if (shipped.containsKey(argument)) {
      return shipped.get(argument);
    }
    for (Map.Entry<String, Path> entry : shipped.entrySet()) {
      if (entry.getKey().endsWith("/" + argument)) {
        return entry.getValue();
      }
    }
    String wanted = argument.endsWith(SUFFIX) ? name(path.getFileName()) : argument;
    throw new ScenarioException(
        List.of(
            new Problem(
                argument,
                0,
                0,
                "there is no such file, and no scenario of that name is shipped"
                    + Suggestion.text(wanted, shipped.keySet()))));
  }

  /**
   * Loads what an argument means and checks all of it.
   *
   * @throws ScenarioException with every problem
   */
  static LoadedScenario load(String argument, List<Setting> settings) throws ScenarioException {
    Path file = find(argument);
    LoadedScenario loaded = ScenarioLoader.load(file, settings);
    List<Problem> problems = new ArrayList<>();
    for (Expectation expectation : loaded.scenario().expectations()) {
      if (Metric.find(expectation.metric()).isEmpty()) {
        List<String> names = Metric.ALL.stream().map(Metric::name).toList();
        problems.add(
            new Problem(
                file.toString(),
                0,
                0,
                "expect: \""
                    + expectation.text()
                    + "\": there is no metric `"
                    + expectation.metric()
                    + "`"
                    + Suggestion.text(expectation.metric(), names)
                    + " (`explain metrics` lists them)"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
    return loaded;
  }
}
