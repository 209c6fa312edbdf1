package io.crowdroll.sim.cli;

import io.crowdroll.prover.groth16.Ceremony;
import io.crowdroll.prover.groth16.Phase1;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.snarkjs.KeyManifest;
import io.crowdroll.prover.snarkjs.Ptau;
import io.crowdroll.prover.snarkjs.R1csFile;
import io.crowdroll.prover.snarkjs.Zkey;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 zkey}: phase 2 of a ceremony, with snarkjs's subcommands. */
@Command(
    name = "zkey",
    synopsisSubcommandLabel = "<command>",
    description = {
      "Phase 2 of a ceremony: begin, contribute, verify.",
      "Each contributor multiplies a secret into the key and forgets it. The key is sound if one"
          + " of",
      "them did, and one of those who made the powers of tau. snarkjs takes these keys and gives",
      "such ones.",
      ""
    })
final class Groth16ZkeyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.PASS;
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Begin: the key before the first contribution.")
  int begin(
      @Parameters(paramLabel = "CIRCUIT.r1cs", description = "circuit") Path circuit,
      @Parameters(paramLabel = "POWERS.ptau", description = "prepared powers of tau") Path powers,
      @Parameters(paramLabel = "KEY.zkey", description = "where the key goes") Path key) {
    return guarded(
        (arena, pool) -> {
          Zkey.write(key, initial(circuit, powers, arena, pool));
          return ExitCode.PASS;
        });
  }

  @Command(
      name = "contribute",
      mixinStandardHelpOptions = true,
      description = "Multiply a fresh secret into a key.")
  int contribute(
      @Parameters(paramLabel = "OLD.zkey", description = "key to go on from") Path old,
      @Parameters(paramLabel = "NEW.zkey", description = "where the new one goes") Path key,
      @Option(names = "--name", paramLabel = "NAME", defaultValue = "", description = "yours")
          String name) {
    return guarded(
        (arena, pool) -> {
          ProvingKey before = Zkey.read(old, arena);
          Phase1 phase1 = KeyManifest.phase1(old, before);
          ProvingKey after = Ceremony.contribute(before, name, arena, pool);
          Zkey.write(key, after);
          new KeyManifest(phase1, after.verifyingKey().fingerprint()).writeBeside(key);
          return ExitCode.PASS;
        });
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Say whether a key came from circuit and powers by contributions alone.")
  int verify(
      @Parameters(paramLabel = "CIRCUIT.r1cs", description = "circuit") Path circuit,
      @Parameters(paramLabel = "POWERS.ptau", description = "prepared powers of tau") Path powers,
      @Parameters(paramLabel = "KEY.zkey", description = "key to look at") Path key) {
    PrintWriter out = spec.commandLine().getOut();
    return guarded(
        (arena, pool) -> {
          ProvingKey initial = initial(circuit, powers, arena, pool);
          Optional<String> flaw = Ceremony.flaw(initial, Zkey.read(key, arena), pool);
          out.println(flaw.map(what -> "INVALID key: " + what).orElse("valid key"));
          out.flush();
          return flaw.isPresent() ? ExitCode.FAIL : ExitCode.PASS;
        });
  }

  private static ProvingKey initial(Path circuit, Path powers, Arena arena, ForkJoinPool pool)
      throws IOException {
    return Ceremony.begin(R1csFile.read(circuit), Ptau.read(powers, arena), arena, pool);
  }

  private int guarded(Groth16Work.Step step) {
    return Groth16Work.ceremony(spec.commandLine().getErr(), "zkey", step);
  }
}
