package io.crowdroll.sim.cli;

import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.experiment.Engine;
import io.crowdroll.sim.experiment.Recorder;
import io.crowdroll.sim.kernel.HoldModel;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast this machine runs the parts and the whole. */
@Command(
    name = "bench",
    description = {
      "Measure this machine: the event queues against java.util.PriorityQueue, then whole",
      "simulations on one thread, timed by its processor time. Leave the machine alone meanwhile;",
      "see docs/benchmarks.md."
    })
final class BenchCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;

  private final Engine engine;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description = "smaller: 10^5 pending events, 10^4 provers, an hour of baseline")
  private boolean quick;

  BenchCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws ScenarioException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "crowdroll "
            + Version.text()
            + ", Java "
            + Runtime.version()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors");
    out.flush();
    HoldModel.print(
        System.out, ROUNDS, quick ? new int[] {100_000} : new int[] {1_000, 100_000, 1_000_000});
    String provers = quick ? "10000" : "100000";
    simulate(
        "protocol with " + provers + " provers, each heartbeat sent",
        List.of(
            new Setting("provers.cohorts[crowd].count", provers),
            new Setting("users.count", provers),
            new Setting("heartbeats", "explicit"),
            new Setting("duration", quick ? "10min" : "1h")));
    simulate("baseline", quick ? List.of(new Setting("duration", "1h")) : List.of());
    return ExitCode.PASS;
  }

  private void simulate(String title, List<Setting> settings)
      throws ScenarioException, IOException {
    Scenario scenario = Scenarios.load("baseline", settings).scenario();
    Path scratch = Files.createTempDirectory("crowdroll-bench-");
    try (ReplicationWriter writer = RunDirectory.create(scratch).writer(0)) {
      long start = System.nanoTime();
      Engine.Running running =
          engine.start(scenario, scenario.seed(), 0, new Recorder(scenario, writer));
      double built = secondsSince(start);
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long startCpu = threads.getCurrentThreadCpuTime();
      running.run();
      double cpu = (threads.getCurrentThreadCpuTime() - startCpu) / 1e9;
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          Locale.ROOT,
          "%s: %.1f h simulated in %.1f s (%.1f s of it to build the world), %.2f M events,"
              + " %.2f M a second of the thread's processor time%n",
          title,
          running.nowMillis() / 3.6e6,
          secondsSince(start),
          built,
          running.events() / 1e6,
          running.events() / cpu / 1e6);
      out.flush();
    } finally {
      delete(scratch);
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
