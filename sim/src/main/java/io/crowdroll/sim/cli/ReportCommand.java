package io.crowdroll.sim.cli;

import io.crowdroll.reports.html.ReportWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: writes a run's report anew. */
@Command(
    name = "report",
    description = "Write report.html of a run anew, from what the run left on disk.")
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<run>", description = "a run's directory, with manifest.json in it")
  private Path run;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println("report: " + ReportWriter.write(run));
    spec.commandLine().getOut().flush();
    return ExitCode.PASS;
  }
}
