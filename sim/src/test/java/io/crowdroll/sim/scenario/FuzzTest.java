package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, loading it ends in a scenario or in located problems. */
class FuzzTest {
  private static final String[] VALUES = {
    "",
    "~",
    "true",
    "no",
    "0",
    "-1",
    "1e99",
    "1e999",
    ".inf",
    "99999999999999999999",
    "5 min",
    "1 wei",
    "25 %",
    "auto",
    "none",
    "[]",
    "{}",
    "[[[]]]",
    "'",
    "\"",
    "&a",
    "*a",
    "!!binary x",
    "|",
    ">",
    "0x10",
    "1_0",
    "½",
    "\u0000",
    "\ud83d\ude00",
    "a: b",
    "- 1",
    "#",
    "%",
    "@",
    "`",
    "\t",
    "<<"
  };

  @TempDir Path directory;

  @Test
  void damagedScenariosNeverEndInAnUncheckedException() throws IOException {
    var random = new SplittableRandom(20_261_124);
    List<String> originals = new ArrayList<>();
    for (Path file : ShippedScenariosTest.shipped()) {
      originals.add(Files.readString(file).replaceAll("(?m)^extends:.*$", ""));
    }
    int refused = 0;
    for (int round = 0; round < 1_500; round++) {
      byte[] damaged =
          damaged(originals.get(random.nextInt(originals.size())), random)
              .getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(8) == 0) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      refused += load(damaged) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(300);
  }

  @Test
  void anyValueAtAnyPathIsTakenOrRefused() throws IOException {
    var random = new SplittableRandom(7);
    Path file = directory.resolve("s.yaml");
    Files.writeString(file, "seed: 1");
    List<String> paths = new ArrayList<>(Catalogue.paths().keySet());
    paths.addAll(List.of("a..b", "", ".", "provers.cohorts[", "provers.cohorts[crowd]", "seed[x]"));
    for (int round = 0; round < 1_500; round++) {
      String path =
          paths
              .get(random.nextInt(paths.size()))
              .replace("cohorts[]", "cohorts[crowd]")
              .replace("classes[]", "classes[call]")
              .replace("hardware[]", "hardware[l4]");
      String value = VALUES[random.nextInt(VALUES.length)];
      try {
        ScenarioLoader.load(file, List.of(new Setting(path, value)));
      } catch (ScenarioException refused) {
        assertThat(refused.problems()).isNotEmpty();
      }
    }
  }

  private static String damaged(String text, SplittableRandom random) {
    var damaged = new StringBuilder(text);
    for (int cut = random.nextInt(1, 4); cut > 0; cut--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(5)) {
        case 0 -> damaged.insert(at, VALUES[random.nextInt(VALUES.length)]);
        case 1 -> damaged.deleteCharAt(at);
        case 2 -> damaged.insert(at, (char) random.nextInt(1, 0x300));
        case 3 -> damaged.insert(at, damaged.substring(0, Math.min(damaged.length(), 200)));
        default -> replaceValue(damaged, at, VALUES[random.nextInt(VALUES.length)]);
      }
    }
    return damaged.toString();
  }

  private static void replaceValue(StringBuilder text, int from, String value) {
    int colon = text.indexOf(": ", from);
    if (colon >= 0) {
      int end = colon + 2;
      while (end < text.length() && ",}\n".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      text.replace(colon + 2, end, value);
    }
  }

  private boolean load(byte[] bytes) throws IOException {
    Path file = directory.resolve("fuzz.yaml");
    Files.write(file, bytes);
    try {
      ScenarioLoader.load(file, List.of());
      return true;
    } catch (ScenarioException refused) {
      assertThat(refused.problems()).isNotEmpty();
      return false;
    }
  }
}
