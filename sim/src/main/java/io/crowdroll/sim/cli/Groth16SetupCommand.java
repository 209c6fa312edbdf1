package io.crowdroll.sim.cli;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.groth16.Ceremony;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.snarkjs.Ptau;
import io.crowdroll.prover.snarkjs.R1csFile;
import io.crowdroll.prover.snarkjs.Zkey;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 setup}. */
@Command(
    name = "setup",
    customSynopsis =
        "crowdroll groth16 setup [-hV] [--threads=N] CIRCUIT.r1cs [POWERS.ptau] KEY.zkey",
    description = {
      "Make the proving key of a circuit.",
      "With a .ptau, the powers of a ceremony, the key is ready for phase 2 and of no use before a",
      "contribution to it. Without one, all secrets are made here and forgotten: a development"
          + " key,",
      "for ever. Whoever makes such a key could have kept them, and forge proofs of anything."
    })
final class Groth16SetupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Groth16Threads threads;

  @Parameters(
      arity = "2..3",
      paramLabel = "FILE",
      description = "circuit, perhaps powers of tau, and where the key goes")
  private List<Path> files;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    return Groth16Work.guarded(err, () -> setup(err));
  }

  private int setup(PrintWriter err) throws IOException {
    Groth16Work.warmUp();
    R1cs r1cs = R1csFile.read(files.getFirst());
    try (Arena arena = Arena.ofShared();
        ForkJoinPool pool = new ForkJoinPool(threads.count());
        Elapsed _ = new Elapsed(err, "setup of " + r1cs.constraints() + " constraints")) {
      boolean ceremony = files.size() == 3;
      ProvingKey key;
      try {
        key =
            ceremony
                ? Ceremony.begin(r1cs, Ptau.read(files.get(1), arena), arena, pool)
                : Setup.development(r1cs, arena, pool);
      } catch (IllegalArgumentException e) { // too large a circuit, a public signal that is free
        throw new IOException(e.getMessage(), e);
      }
      Zkey.write(files.getLast(), key);
      err.println(
          ceremony
              ? "crowdroll: the key needs a contribution to phase 2 before it can be used"
              : "crowdroll: a development key: whoever made it could forge proofs");
      err.flush();
      return ExitCode.PASS;
    }
  }
}
