package io.crowdroll.sim.cli;

import io.crowdroll.sim.testnet.Replay;
import io.crowdroll.sim.testnet.VerifyingKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: whether a testnet run was what its records say (PROTOCOL.md §9, I9). */
@Command(
    name = "replay",
    description = {
      "Replay every node's record of a testnet run: each effect must be the recorded one, each",
      "message received must have been sent, and all validators must have the same blocks."
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<run>", description = "folder of the run")
  private Path run;

  @Override
  public Integer call() {
    Replay.Report report;
    try (ForkJoinPool pool = new ForkJoinPool(Groth16Work.allProcessors())) {
      Replay replay = new Replay(VerifyingKeys.machines(pool), (_, _, _, _, _) -> {});
      report = replay.run(run);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot replay " + run, e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(report.nodes() + " nodes, " + report.events() + " events replayed");
    report.differences().stream().limit(1).forEach(out::println);
    out.println(
        report.differences().isEmpty()
            ? "every effect is the recorded one"
            : report.differences().size() + " differences (I9); the first is above");
    out.flush();
    return report.differences().isEmpty() ? ExitCode.PASS : ExitCode.VIOLATION;
  }
}
