package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.groth16.Phase1;
import io.crowdroll.prover.groth16.ProductionKeys;
import io.crowdroll.prover.groth16.ProvingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A note beside a proving key, KEY.zkey.manifest.json, that says where it comes from: in a file of
 * its own since snarkjs drops what it does not know from a .zkey. It warns the honest; against
 * others stands the list of {@link ProductionKeys}, on which a key must be as well.
 *
 * @param phase1 where τ, α and β came from
 * @param fingerprint of the verification key
 */
public record KeyManifest(Phase1 phase1, String fingerprint) {
  private static final String IN_MEMORY = "in memory: a development key for ever";
  private static final String POWERS_OF_TAU = "powers of tau";

  /** What a key says of itself. */
  public static KeyManifest of(ProvingKey key) {
    return new KeyManifest(Phase1.of(key), key.verifyingKey().fingerprint());
  }

  /** Where the note of a key lies. */
  public static Path beside(Path keyFile) {
    return keyFile.resolveSibling(keyFile.getFileName() + ".manifest.json");
  }

  /**
   * The note beside a key, if there is one.
   *
   * @throws FileFormatException if it is none
   */
  public static Optional<KeyManifest> readBeside(Path keyFile) throws IOException {
    Path file = beside(keyFile);
    return Files.exists(file) ? Optional.of(parse(Json.read(file))) : Optional.empty();
  }

  /** A note from the bytes of a file; the name is for messages. */
  static KeyManifest read(String name, byte[] bytes) throws FileFormatException {
    return parse(Json.parse(name, bytes));
  }

  private static KeyManifest parse(Json json) throws FileFormatException {
    Json phase1 = json.get("phase1");
    Json fingerprint = json.get("verificationKey");
    if (!(fingerprint.value() instanceof String text && ProductionKeys.isFingerprint(text))) {
      throw fingerprint.wrong("something else", "64 lower-case hexadecimal digits");
    }
    if (IN_MEMORY.equals(phase1.value())) {
      return new KeyManifest(Phase1.IN_MEMORY, text);
    }
    phase1.mustBe(POWERS_OF_TAU);
    return new KeyManifest(Phase1.POWERS_OF_TAU, text);
  }

  /** Writes the note beside a key, over an older one. */
  public void writeBeside(Path keyFile) throws IOException {
    Files.writeString(
        beside(keyFile),
        "{\n \"phase1\": \""
            + (phase1 == Phase1.IN_MEMORY ? IN_MEMORY : POWERS_OF_TAU)
            + "\",\n \"verificationKey\": \""
            + fingerprint
            + "\"\n}\n");
  }

  /**
   * Of which phase 1 a key is: in memory if the key or the note beside it says so.
   *
   * @throws FileFormatException if the note is of another key, or none
   */
  public static Phase1 phase1(Path keyFile, ProvingKey key) throws IOException {
    KeyManifest own = of(key);
    Optional<KeyManifest> note = readBeside(keyFile);
    if (note.isPresent() && !note.get().fingerprint.equals(own.fingerprint)) {
      throw new FileFormatException(
          beside(keyFile).toString(),
          FileFormatException.NO_SECTION,
          0,
          "the manifest of the verification key " + note.get().fingerprint,
          "that of " + own.fingerprint);
    }
    return note.isPresent() && note.get().phase1 == Phase1.IN_MEMORY
        ? Phase1.IN_MEMORY
        : own.phase1;
  }
}
