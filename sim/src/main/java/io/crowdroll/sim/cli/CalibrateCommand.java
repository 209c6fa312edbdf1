package io.crowdroll.sim.cli;

import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.experiment.Calibrator;
import io.crowdroll.sim.experiment.Engine;
import io.crowdroll.sim.scenario.Calibration;
import io.crowdroll.sim.scenario.Fidelity;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code calibrate}: what proofs cost on this machine, for the modelled rung. */
@Command(
    name = "calibrate",
    description = {
      "Measure this machine's proofs and write a calibration file.",
      "Runs a scenario with real proofs (some minutes; keys that are missing are made first) and",
      "takes the time of each proof, by circuit; then verifies proofs, alone and in a batch. A",
      "hardware class of a scenario uses the file by `law: measured`. Leave the machine alone",
      "meanwhile.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  crowdroll calibrate calibrated --out mine.calibration",
      "  crowdroll run calibrated --set fidelity.proofs=modelled --set hardware[here].file=…"
    })
final class CalibrateCommand implements Callable<Integer> {
  private final Engine engine;

  @Spec private CommandSpec spec;
  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the file goes (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("this-machine.calibration");

  CalibrateCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws ScenarioException, IOException {
    Scenario measured = scenario.load().scenario().requireBuilt();
    if (measured.fidelity().proofs() != Fidelity.Rung.FULL) {
      throw new ParameterException(
          spec.commandLine(),
          measured.name() + " makes no proofs to measure: it needs fidelity.proofs: full");
    }
    PrintWriter err = spec.commandLine().getErr();
    Calibrator calibrator =
        new Calibrator(
            engine,
            line -> {
              err.println("crowdroll: " + line);
              err.flush();
            });
    Path scratch = Files.createTempDirectory("crowdroll-calibrate-");
    try (ReplicationWriter writer = RunDirectory.create(scratch).writer(0)) {
      Calibration calibration = calibrator.measure(measured, writer);
      Files.writeString(out, calibration.yaml());
      print(calibration);
    } finally {
      BenchCommand.delete(scratch);
    }
    return ExitCode.PASS;
  }

  private void print(Calibration calibration) {
    PrintWriter text = spec.commandLine().getOut();
    text.println(calibration.machine());
    for (Calibration.Circuit one : calibration.circuits()) {
      text.printf(
          Locale.ROOT,
          "%-17s %,9d constraints, %d units, %.3f s (mean of %d)%n",
          one.name(),
          one.constraints(),
          (one.constraints() + 999) / 1_000,
          one.mean(),
          one.seconds().size());
    }
    text.printf(
        Locale.ROOT,
        "a unit takes %.4f s, %.2f of the class cpu8's%n"
            + "verification %.2f ms, %.2f ms each of %d at once, of one processor%n"
            + "written to %s%n",
        calibration.secondsPerUnit(),
        calibration.hardwareFactor(),
        1e3 * calibration.verification().single(),
        1e3 * calibration.verification().batched(),
        calibration.verification().batch(),
        out);
    text.flush();
  }
}
