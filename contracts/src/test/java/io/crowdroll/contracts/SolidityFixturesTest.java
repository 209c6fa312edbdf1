package io.crowdroll.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What forge compares the contracts with is what the protocol's classes say now. */
class SolidityFixturesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("crowdroll.home", "..")).resolve("contracts/test/fixtures");

  @Test
  void theFixturesOfTheForgeTestsAreUpToDate() throws Exception {
    for (Map.Entry<String, String> file : SolidityFixtures.files().entrySet()) {
      assertThat(FOLDER.resolve(file.getKey()))
          .as("to write it again: SolidityFixtures.main, with the folder as argument")
          .hasContent(file.getValue());
    }
  }
}
