package io.crowdroll.sim.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crowdroll.protocol.chain.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ethereum's GeneralStateTests for Cancun: every case, state root and logs. */
class StateTestsTest {
  @ParameterizedTest
  @MethodSource("folders")
  void everyCasePasses(Path folder) throws IOException {
    List<String> failures = new ArrayList<>();
    for (Path file : files(folder)) {
      List<StateTest> cases = StateTest.read(file);
      assertThat(cases).as("cases of %s", file).isNotEmpty();
      for (int i = 0; i < cases.size(); i++) {
        StateTest.Result result = cases.get(i).run();
        if (!result.pass()) {
          failures.add(file + " case " + i + ": " + result.error());
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aWrongRootOrWrongLogsAreFound() throws IOException {
    Path file = vectors().resolve("stExample/eip1559.json");
    String text = Files.readString(file);
    JsonNode post = JsonMapper.shared().readTree(text).at("/eip1559/post/Cancun/0");
    for (String field : List.of("hash", "logs")) {
      String right = post.get(field).asString();
      String wrong = right.substring(0, 65) + (right.endsWith("0") ? "1" : "0");
      Path changed = Files.createTempFile("state-test", ".json");
      Files.writeString(changed, text.replace(right, wrong));
      StateTest.Result result = StateTest.read(changed).getFirst().run();
      Files.delete(changed);
      assertThat(result.pass()).isFalse();
      assertThat(result.error())
          .contains("mismatch: got " + right.substring(2), "want " + wrong.substring(2));
    }
  }

  /** What we build of a transaction's parts is what was signed, wherever it can be decoded. */
  @Test
  void transactionsOfPartsAreTheSignedOnes() throws IOException {
    int compared = 0;
    for (Path file : files(vectors())) {
      for (JsonNode test : JsonMapper.shared().readTree(file)) {
        for (JsonNode post : test.get("post").get(StateTest.FORK)) {
          Envelope signed = Envelope.decode(Hex.bytes(post.get("txbytes").asString())).orNull();
          if (signed != null && compared++ % 16 == 0) {
            assertThat(
                    StateTestTransaction.of(test.get("transaction"), post.get("indexes")).encode())
                .as(file.toString())
                .isEqualTo(signed.encode());
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(1_600);
  }

  static Stream<Path> folders() throws IOException {
    return files(vectors()).stream().map(Path::getParent).distinct();
  }

  private static Path vectors() {
    Path path = Path.of(System.getProperty("vectors.dir", ""), "evm-state");
    assumeTrue(Files.exists(path), () -> "no vectors at " + path + " (-Dvectors.dir=…)");
    return path;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
