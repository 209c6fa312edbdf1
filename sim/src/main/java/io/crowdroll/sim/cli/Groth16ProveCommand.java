package io.crowdroll.sim.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 prove}. */
@Command(
    name = "prove",
    description = {
      "Prove that the circuit of the key has this witness.",
      "The proof is blinded afresh each time, so two runs give two proofs; it is verified before"
          + " it",
      "is written."
    })
final class Groth16ProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Groth16Threads threads;
  @Mixin private Groth16Production production;

  @Parameters(index = "0", paramLabel = "KEY.zkey", description = "proving key")
  private Path key;

  @Parameters(index = "1", paramLabel = "WITNESS.wtns", description = "witness")
  private Path witness;

  @Parameters(index = "2", paramLabel = "PROOF.json", description = "where the proof goes")
  private Path proof;

  @Parameters(index = "3", paramLabel = "PUBLIC.json", description = "where its signals go")
  private Path publicSignals;

  @Override
  public Integer call() {
    return Groth16Work.guarded(
        spec.commandLine().getErr(),
        () -> {
          Groth16Work.requireProduction(production.list(), key);
          return Groth16Work.prove(key, witness, proof, publicSignals, threads.count());
        });
  }
}
