package io.crowdroll.sim.cli;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.Ceremony;
import io.crowdroll.prover.groth16.KeyCheck;
import io.crowdroll.prover.groth16.PowersOfTau;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.VerifyingKey;
import io.crowdroll.prover.snarkjs.KeyManifest;
import io.crowdroll.prover.snarkjs.Ptau;
import io.crowdroll.prover.snarkjs.R1csFile;
import io.crowdroll.prover.snarkjs.SnarkjsJson;
import io.crowdroll.prover.snarkjs.Wtns;
import io.crowdroll.prover.snarkjs.Zkey;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code groth16 info}: what a file is. */
@Command(
    name = "info",
    description = {
      "Say what a file holds, or what this machine proves with.",
      "Files are .r1cs, .wtns, .zkey, .ptau and verification_key.json; without one, the arithmetic",
      "and the number of threads are told."
    })
final class Groth16InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Groth16Threads threads;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "what to look at")
  private Path file;

  @Option(
      names = "--check",
      description = "of a .zkey: look at every number and every point, not at the sizes alone")
  private boolean check;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return Groth16Work.guarded(
        spec.commandLine().getErr(),
        () -> {
          int code = file == null ? machine(out) : describe(out);
          out.flush();
          return code;
        });
  }

  private int machine(PrintWriter out) {
    out.println("arithmetic: " + Kernels.path());
    out.println("threads: " + threads.count());
    return ExitCode.PASS;
  }

  private int describe(PrintWriter out) throws IOException {
    switch (Groth16Work.magic(file)) {
      case "r1cs" -> {
        R1cs r1cs = R1csFile.read(file);
        out.println("constraint system over BN254's Fr");
        out.println("constraints: " + r1cs.constraints());
        out.println("wires: " + r1cs.wires());
        out.println("public outputs: " + r1cs.publicOutputs());
        out.println("public inputs: " + r1cs.publicInputs());
        out.println("private inputs: " + r1cs.privateInputs());
        out.println("terms: " + (r1cs.a().terms() + r1cs.b().terms() + (long) r1cs.c().terms()));
      }
      case "wtns" -> {
        long[] witness = Wtns.read(file);
        out.println("witness over BN254's Fr");
        out.println("wires: " + witness.length / PrimeField.LIMBS);
      }
      case "zkey" -> {
        return describeKey(out);
      }
      case "ptau" -> {
        try (Arena arena = Arena.ofConfined()) {
          PowersOfTau powers = Ptau.read(file, arena);
          out.println("powers of tau over BN254");
          out.println("for circuits of up to 2^" + powers.power() + " rows");
          out.println("prepared for phase 2: " + (powers.lagrange() == null ? "no" : "yes"));
        }
      }
      default -> {
        VerifyingKey key = SnarkjsJson.readVerifyingKey(file);
        out.println("Groth16 verification key over BN254");
        out.println("public signals: " + key.nPublic());
        out.println("fingerprint: " + key.fingerprint());
      }
    }
    return ExitCode.PASS;
  }

  private int describeKey(PrintWriter out) throws IOException {
    try (Arena arena = Arena.ofShared()) {
      ProvingKey key = Zkey.read(file, arena);
      out.println("Groth16 proving key over BN254");
      out.println("wires: " + key.nVariables());
      out.println("public signals: " + key.nPublic());
      out.println("domain: " + key.domainSize());
      out.println("coefficients: " + key.nCoefficients());
      out.println(
          "phase 1: "
              + switch (KeyManifest.phase1(file, key)) {
                case IN_MEMORY -> "made in memory, a DEVELOPMENT KEY: its maker can forge proofs";
                case POWERS_OF_TAU -> "powers of tau";
              });
      out.println("contributions to phase 2: " + contributions(key));
      out.println("fingerprint: " + key.verifyingKey().fingerprint());
      out.printf(
          Locale.ROOT,
          "points at infinity: A %d, B1 %d, B2 %d, C %d, H %d%n",
          zeros(key.a(), 64),
          zeros(key.b1(), 64),
          zeros(key.b2(), 128),
          zeros(key.c(), 64),
          zeros(key.h(), 64));
      if (!check) {
        return ExitCode.PASS;
      }
      try (ForkJoinPool pool = new ForkJoinPool(threads.count())) {
        Optional<String> flaw = KeyCheck.firstFlaw(key, pool);
        out.println(flaw.map(what -> "BROKEN: " + what).orElse("every number and point is sound"));
        return flaw.isPresent() ? ExitCode.FAIL : ExitCode.PASS;
      }
    }
  }

  private static int contributions(ProvingKey key) throws IOException {
    try {
      return Ceremony.contributions(key);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** How many points of so many bytes are all zero: a prover skips them, so they cost nothing. */
  private static int zeros(MemorySegment points, int bytes) {
    int zeros = 0;
    MemorySegment zero = MemorySegment.ofArray(new byte[bytes]);
    for (long at = 0; at < points.byteSize(); at += bytes) {
      if (MemorySegment.mismatch(points, at, at + bytes, zero, 0, bytes) < 0) {
        zeros++;
      }
    }
    return zeros;
  }
}
