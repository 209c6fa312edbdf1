package io.crowdroll.sim.cli;

import io.crowdroll.prover.groth16.PowersPreparation;
import io.crowdroll.prover.snarkjs.Ptau;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 powersoftau}: what becomes of the powers of a ceremony. */
@Command(
    name = "powersoftau",
    synopsisSubcommandLabel = "<command>",
    description = {"Make the powers of a phase-1 ceremony ready for phase 2, as snarkjs does.", ""})
final class Groth16PowersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.PASS;
  }

  @Command(
      name = "prepare",
      mixinStandardHelpOptions = true,
      description = "Bring the powers into the Lagrange bases that phase 2 begins with.")
  int prepare(
      @Parameters(paramLabel = "phase2", description = "the word phase2") String phase,
      @Parameters(paramLabel = "OLD.ptau", description = "powers of tau") Path old,
      @Parameters(paramLabel = "NEW.ptau", description = "where the prepared ones go")
          Path prepared) {
    if (!phase.equals("phase2")) {
      throw new ParameterException(
          spec.commandLine(), "prepare " + phase + ": powers are prepared for phase2 alone");
    }
    return Groth16Work.ceremony(
        spec.commandLine().getErr(),
        "powersoftau prepare phase2",
        (arena, pool) -> {
          Ptau.write(prepared, PowersPreparation.prepare(Ptau.read(old, arena), arena, pool));
          return ExitCode.PASS;
        });
  }
}
