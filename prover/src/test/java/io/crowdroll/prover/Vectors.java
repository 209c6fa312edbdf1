package io.crowdroll.prover;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Independent test vectors, read from the directory that property {@code vectors.dir} names. */
public final class Vectors {
  private Vectors() {}

  /** The file's content; the test is skipped, and says so, where the file is absent. */
  public static JsonNode read(String category, String file) {
    Path path = Path.of(System.getProperty("vectors.dir", ""), category, file);
    assumeTrue(Files.exists(path), () -> "no vectors at " + path + " (-Dvectors.dir=…)");
    return JsonMapper.shared().readTree(path);
  }
}
