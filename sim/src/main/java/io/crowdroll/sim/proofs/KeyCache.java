package io.crowdroll.sim.proofs;

import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.groth16.KeyCheck;
import io.crowdroll.prover.groth16.Phase1;
import io.crowdroll.prover.groth16.ProductionKeys;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.snarkjs.KeyList;
import io.crowdroll.prover.snarkjs.KeyManifest;
import io.crowdroll.prover.snarkjs.Zkey;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.Streams;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * Proving keys on disk, found by their circuit: {@code NAME-HASH.zkey}, the hash over the circuit's
 * constraints, so that another version of a circuit never meets an older key.
 *
 * <p>Keys made here are development keys, and all their secrets follow from the circuit: everybody
 * who makes one gets the same bytes, and with them the same results (PROTOCOL.md §9, I7).
 */
public final class KeyCache {
  /** Fingerprints of the keys that production may rely on; in the cache's directory. */
  public static final String PRODUCTION_LIST = "production-keys.txt";

  private static final int HASH_DIGITS = 16;

  /** A circuit and its key. */
  public record Entry(ProvenCircuit circuit, Compiled compiled, Path file, ProvingKey key) {}

  private final Path directory;
  private final ForkJoinPool pool;
  private final Consumer<String> progress;

  /**
   * @param progress is told what takes long, one sentence each
   */
  public KeyCache(Path directory, ForkJoinPool pool, Consumer<String> progress) {
    this.directory = directory;
    this.pool = pool;
    this.progress = progress;
  }

  /** Where keys lie if nobody says otherwise: {@code CROWDROLL_KEYS}, or below the user's cache. */
  public static Path defaultDirectory() {
    String own = System.getenv("CROWDROLL_KEYS");
    if (own != null && !own.isEmpty()) {
      return Path.of(own);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache != null && !cache.isEmpty()
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("crowdroll").resolve("keys");
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** Where a circuit's key lies, or would. */
  public Path file(ProvenCircuit circuit, R1cs r1cs) {
    return directory.resolve(circuit.name() + "-" + hash(r1cs).substring(0, HASH_DIGITS) + ".zkey");
  }

  /**
   * Opens a circuit's key, and makes it first where there is none.
   *
   * @param arena the key is of use as long as it is open
   * @throws IOException if the file is broken, or the key of another circuit
   */
  public Entry open(ProvenCircuit circuit, Arena arena) throws IOException {
    Compiled compiled = circuit.circuit().compile();
    Path file = file(circuit, compiled.r1cs());
    if (!Files.exists(file)) {
      make(circuit, compiled.r1cs(), file);
    }
    return open(circuit, compiled, file, arena);
  }

  /**
   * Opens a circuit's key where there is one.
   *
   * @throws IOException if the file is broken, or the key of another circuit
   */
  public Optional<Entry> find(ProvenCircuit circuit, Arena arena) throws IOException {
    Compiled compiled = circuit.circuit().compile();
    Path file = file(circuit, compiled.r1cs());
    return Files.exists(file)
        ? Optional.of(open(circuit, compiled, file, arena))
        : Optional.empty();
  }

  private Entry open(ProvenCircuit circuit, Compiled compiled, Path file, Arena arena)
      throws IOException {
    ProvingKey key = Zkey.read(file, arena);
    if (!KeyCheck.isOf(key, compiled.r1cs(), pool)) {
      throw new IOException(file + " is not a key of the circuit " + circuit.name());
    }
    return new Entry(circuit, compiled, file, key);
  }

  /**
   * Why production must not rely on a key; empty if it may.
   *
   * @throws IOException if the list of production keys or the note beside the key cannot be read
   */
  public Optional<String> refusal(Entry entry) throws IOException {
    Path list = directory.resolve(PRODUCTION_LIST);
    if (KeyManifest.phase1(entry.file, entry.key) == Phase1.IN_MEMORY) {
      return Optional.of(entry.file + " " + ProductionKeys.DEVELOPMENT);
    }
    if (!Files.exists(list)) {
      return Optional.of("there is no list of production keys, " + list);
    }
    return KeyList.read(list).refusal(entry.key).map(why -> entry.file + " " + why);
  }

  /**
   * Why production must not rely on the keys of circuits; empty if it may. None is made.
   *
   * @throws IOException as {@link #find} and {@link #refusal}
   */
  public Optional<String> refusal(List<ProvenCircuit> circuits) throws IOException {
    for (ProvenCircuit circuit : circuits) {
      try (Arena arena = Arena.ofShared()) {
        Optional<Entry> key = find(circuit, arena);
        Optional<String> why =
            key.isPresent()
                ? refusal(key.get())
                : Optional.of("there is no key of " + circuit.name() + " in " + directory);
        if (why.isPresent()) {
          return why;
        }
      }
    }
    return Optional.empty();
  }

  private void make(ProvenCircuit circuit, R1cs r1cs, Path file) throws IOException {
    Files.createDirectories(directory);
    progress.accept(
        "making the development key of "
            + circuit.name()
            + ", "
            + r1cs.constraints()
            + " constraints, once");
    long seed = ByteBuffer.wrap(HexFormat.of().parseHex(hash(r1cs))).getLong();
    // under its name only when it is whole: another process may be looking for it
    Path making = Files.createTempDirectory(directory, "making");
    try (Arena arena = Arena.ofShared()) {
      Path part = making.resolve(file.getFileName());
      Zkey.write(
          part,
          Setup.development(
              r1cs, new Streams(seed, 0).stream(EntityClass.WORLD, 0, Purpose.KEY), arena, pool));
      for (Path each : List.of(KeyManifest.beside(part), part)) {
        Path to = directory.resolve(each.getFileName());
        Files.move(each, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Path rest : List.of(making.resolve(file.getFileName()), making)) {
        Files.deleteIfExists(rest);
      }
    }
  }

  /** SHA-256 over sizes and matrices, 64 hexadecimal digits. */
  static String hash(R1cs r1cs) {
    MessageDigest sha = sha256();
    put(sha, r1cs.wires(), r1cs.publicSignals(), r1cs.constraints());
    for (R1cs.Matrix matrix : new R1cs.Matrix[] {r1cs.a(), r1cs.b(), r1cs.c()}) {
      put(sha, matrix.rowStart());
      put(sha, matrix.wire());
      put(sha, matrix.coefficient());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void put(MessageDigest sha, int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(numbers);
    sha.update(bytes);
  }

  private static void put(MessageDigest sha, long[] numbers) {
    int step = 1 << 16;
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * step).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < numbers.length; from += step) {
      int count = Math.min(step, numbers.length - from);
      bytes.clear().asLongBuffer().put(numbers, from, count);
      sha.update(bytes.limit(Long.BYTES * count));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
