package io.crowdroll.sim.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 verify}. */
@Command(
    name = "verify",
    description = {
      "Say whether a proof is valid.",
      "Stricter than snarkjs: numbers that are not below their prime, points at infinity and a"
          + " wrong",
      "number of signals are refused."
    })
final class Groth16VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Groth16Production production;

  @Parameters(index = "0", paramLabel = "VK.json", description = "verification key")
  private Path key;

  @Parameters(index = "1", paramLabel = "PUBLIC.json", description = "public signals")
  private Path publicSignals;

  @Parameters(index = "2", paramLabel = "PROOF.json", description = "proof")
  private Path proof;

  @Override
  public Integer call() {
    return Groth16Work.guarded(
        spec.commandLine().getErr(),
        () -> {
          Groth16Work.requireProduction(production.list(), key);
          return Groth16Work.verify(key, publicSignals, proof, spec.commandLine().getOut());
        });
  }
}
