package io.crowdroll.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.sim.agents.Simulation;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I7: one scenario and one seed give the same bytes, whatever they are computed on. */
class DeterminismMatrixTest {
  private static final Path BASELINE =
      Path.of(System.getProperty("crowdroll.home", "..")).resolve("scenarios/baseline.yaml");

  @TempDir private Path scratch;

  private String digest(String name, LoadedScenario loaded, Engine engine, int threads)
      throws IOException {
    return DeterminismRun.digest(
        DeterminismRun.run(loaded, engine, scratch.resolve(name), threads));
  }

  private static Engine onQueue(String queue) {
    return (scenario, seed, replication, observer) ->
        SimulationEngine.running(
            new Simulation(scenario, seed, replication, observer, DeterminismRun.queue(queue)));
  }

  @Test
  void queueThreadsNoopsAndAgentsWhoNeverComeChangeNothing() throws ScenarioException, IOException {
    LoadedScenario loaded = ScenarioLoader.load(BASELINE, DeterminismRun.SMALL);
    Path withReserve = scratch.resolve("with-reserve.yaml");
    Files.writeString(
        withReserve,
        """
        extends: [%s]
        provers:
          cohorts:
            - {name: reserve, count: 5, genesis: false}
        """
            .formatted(BASELINE.toAbsolutePath().toString().replace('\\', '/')));
    LoadedScenario reserve = ScenarioLoader.load(withReserve, DeterminismRun.SMALL);

    String first = digest("first", loaded, new SimulationEngine(), 1);

    assertThat(digest("heap", loaded, onQueue("heap"), 2)).isEqualTo(first);
    assertThat(digest("noops", loaded, DeterminismRun.withNoops(777), 1)).isEqualTo(first);
    assertThat(digest("reserve", reserve, new SimulationEngine(), 2)).isEqualTo(first);
  }

  @Test
  void fullRungsGiveTheSameBytesOnOneThreadAndOnTwo() throws ScenarioException, IOException {
    List<Setting> settings = new ArrayList<>(DeterminismRun.SMALL);
    settings.add(new Setting("duration", "1 min"));
    settings.add(new Setting("fidelity.execution", "full"));
    settings.add(new Setting("fidelity.consensus", "full"));
    LoadedScenario loaded = ScenarioLoader.load(BASELINE, settings);

    String first = digest("full-one", loaded, new SimulationEngine(), 1);

    assertThat(digest("full-two", loaded, onQueue("heap"), 2)).isEqualTo(first);
  }

  /** Elided heartbeats are events that do not happen: the results are the same, not the trace. */
  @Test
  void elidedHeartbeatsAndAResumedRunGiveTheSameResults() throws ScenarioException, IOException {
    String elided = results("elided", "elided", "wheel", 2, false);

    assertThat(results("explicit", "explicit", "heap", 1, false)).isEqualTo(elided);
    assertThat(results("resumed", "elided", "reference", 2, true)).isEqualTo(elided);
  }

  /** Threads × queues × heartbeats × one go or two. */
  @Test
  @Tag("long")
  void noCombinationOfThemChangesTheResults() throws ScenarioException, IOException {
    Map<String, String> digests = new TreeMap<>();
    for (int threads = 1; threads <= 2; threads++) {
      for (String queue : List.of("wheel", "heap", "reference")) {
        for (String heartbeats : List.of("elided", "explicit")) {
          for (boolean resumed : new boolean[] {false, true}) {
            String name = String.join("-", queue, heartbeats, "" + threads, "" + resumed);
            digests.put(name, results(name, heartbeats, queue, threads, resumed));
          }
        }
      }
    }
    assertThat(digests).hasSize(24);
    assertThat(digests.values().stream().distinct()).as(digests::toString).hasSize(1);
  }

  private String results(String name, String heartbeats, String queue, int threads, boolean resumed)
      throws ScenarioException, IOException {
    Path out = scratch.resolve(name);
    if (resumed) {
      DeterminismRun.run(small(heartbeats, 1), onQueue(queue), out, threads);
    }
    return DeterminismRun.digestOfResults(
        DeterminismRun.run(small(heartbeats, 2), onQueue(queue), out, threads));
  }

  private static LoadedScenario small(String heartbeats, int replications)
      throws ScenarioException {
    List<Setting> settings = new ArrayList<>(DeterminismRun.SMALL);
    settings.add(new Setting("heartbeats", heartbeats));
    settings.add(new Setting("replications", "" + replications));
    return ScenarioLoader.load(BASELINE, settings);
  }

  @Test
  void anotherSeedChangesEverything() throws ScenarioException, IOException {
    LoadedScenario loaded = ScenarioLoader.load(BASELINE, DeterminismRun.SMALL);
    List<Setting> other = new ArrayList<>(DeterminismRun.SMALL);
    other.add(new Setting("seed", "2"));

    assertThat(digest("two", ScenarioLoader.load(BASELINE, other), new SimulationEngine(), 2))
        .isNotEqualTo(digest("one", loaded, new SimulationEngine(), 2));
  }

  /**
   * Queue, threads and the options of the JVM. Not all combinations: each option's values meet
   * those of every other.
   */
  @Test
  @Tag("long")
  void theMachineAndItsSettingsChangeNothing() throws IOException, InterruptedException {
    List<String[]> matrix =
        List.of(
            row("wheel", "1", "-XX:+UseParallelGC"),
            row("heap", "2", "-XX:+UseSerialGC", "-XX:hashCode=0", "-Duser.timezone=Asia/Kolkata"),
            row("reference", "1", "-XX:+UseG1GC", "-XX:hashCode=5", "-Duser.language=tr"),
            row("wheel", "2", "-Xint", "-XX:+UseSerialGC", "-XX:hashCode=5", "-Duser.language=ar"),
            row("heap", "1", "-Xint", "-XX:+UseG1GC", "-Duser.timezone=Pacific/Apia"),
            row("reference", "2", "-Xint", "-XX:+UseParallelGC", "-XX:hashCode=0"),
            row("wheel", "2", "-XX:+UseG1GC", "-XX:hashCode=0", "-Dfile.encoding=US-ASCII"),
            row("heap", "2", "-XX:TieredStopAtLevel=1", "-XX:hashCode=5", "-Duser.country=DE"),
            row("reference", "1", "-XX:+UseSerialGC", "-Xmx256m", "-Duser.language=hi"));
    Map<String, String> digests = new TreeMap<>();
    for (String[] options : matrix) {
      digests.put(String.join(" ", options), inAProcessOfItsOwn(digests.size(), options));
    }

    assertThat(digests.values().stream().distinct()).as(digests::toString).hasSize(1);
  }

  private static String[] row(String... options) {
    return options;
  }

  private String inAProcessOfItsOwn(int number, String[] row)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UnlockExperimentalVMOptions");
    command.addAll(List.of(row).subList(2, row.length));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DeterminismRun.class.getName());
    command.add(BASELINE.toAbsolutePath().toString());
    command.addAll(List.of(scratch.resolve("process-" + number).toString(), row[0], row[1]));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().filter(line -> line.startsWith("digest ")).findFirst().orElseThrow();
  }
}
