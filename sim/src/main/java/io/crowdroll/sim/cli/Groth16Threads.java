package io.crowdroll.sim.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --threads} of the commands that compute. */
final class Groth16Threads {
  private static final int MAX = 1_024;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads that compute, 1 to 1024; all processors if not given")
  private Integer threads;

  int count() {
    if (threads != null && (threads < 1 || threads > MAX)) {
      throw new ParameterException(
          spec.commandLine(), "--threads " + threads + ": it must be from 1 to " + MAX);
    }
    return threads == null ? Groth16Work.allProcessors() : threads;
  }
}
