package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.groth16.ProductionKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A list of production keys: a line for each, its fingerprint and, after blanks, a remark. Empty
 * lines and those that begin with # mean nothing.
 */
public final class KeyList {
  /** Room for ten thousand keys. */
  private static final long MAX_BYTES = 1 << 20;

  private KeyList() {}

  /**
   * Reads a list.
   *
   * @throws FileFormatException if a line is of another form
   */
  public static ProductionKeys read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw wrong(file.toString(), MAX_BYTES, "a file of " + size + " bytes");
    }
    return read(file.toString(), Files.readAllBytes(file));
  }

  /** The same from the bytes of a file; the name is for messages. */
  static ProductionKeys read(String name, byte[] bytes) throws FileFormatException {
    Set<String> fingerprints = new TreeSet<>();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = 0;
    for (String line : text.split("\n", -1)) {
      String entry = line.strip().split("\\s", 2)[0];
      if (ProductionKeys.isFingerprint(entry)) {
        fingerprints.add(entry);
      } else if (!entry.isEmpty() && !entry.startsWith("#")) {
        throw wrong(name, at, '"' + entry.substring(0, Math.min(70, entry.length())) + '"');
      }
      at += line.length() + 1;
    }
    return new ProductionKeys(fingerprints);
  }

  private static FileFormatException wrong(String name, long offset, String found) {
    return new FileFormatException(
        name,
        FileFormatException.NO_SECTION,
        offset,
        found,
        "lines that begin with the fingerprint of a verification key");
  }
}
