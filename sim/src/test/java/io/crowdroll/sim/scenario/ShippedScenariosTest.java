package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedScenariosTest {
  static final Path SCENARIOS = Path.of("..", "scenarios");

  static List<Path> shipped() {
    try (Stream<Path> files = Files.walk(SCENARIOS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void loadsAndAsksAQuestion(Path file) throws ScenarioException {
    Scenario scenario = ScenarioLoader.load(file, List.of()).scenario().requireBuilt();
    assertThat(scenario.name() + ".yaml").isEqualTo(file.getFileName().toString());
    assertThat(scenario.question()).endsWith("?");
    assertThat(scenario.description()).hasSizeGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void itsResolvedTextGivesItselfAgain(Path file, @TempDir Path elsewhere)
      throws ScenarioException, IOException {
    LoadedScenario first = ScenarioLoader.load(file, List.of());
    Path traces = file.resolveSibling("traces");
    if (Files.isDirectory(traces)) { // named relative to the scenario
      Path beside = Files.createDirectories(elsewhere.resolve("traces"));
      try (Stream<Path> files = Files.list(traces)) {
        for (Path trace : files.toList()) {
          Files.copy(trace, beside.resolve(trace.getFileName()));
        }
      }
    }
    Path copy = elsewhere.resolve("resolved.yaml");
    Files.writeString(copy, first.resolvedYaml());
    LoadedScenario second = ScenarioLoader.load(copy, List.of());
    assertThat(second.resolvedYaml()).isEqualTo(first.resolvedYaml());
    assertThat(second.scenario())
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*arrivals\\.file") // the copy beside it
        .isEqualTo(first.scenario());
    assertThat(second.hash()).isEqualTo(first.hash());
  }
}
