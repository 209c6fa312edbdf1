package io.crowdroll.sim.cli;

import io.crowdroll.prover.snarkjs.SnarkjsJson;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 export-verificationkey}. */
@Command(
    name = "export-verificationkey",
    description = "Write the verification key that belongs to a proving key.")
final class Groth16ExportKeyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "KEY.zkey", description = "proving key")
  private Path key;

  @Parameters(index = "1", paramLabel = "VK.json", description = "where the key goes")
  private Path out;

  @Override
  public Integer call() {
    return Groth16Work.guarded(
        spec.commandLine().getErr(),
        () -> {
          SnarkjsJson.writeVerifyingKey(out, Groth16Work.verifyingKey(key));
          return ExitCode.PASS;
        });
  }
}
