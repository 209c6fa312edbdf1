package io.crowdroll.sim.cli;

import io.crowdroll.prover.groth16.VerifyingKey;
import io.crowdroll.prover.snarkjs.SolidityVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 export-verifier}. */
@Command(
    name = "export-verifier",
    description = {
      "Write a Solidity contract that verifies the proofs of a key.",
      "It range-checks coordinates and signals and takes the arguments of snarkjs's contract."
    })
final class Groth16ExportVerifierCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Groth16Production production;

  @Parameters(index = "0", paramLabel = "KEY", description = "KEY.zkey or VK.json")
  private Path key;

  @Parameters(index = "1", paramLabel = "VERIFIER.sol", description = "where the contract goes")
  private Path out;

  @Option(
      names = "--contract",
      paramLabel = "NAME",
      description = "name of the contract (default: ${DEFAULT-VALUE})")
  private String contract = "Groth16Verifier";

  @Override
  public Integer call() {
    return Groth16Work.guarded(
        spec.commandLine().getErr(),
        () -> {
          Groth16Work.requireProduction(production.list(), key);
          VerifyingKey verifyingKey = Groth16Work.verifyingKey(key);
          try {
            Files.writeString(out, SolidityVerifier.source(verifyingKey, contract));
          } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--contract: " + e.getMessage());
          }
          return ExitCode.PASS;
        });
  }
}
