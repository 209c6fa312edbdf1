package io.crowdroll.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each bug class of zero-knowledge circuits that docs/circuits.md lists has a test that bears its
 * label: {@code c4_c9_whatItShows}. A label is lost as soon as its last test is.
 */
class SecurityLabelsTest {
  private static final Path HOME = Path.of(System.getProperty("crowdroll.home", ".."));

  private static final Pattern TEST =
      Pattern.compile("@(?:Test|ParameterizedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*\\bvoid (\\w+)\\(");

  private static final Pattern LABEL = Pattern.compile("\\G([acm]\\d+)(?:_|(?=[A-Z]))");

  /** A3, the key of an inner proof, has no test: no circuit here verifies a proof. */
  private static final Set<String> ALL = labels(14, Set.of("a1", "a2", "a4"));

  /**
   * What the rollup's own circuits, words and market must show beside the parts that they are made
   * of: aliases (C5), inverses (C6) and divisions (C7) are inside those parts.
   */
  private static final Set<String> OF_THE_ROLLUP =
      ALL.stream()
          .filter(label -> !Set.of("c2", "c3", "c5", "c6", "c7").contains(label))
          .collect(Collectors.toCollection(TreeSet::new));

  private static final Set<String> NAMED =
      Set.of(
          "duplicateOpenAtTheEndOfTheList",
          "hiddenLeafIndex",
          "withdrawWithAppliedZero",
          "bondOfEth",
          "forcedItemVoidedByAWrongWitness",
          "m3_messageReplayedToAnotherDeployment",
          "exitOfAVictim");

  private static Set<String> labels(int classes, Set<String> others) {
    Set<String> labels = new TreeSet<>(others);
    IntStream.rangeClosed(1, classes).forEach(i -> labels.add("c" + i));
    IntStream.rangeClosed(1, 5).forEach(i -> labels.add("m" + i));
    return labels;
  }

  @Test
  void everyBugClassHasATest() throws IOException {
    Set<String> names = names(HOME.resolve("prover"));
    names.addAll(names(HOME.resolve("protocol")));
    assertThat(labels(names)).containsAll(ALL);
  }

  @Test
  void theRollupShowsItsOwn() throws IOException {
    Set<String> names = names(HOME.resolve("protocol"));
    assertThat(labels(names)).containsAll(OF_THE_ROLLUP);
    assertThat(names).containsAll(NAMED);
  }

  @Test
  void labelsStandAtTheBeginningOfTheNamesOfTests() {
    assertThat(labels(Set.of("c4_m1_rangesEnd", "m2ProofsAreBound", "bondOfEth", "c4range")))
        .containsExactlyInAnyOrder("c4", "m1", "m2");
    Matcher matcher =
        TEST.matcher("@ParameterizedTest\n  @EnumSource(names = {\"A\"})\n  void a(int i) {}");
    assertThat(matcher.find() && matcher.group(1).equals("a")).isTrue();
    assertThat(TEST.matcher("private static void c4_noTest() {}").find()).isFalse();
  }

  private static Set<String> labels(Set<String> names) {
    Set<String> labels = new TreeSet<>();
    for (String name : names) {
      Matcher matcher = LABEL.matcher(name);
      while (matcher.find()) {
        labels.add(matcher.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return labels;
  }

  /** Names of all tests of a module. */
  private static Set<String> names(Path module) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        TEST.matcher(Files.readString(file)).results().forEach(it -> names.add(it.group(1)));
      }
    }
    return names;
  }
}
