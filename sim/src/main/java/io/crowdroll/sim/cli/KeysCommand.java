package io.crowdroll.sim.cli;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.groth16.KeyCheck;
import io.crowdroll.prover.groth16.Phase1;
import io.crowdroll.prover.snarkjs.KeyManifest;
import io.crowdroll.sim.proofs.KeyCache;
import io.crowdroll.sim.proofs.ProvenCircuit;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys}: the proving keys of the rollup's circuits. */
@Command(
    name = "keys",
    description = {
      "Make the rollup's proving keys, show them, check them.",
      "Keys made here are development keys: whoever makes one can forge. For production put keys of"
          + " a",
      "ceremony into the directory, under the names that `info` shows, and their fingerprints into",
      "its production-keys.txt."
    },
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "keys needs a command: make, info or verify");
  }

  /** Where keys lie, and which are meant. */
  static final class Chosen {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "where the keys lie (default: CROWDROLL_KEYS, or in the user's cache)")
    private Path directory;

    @Parameters(
        arity = "0..*",
        paramLabel = "CIRCUIT",
        description = "which circuits (default: all but batch-64 and the literal ones)")
    private List<String> names = new ArrayList<>();

    private List<ProvenCircuit> circuits() {
      if (names.isEmpty()) {
        return ProvenCircuit.all().stream()
            .filter(it -> !it.name().endsWith("-literal") && !it.name().equals("batch-64"))
            .toList();
      }
      List<ProvenCircuit> circuits = new ArrayList<>();
      for (String name : names) {
        circuits.add(
            ProvenCircuit.named(name)
                .orElseThrow(
                    () ->
                        new ParameterException(
                            spec.commandLine(),
                            "there is no circuit `"
                                + name
                                + "`; there are "
                                + String.join(
                                    ", ",
                                    ProvenCircuit.all().stream()
                                        .map(ProvenCircuit::name)
                                        .toList()))));
      }
      return circuits;
    }

    private KeyCache cache(ForkJoinPool pool) {
      PrintWriter err = spec.commandLine().getErr();
      return new KeyCache(
          directory == null ? KeyCache.defaultDirectory() : directory,
          pool,
          line -> {
            err.println("crowdroll: " + line);
            err.flush();
          });
    }
  }

  @Command(name = "make", description = "Make the keys that are missing; for development only.")
  int make(@Mixin Chosen chosen) {
    return each(
        chosen,
        (cache, circuit, out, pool) -> {
          try (Arena arena = Arena.ofShared()) {
            long begin = System.nanoTime();
            KeyCache.Entry entry = cache.open(circuit, arena);
            out.printf(
                Locale.ROOT,
                "%-17s %s, %.1f s%n",
                circuit.name(),
                entry.file(),
                (System.nanoTime() - begin) / 1e9);
          }
          return true;
        });
  }

  @Command(
      name = "info",
      description = "Show each circuit, where its key lies, and what kind of key it is.")
  int info(@Mixin Chosen chosen) {
    return each(
        chosen,
        (cache, circuit, out, pool) -> {
          try (Arena arena = Arena.ofShared()) {
            Optional<KeyCache.Entry> found = cache.find(circuit, arena);
            if (found.isEmpty()) {
              R1cs r1cs = circuit.circuit().compile().r1cs();
              out.printf(
                  Locale.ROOT,
                  "%-17s %,d constraints, no key: %s%n",
                  circuit.name(),
                  r1cs.constraints(),
                  cache.file(circuit, r1cs));
              return true;
            }
            KeyCache.Entry entry = found.get();
            out.printf(
                Locale.ROOT,
                "%-17s %,d constraints, %s, %,d bytes, %s, %s%n",
                circuit.name(),
                entry.compiled().r1cs().constraints(),
                entry.file(),
                Files.size(entry.file()),
                KeyManifest.phase1(entry.file(), entry.key()) == Phase1.IN_MEMORY
                    ? "DEVELOPMENT KEY"
                    : "phase 1 of a ceremony",
                entry.key().verifyingKey().fingerprint());
          }
          return true;
        });
  }

  @Command(
      name = "verify",
      description =
          "Check every number and point of the keys, and that they are of their circuits.")
  int verify(@Mixin Chosen chosen) {
    return each(
        chosen,
        (cache, circuit, out, pool) -> {
          try (Arena arena = Arena.ofShared()) {
            Optional<KeyCache.Entry> found = cache.find(circuit, arena);
            Optional<String> flaw =
                found.isEmpty()
                    ? Optional.of("there is no key")
                    : KeyCheck.firstFlaw(found.get().key(), pool);
            out.printf(Locale.ROOT, "%-17s %s%n", circuit.name(), flaw.orElse("sound"));
            return flaw.isEmpty();
          }
        });
  }

  /** What is done with one circuit; whether it went well. */
  private interface Step {
    boolean of(KeyCache cache, ProvenCircuit circuit, PrintWriter out, ForkJoinPool pool)
        throws IOException;
  }

  private int each(Chosen chosen, Step step) {
    PrintWriter out = spec.commandLine().getOut();
    return Groth16Work.guarded(
        spec.commandLine().getErr(),
        () -> {
          boolean well = true;
          try (ForkJoinPool pool = new ForkJoinPool(Groth16Work.allProcessors())) {
            KeyCache cache = chosen.cache(pool);
            for (ProvenCircuit circuit : chosen.circuits()) {
              well &= step.of(cache, circuit, out, pool);
              out.flush();
            }
          }
          return well ? ExitCode.PASS : ExitCode.FAIL;
        });
  }
}
