package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dcrowdroll.regenerate=true} to write the files anew. */
class GeneratedFilesTest {
  @Test
  void theShippedSchemaIsWhatTheCatalogueSays() throws IOException {
    assertCurrent(
        Path.of("..", "scenarios", "schema", "scenario.schema.json"), SchemaWriter.write());
  }

  @Test
  void theReferenceIsWhatTheCatalogueSays() throws IOException {
    assertCurrent(Path.of("..", "docs", "scenario-reference.md"), ReferenceWriter.write());
  }

  private static void assertCurrent(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("crowdroll.regenerate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file))
        .as("%s is stale: run this test with -Dcrowdroll.regenerate=true", file)
        .isEqualTo(expected);
  }
}
