package io.crowdroll.sim.experiment;

import io.crowdroll.reports.html.ReportWriter;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.agents.Simulation;
import io.crowdroll.sim.kernel.EventQueue;
import io.crowdroll.sim.kernel.Kernel;
import io.crowdroll.sim.kernel.QuaternaryHeap;
import io.crowdroll.sim.kernel.ReferenceQueue;
import io.crowdroll.sim.kernel.WheelQueue;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Simulates a small world and prints one digest of everything that it left on disk. */
public final class DeterminismRun {
  /** A quarter of an hour of {@code baseline} with few provers, in two replications. */
  static final List<Setting> SMALL =
      List.of(
          new Setting("duration", "15min"),
          new Setting("replications", "2"),
          new Setting("provers.cohorts[crowd].count", "60"),
          new Setting("users.count", "200"));

  private DeterminismRun() {}

  /**
   * In a process of its own.
   *
   * @param arguments scenario file, folder for the run, name of the queue, threads
   */
  public static void main(String[] arguments) throws ScenarioException, IOException {
    LoadedScenario loaded = ScenarioLoader.load(Path.of(arguments[0]), SMALL);
    Engine engine =
        (scenario, seed, replication, observer) ->
            SimulationEngine.running(
                new Simulation(scenario, seed, replication, observer, queue(arguments[2])));
    int threads = Integer.parseInt(arguments[3]);
    System.out.println("digest " + digest(run(loaded, engine, Path.of(arguments[1]), threads)));
  }

  static EventQueue queue(String name) {
    return switch (name) {
      case "reference" -> new ReferenceQueue();
      case "heap" -> new QuaternaryHeap();
      case "wheel" -> new WheelQueue();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** An engine whose kernel has an event without effect every {@code millis}. */
  static Engine withNoops(long millis) {
    return (scenario, seed, replication, observer) -> {
      Kernel kernel = new Kernel(new WheelQueue());
      for (long time = 0; time < scenario.durationMillis(); time += millis) {
        kernel.schedule(time * 1_000, 0, Kernel.NOOP, 0, 0);
      }
      return SimulationEngine.running(
          new Simulation(scenario, seed, replication, observer, kernel));
    };
  }

  static RunResult run(LoadedScenario loaded, Engine engine, Path out, int threads) {
    RunResult result =
        new Runner(
                engine,
                ReportWriter::write,
                new Runner.Options(
                    out, threads, "./crowdroll run small", "1", Progress.NONE, 1_000))
            .run(loaded);
    if (result.finished() != result.planned()) {
      throw new IllegalStateException("not finished: " + result.failures() + result.violation());
    }
    return result;
  }

  /** Over all files of the replications, and the hashes of their traces. */
  static String digest(RunResult result) throws IOException {
    StringBuilder traces = new StringBuilder();
    RunDirectory.open(result.directory())
        .manifest()
        .replications()
        .forEach(one -> traces.append(one.traceHash()).append(one.events()));
    return traces + digestOfResults(result);
  }

  /** Over all files of the replications: what a run found, whatever events it took to. */
  static String digestOfResults(RunResult result) throws IOException {
    return digestOfResults(result.directory());
  }

  /**
   * @param directory of a run without variants, or of a variant
   */
  static String digestOfResults(Path directory) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      RunDirectory run = RunDirectory.open(directory);
      for (int index : run.replications()) {
        Path replication = directory.resolve(String.format(Locale.ROOT, "replication-%04d", index));
        try (Stream<Path> files = Files.list(replication)) {
          for (Path file : files.sorted().toList()) {
            sha256.update(file.getFileName().toString().getBytes());
            sha256.update(Files.readAllBytes(file));
          }
        }
      }
      sha256.update(Files.readAllBytes(run.metricsFile()));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
