package io.crowdroll.sim.cli;

import io.crowdroll.prover.bench.KernelTimes;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code groth16 kernels}: what the parts of a proof take by themselves. */
@Command(
    name = "kernels",
    description = {
      "Time field multiplication, MSMs and FFT by themselves, on one thread and on all.",
      "Prints a line of JSON a kernel, with the seconds of each round; a field multiplication's",
      "are those of a million. Leave the machine alone meanwhile."
    })
final class Groth16KernelsCommand implements Callable<Integer> {
  private static final int MAX_LOG = 22;

  @Spec private CommandSpec spec;

  @Option(
      names = "--log",
      split = ",",
      paramLabel = "LOG",
      description = "binary logarithms of the sizes (default: 16)")
  private List<Integer> logs = List.of(16);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "rounds that are counted, after a few that are not (default: 5)")
  private int rounds = 5;

  @Override
  public Integer call() {
    for (int log : logs) {
      require(log >= 1 && log <= MAX_LOG, "--log " + log + ": it must be from 1 to " + MAX_LOG);
    }
    require(rounds >= 1, "--rounds " + rounds + ": it must be at least 1");
    PrintWriter out = spec.commandLine().getOut();
    KernelTimes times =
        new KernelTimes(
            rounds,
            line -> {
              out.println(line);
              out.flush();
            });
    times.fieldMultiplication();
    logs.forEach(times::ofSize);
    return ExitCode.PASS;
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
