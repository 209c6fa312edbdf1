package io.crowdroll.sim.cli;

import io.crowdroll.reports.html.ReportWriter;
import io.crowdroll.reports.results.PredictionRow;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.experiment.Prediction;
import io.crowdroll.sim.experiment.Quantities;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: what the simulator predicts beside what a testnet measured. */
@Command(
    name = "compare",
    description = {
      "Put a simulation's metrics beside a testnet run's of the same scenario, with intervals, and",
      "write the testnet run's report anew with that page."
    },
    footer = {
      "",
      "`crowdroll testnet` does this itself, with simulations in <run>/predicted; compare takes",
      "any other, for example one with more replications."
    })
final class CompareCommand implements Callable<Integer> {
  static final double CONFIDENCE = 0.95;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<sim-run>", description = "directory of a simulation")
  private Path simulated;

  @Parameters(index = "1", paramLabel = "<testnet-run>", description = "that of a testnet run")
  private Path testnet;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      compare(simulated, testnet, out);
    } catch (IllegalArgumentException wrong) {
      throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage());
    }
    out.println("report: " + testnet.resolve("report.html"));
    out.flush();
    return ExitCode.PASS;
  }

  /** Compares, prints, and writes the testnet's report with it. */
  static void compare(Path simulated, Path testnet, PrintWriter out) {
    RunDirectory run = RunDirectory.open(testnet);
    List<PredictionRow> rows = Prediction.of(RunDirectory.open(simulated), run, CONFIDENCE);
    run.writePrediction(rows);
    ReportWriter.write(testnet);
    List<String[]> cells = new ArrayList<>();
    cells.add(new String[] {"", "predicted", "for one run", "measured", "", ""});
    for (PredictionRow row : rows) {
      cells.add(
          new String[] {
            row.metric(),
            text(row, row.predicted()),
            ends(row, row.runLow(), row.runHigh()),
            text(row, row.measured()),
            ends(row, row.measuredLow(), row.measuredHigh()),
            row.verdict()
          });
    }
    new RunSummary(out).printTable(cells);
  }

  private static String text(PredictionRow row, double value) {
    return Quantities.text(value, row.unit(), row.metric());
  }

  private static String ends(PredictionRow row, double low, double high) {
    return Double.isNaN(low) ? "" : "[" + text(row, low) + ", " + text(row, high) + "]";
  }
}
