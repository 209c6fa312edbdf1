package io.crowdroll.sim.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generated transactions beside go-ethereum: every step of every call, then state root and logs.
 * The seed of a case is in its file's name and in every message.
 */
class StepByStepTest {
  private static final String ZERO = "0x" + "0".repeat(64);
  private static final Pattern ERROR = Pattern.compile(",\"error\":\".*\"");
  private static final Pattern KNOWN_BEFORE =
      Pattern.compile("\"error\":\"(write protection|invalid opcode)");
  private static final Pattern PRICE =
      Pattern.compile(",\"gasCost\":\"0x[0-9a-f]*\"|,\"refund\":[0-9]*|,\"opName\":\"[^\"]*\"");

  @TempDir private Path folder;

  @Test
  void sixtyTransactionsRunAsInGoEthereum() throws IOException {
    assertThat(compare(0, 60)).as("steps compared").isGreaterThan(2_000);
  }

  @Test
  @Tag("long")
  void sixThousandTransactionsRunAsInGoEthereum() throws IOException {
    long steps = 0;
    for (int seed = 1_000; seed < 7_000; seed += 50) { // traces are large
      steps += compare(seed, 50);
    }
    assertThat(steps).as("steps compared").isGreaterThan(500_000);
  }

  /** Compares the cases of {@code count} seeds; how many steps there were. */
  private long compare(int firstSeed, int count) throws IOException {
    Path batch = Files.createDirectory(folder.resolve("seeds-" + firstSeed));
    List<List<String>> ours = new ArrayList<>();
    for (int seed = firstSeed; seed < firstSeed + count; seed++) {
      ours.add(run(seed, batch.resolve("%08d.json".formatted(seed))));
    }
    GoEthereum.Traces theirs = GoEthereum.found().stateTests(batch);
    long steps = compareSteps(firstSeed, ours, theirs.lines());
    int seed = firstSeed;
    for (JsonNode result : JsonMapper.shared().readTree(theirs.results())) {
      assertThat(result.get("pass").asBoolean())
          .as("seed %d: go-ethereum says %s", seed++, result)
          .isTrue();
    }
    assertThat(seed).isEqualTo(firstSeed + count);
    return steps;
  }

  /** Runs a case and leaves a file that expects what came of it; its steps, then its root. */
  private static List<String> run(int seed, Path file) throws IOException {
    Files.writeString(file, GeneratedCase.json(seed, ZERO, ZERO));
    StringBuilder trace = new StringBuilder();
    StateTest.Outcome outcome = StateTest.read(file).getFirst().outcome(new StepWriter(trace));
    String root = outcome.root().toString();
    String expecting = GeneratedCase.json(seed, root, outcome.logsHash().toString());
    if (outcome.processed() instanceof Processed.Invalid(String reason)) {
      expecting =
          expecting.replace("\"indexes\"", "\"expectException\":\"" + reason + "\",\"indexes\"");
    }
    Files.writeString(file, expecting);
    List<String> lines = steps(trace.toString().lines().toList());
    lines.add("{\"stateRoot\": \"" + root + "\"}");
    return lines;
  }

  private static long compareSteps(int firstSeed, List<List<String>> ours, List<String> lines) {
    List<String> theirs = steps(lines);
    int at = 0;
    for (int i = 0; i < ours.size(); i++) {
      List<String> steps = ours.get(i);
      for (int step = 0; step < steps.size(); step++, at++) {
        String their = at < theirs.size() ? theirs.get(at) : "nothing";
        String our = steps.get(step);
        if (our.contains("\"error\"") || their.contains("\"error\"")) {
          our = withoutPrice(our); // what cannot run has no price, and in no EVM but geth a name
          their = withoutPrice(their);
        }
        if (!our.equals(their)) {
          throw new AssertionError(
              "seed %d, step %d differs after%n     %s%nours %s%ngeth %s"
                  .formatted(
                      firstSeed + i,
                      step,
                      step == 0 ? "nothing" : steps.get(step - 1),
                      our,
                      their));
        }
      }
    }
    assertThat(theirs).as("go-ethereum's lines").hasSize(at);
    return at - ours.size();
  }

  /**
   * The lines of steps and roots. Left out are the ends of calls, and second lines where
   * go-ethereum finds out while it runs, in part, what here is known before: that an opcode does
   * not exist, or that a static call forbids it.
   */
  private static List<String> steps(List<String> lines) {
    List<String> steps = new ArrayList<>();
    String place = "";
    for (String line : lines) {
      if (line.startsWith("{\"pc\"")) {
        String here = line.substring(0, line.indexOf(",\"gasCost\""));
        boolean again = KNOWN_BEFORE.matcher(line).find() && here.equals(place);
        if (!again) {
          steps.add(line);
        }
        place = here;
      } else if (line.startsWith("{\"stateRoot\"")) {
        steps.add(line);
        place = "";
      }
    }
    return steps;
  }

  private static String withoutPrice(String line) {
    return PRICE.matcher(ERROR.matcher(line).replaceAll("")).replaceAll("");
  }
}
