package io.crowdroll.sim.cli;

import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.groth16.BrokenKeyException;
import io.crowdroll.prover.groth16.Phase1;
import io.crowdroll.prover.groth16.ProductionKeys;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Verifier;
import io.crowdroll.prover.groth16.VerifyingKey;
import io.crowdroll.prover.groth16.WitnessException;
import io.crowdroll.prover.snarkjs.FileFormatException;
import io.crowdroll.prover.snarkjs.KeyList;
import io.crowdroll.prover.snarkjs.KeyManifest;
import io.crowdroll.prover.snarkjs.SnarkjsJson;
import io.crowdroll.prover.snarkjs.Wtns;
import io.crowdroll.prover.snarkjs.Zkey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * What the groth16 commands do, apart from reading their arguments: so that {@code prove} and
 * {@code verify} can start without the command line's library, which takes longer than a small
 * proof.
 */
final class Groth16Work {
  /**
   * Up to this domain a process that makes one proof is done sooner with scalar arithmetic: it
   * takes the compiler a second or two to have the vector code ready.
   */
  private static final int SCALAR_DOMAIN = 1 << 15;

  private Groth16Work() {}

  /** Something that fails as files and proofs fail. */
  interface Work {
    int run() throws IOException, ProvingException;
  }

  /** Runs and turns errors into one sentence and an exit code. */
  static int guarded(PrintWriter err, Work work) {
    try {
      return work.run();
    } catch (WitnessException e) {
      err.println("crowdroll: no proof: " + e.getMessage());
      err.flush();
      return ExitCode.FAIL;
    } catch (FileFormatException | BrokenKeyException e) {
      err.println("crowdroll: " + e.getMessage());
    } catch (NoSuchFileException e) {
      err.println("crowdroll: there is no file " + e.getFile());
    } catch (FileSystemException e) {
      err.println("crowdroll: " + e.getMessage() + " (" + e.getClass().getSimpleName() + ")");
    } catch (IOException | ProvingException e) {
      err.println("crowdroll: " + e.getMessage());
    }
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  /** A step of a ceremony. */
  interface Step {
    int run(Arena arena, ForkJoinPool pool) throws IOException, ProvingException;
  }

  /** Runs a step on all processors, with its time on the terminal; errors as {@link #guarded}. */
  static int ceremony(PrintWriter err, String name, Step step) {
    return guarded(
        err,
        () -> {
          try (Arena arena = Arena.ofShared();
              ForkJoinPool pool = new ForkJoinPool(allProcessors());
              Elapsed _ = new Elapsed(err, name)) {
            return step.run(arena, pool);
          } catch (IllegalArgumentException e) { // powers too few, a transcript that is none
            throw new IOException(e.getMessage(), e);
          }
        });
  }

  /**
   * The command in full if it is the plain form of {@code prove} or {@code verify}, without
   * options.
   *
   * @param arguments of the program
   * @return its exit code, or empty if the command line has to be looked at properly
   */
  static Optional<Integer> plain(String[] arguments) {
    if (arguments.length < 5
        || !arguments[0].equals("groth16")
        || Arrays.stream(arguments).anyMatch(argument -> argument.startsWith("-"))) {
      return Optional.empty();
    }
    Path[] files = Arrays.stream(arguments).skip(2).map(Path::of).toArray(Path[]::new);
    PrintWriter out = new PrintWriter(System.out);
    PrintWriter err = new PrintWriter(System.err);
    return switch (arguments[1]) {
      case "prove" ->
          files.length == 4
              ? Optional.of(
                  guarded(
                      err, () -> prove(files[0], files[1], files[2], files[3], allProcessors())))
              : Optional.empty();
      case "verify" ->
          files.length == 3
              ? Optional.of(guarded(err, () -> verify(files[0], files[1], files[2], out)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  static int allProcessors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Has the arithmetic compiled while files are read. */
  static void warmUp() {
    Thread.ofPlatform().daemon().name("warm-up").start(Kernels::warmUp);
  }

  /** Writes a proof and its public signals. */
  static int prove(Path keyFile, Path witnessFile, Path proofFile, Path publicFile, int threads)
      throws IOException, ProvingException {
    PrintWriter err = new PrintWriter(System.err);
    try (Arena arena = Arena.ofShared();
        ForkJoinPool pool = new ForkJoinPool(threads);
        Elapsed _ = new Elapsed(err, "proof")) {
      ProvingKey key = Zkey.read(keyFile, arena);
      if (key.domainSize() <= SCALAR_DOMAIN) {
        System.setProperty(Kernels.PROPERTY, System.getProperty(Kernels.PROPERTY, "scalar"));
      } else {
        warmUp();
      }
      long[] witness = Wtns.read(witnessFile);
      Prover prover = Prover.open(key, pool);
      Proof proof = prover.prove(witness);
      SnarkjsJson.writeProof(proofFile, proof);
      SnarkjsJson.writePublic(publicFile, prover.publicSignals(witness));
      return ExitCode.PASS;
    }
  }

  /** Says whether a proof is valid. */
  static int verify(Path keyFile, Path publicFile, Path proofFile, PrintWriter out)
      throws IOException {
    VerifyingKey key = SnarkjsJson.readVerifyingKey(keyFile);
    long[] signals = SnarkjsJson.readPublic(publicFile);
    Proof proof = SnarkjsJson.readProof(proofFile);
    Optional<String> flaw = Verifier.flaw(key);
    if (flaw.isPresent()) {
      throw new IOException("unsafe verification key " + keyFile + ": " + flaw.get());
    }
    boolean valid = Verifier.of(key).verify(signals, proof);
    out.println(valid ? "valid proof" : "INVALID proof");
    out.flush();
    return valid ? ExitCode.PASS : ExitCode.FAIL;
  }

  /**
   * Refuses a key that must not be relied on.
   *
   * @param list production keys, or null if any key will do
   * @param keyFile a .zkey or a verification_key.json
   */
  static void requireProduction(Path list, Path keyFile) throws IOException {
    if (list == null) {
      return;
    }
    ProductionKeys keys = KeyList.read(list);
    Optional<String> refusal;
    if (magic(keyFile).equals("zkey")) {
      try (Arena arena = Arena.ofConfined()) {
        ProvingKey key = Zkey.read(keyFile, arena);
        refusal =
            KeyManifest.phase1(keyFile, key) == Phase1.IN_MEMORY
                ? Optional.of(ProductionKeys.DEVELOPMENT)
                : keys.refusal(key);
      }
    } else {
      refusal = keys.refusal(SnarkjsJson.readVerifyingKey(keyFile));
    }
    if (refusal.isPresent()) {
      throw new IOException(keyFile + " " + refusal.get());
    }
  }

  /** The verifying key of a .zkey or of a verification_key.json, told apart by its first bytes. */
  static VerifyingKey verifyingKey(Path file) throws IOException {
    if (magic(file).equals("zkey")) {
      try (Arena arena = Arena.ofConfined()) {
        return Zkey.read(file, arena).verifyingKey();
      }
    }
    return SnarkjsJson.readVerifyingKey(file);
  }

  /** The first four bytes of a file as Latin letters; fewer if it is shorter. */
  static String magic(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
    }
  }
}
