package io.crowdroll.sim.cli;

import io.crowdroll.reports.html.ReportWriter;
import io.crowdroll.sim.experiment.Engine;
import io.crowdroll.sim.experiment.Progress;
import io.crowdroll.sim.experiment.RunResult;
import io.crowdroll.sim.experiment.Runner;
import io.crowdroll.sim.experiment.SimulationEngine;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.Setting;
import io.crowdroll.sim.testnet.RecordedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a testnet run leaves: results and report of the kind that a simulation leaves, counted from
 * the nodes' records, and beside them what simulations of the same scenario predict.
 */
final class TestnetReport {
  private static final int REPLICATIONS = 8;

  private final ScenarioOptions scenario;
  private final Path directory;
  private final PrintWriter out;

  /**
   * @param directory the run's
   */
  TestnetReport(ScenarioOptions scenario, Path directory, PrintWriter out) {
    this.scenario = scenario;
    this.directory = directory;
    this.out = out;
  }

  /**
   * What is wrong with a run, in sentences.
   *
   * @param violations differences of the replay, and errors
   * @param unmet expectations that do not hold
   */
  record Findings(List<String> violations, List<String> unmet) {}

  /** Replays, counts, simulates and compares. */
  Findings write(RecordedRun recorded) throws ScenarioException {
    // Nothing is cut off on one side: both have as long as the testnet took.
    Setting length = new Setting("duration", recorded.millis() + " ms");
    RunResult measured =
        run(recorded, directory, List.of(length, new Setting("replications", "1")));
    List<String> violations = failures(measured);
    if (violations.isEmpty()) {
      violations.addAll(recorded.report().differences());
      out.println(recorded.report().events() + " events replayed; beside the simulator:");
      out.flush();
      violations.addAll(predict(length));
    }
    out.println("report: " + directory.resolve("report.html"));
    out.flush();
    List<String> unmet =
        measured.verdicts().stream()
            .filter(verdict -> !verdict.pass())
            .map(it -> "expected " + it.expectation() + ", and it is " + it.observed())
            .toList();
    return new Findings(violations, unmet);
  }

  private List<String> predict(Setting length) throws ScenarioException {
    List<Setting> modelled =
        List.of(
            length,
            new Setting("replications", Integer.toString(REPLICATIONS)),
            new Setting("fidelity.proofs", "modelled"),
            new Setting("checks", "cheap"));
    Path predicted = directory.resolve("predicted");
    List<String> failures = failures(run(new SimulationEngine(), predicted, modelled));
    if (failures.isEmpty()) {
      CompareCommand.compare(predicted, directory, out);
    }
    return failures;
  }

  private static List<String> failures(RunResult result) {
    List<String> failures = new ArrayList<>();
    result.failures().forEach(it -> failures.add(it.label() + ": " + it.message()));
    result.violation().ifPresent(it -> failures.add(it.text()));
    return failures;
  }

  private RunResult run(Engine engine, Path to, List<Setting> settings) throws ScenarioException {
    LoadedScenario loaded = scenario.load(settings);
    Runner.Options options =
        new Runner.Options(
            to,
            Runtime.getRuntime().availableProcessors(),
            scenario.command("testnet"),
            Version.text(),
            Progress.NONE,
            1_000);
    return new Runner(engine, ReportWriter::write, options).run(loaded);
  }
}
