package io.crowdroll.sim.cli;

import io.crowdroll.sim.scenario.ReferenceWriter;
import io.crowdroll.sim.scenario.SchemaWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code docs}: writes the files that are generated from the catalogue of parameters. */
@Command(
    name = "docs",
    hidden = true,
    description = "Write docs/scenario-reference.md and the scenarios' schema anew.")
final class DocsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path scenarios = Scenarios.folder();
    write(
        scenarios.resolveSibling("docs").resolve("scenario-reference.md"), ReferenceWriter.write());
    write(scenarios.resolve("schema").resolve("scenario.schema.json"), SchemaWriter.write());
    return ExitCode.PASS;
  }

  private void write(Path file, String content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, content);
      spec.commandLine().getOut().println(file);
      spec.commandLine().getOut().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
