package io.crowdroll.protocol.chain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Independent test vectors, read from the directory that property {@code vectors.dir} names. */
public final class Vectors {
  private Vectors() {}

  /** The file's content; the test is skipped, and says so, where the file is absent. */
  public static JsonNode read(String category, String file) {
    return read(existing(category).resolve(file));
  }

  /** A file's content. */
  public static JsonNode read(Path file) {
    return JsonMapper.shared().readTree(file);
  }

  /** All files of a category, by name; the test is skipped where there is none. */
  public static List<Path> files(String category) {
    try (Stream<Path> files = Files.walk(existing(category))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes written as hexadecimal digits, with or without {@code 0x} before them. */
  public static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
  }

  private static Path existing(String category) {
    Path path = Path.of(System.getProperty("vectors.dir", ""), category);
    assumeTrue(Files.exists(path), () -> "no vectors at " + path + " (-Dvectors.dir=…)");
    return path;
  }
}
