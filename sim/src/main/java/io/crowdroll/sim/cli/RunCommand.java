package io.crowdroll.sim.cli;

import io.crowdroll.reports.html.ReportWriter;
import io.crowdroll.sim.experiment.Engine;
import io.crowdroll.sim.experiment.Progress;
import io.crowdroll.sim.experiment.RunResult;
import io.crowdroll.sim.experiment.Runner;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.Variant;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: simulates a scenario and leaves a report. */
@Command(
    name = "run",
    description = "Simulate a scenario and write a report of what came of it.",
    footer = {
      "",
      "Examples:",
      "  crowdroll run baseline",
      "  crowdroll run baseline --set duration=6h --replications 20",
      "  crowdroll run my/scenario.yaml --seed 7 --out /tmp/results",
      "  crowdroll run baseline --print-resolved > all-parameters.yaml",
      "",
      "Results lie in <out>/<scenario>-<hash>-s<seed>/: open report.html in a browser. The same",
      "command again keeps the replications that are whole, so a run that was stopped goes on.",
      "The same scenario and seed give the same bytes, whatever the number of threads."
    })
final class RunCommand implements Callable<Integer> {
  private static final long TERMINAL_MILLIS = 250;
  private static final long JSON_MILLIS = 10_000;

  private final Engine engine;

  @Spec private CommandSpec spec;
  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--out",
      paramLabel = "<dir>",
      defaultValue = "runs",
      description = "folder for the run's directory (default: ${DEFAULT-VALUE})")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "<n>",
      description = "replications at a time (default: one for each processor)")
  private Integer threads;

  @Option(
      names = "--print-resolved",
      description = "print the scenario with every parameter spelt out, and run nothing")
  private boolean printResolved;

  @Option(
      names = {"-q", "--quiet"},
      description = "no progress")
  private boolean quiet;

  RunCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws ScenarioException {
    PrintWriter console = spec.commandLine().getOut();
    LoadedScenario loaded = scenario.load();
    if (printResolved) {
      console.print(loaded.resolvedYaml());
      console.flush();
      return ExitCode.PASS;
    }
    loaded.scenario().requireBuilt();
    for (Variant variant : loaded.scenario().variants()) {
      variant.scenario().requireBuilt();
    }
    Runner runner = new Runner(engine, ReportWriter::write, options(loaded));
    try (Interrupt _ = Interrupt.arm(runner::cancel)) {
      RunResult result = runner.run(loaded);
      if (runner.refusal().isPresent()) {
        throw runner.refusal().get();
      }
      new RunSummary(console).print(loaded.scenario(), result);
      return ExitCode.of(result);
    }
  }

  private Runner.Options options(LoadedScenario loaded) {
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (workers < 1 || workers > 1024) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--threads " + workers + ": expected a number from 1 to 1024");
    }
    boolean terminal = System.console() != null && System.console().isTerminal();
    PrintWriter display = spec.commandLine().getErr();
    Progress progress =
        quiet
            ? Progress.NONE
            : terminal ? new TerminalProgress(display) : new JsonProgress(display);
    return new Runner.Options(
        Runner.directory(out, loaded),
        workers,
        scenario.command("run"),
        Version.text(),
        progress,
        terminal ? TERMINAL_MILLIS : JSON_MILLIS);
  }
}
