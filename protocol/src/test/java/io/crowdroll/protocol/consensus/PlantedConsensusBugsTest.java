package io.crowdroll.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crowdroll.protocol.audit.Mutant;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The explorer finds real bugs: each is planted into the source, compiled and explored. */
class PlantedConsensusBugsTest {
  private static final String FORK = "honest nodes decide";
  private static final String CONTRADICTION = " after ";
  private static final String NO_END = "is in round";

  /**
   * @param file below the package, without {@code .java}
   * @param found what the explorer says
   */
  record Bug(
      String name, String file, String original, String planted, Search search, String found) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Bug bug(String name, String original, String planted, String found) {
    return new Bug(name, "HeightMachine", original, planted, Search.UNDER_A_THIRD, found);
  }

  static Stream<Bug> bugs() {
    return Stream.of(
        bug(
            "a lock is ignored",
            "contents.isValid(value) && (unlocked || value.equals(lockedValue));",
            "contents.isValid(value);",
            FORK),
        bug("a lock is not taken", "      lockedRound = round.number;\n", "", FORK),
        bug(
            "a lock is forgotten in the next round",
            "    step = Step.PROPOSE;\n    setRoundTimers();",
            "    step = Step.PROPOSE; lockedRound = Statement.NO_ROUND;\n    setRoundTimers();",
            FORK),
        bug(
            "a timeout votes again",
            "        if (step == Step.PREVOTE) {\n          vote(Type.PRECOMMIT, null);",
            "        if (step != Step.WAITING) {\n          vote(Type.PRECOMMIT, null);",
            CONTRADICTION),
        bug(
            "a justified value is not proposed again",
            "    if (validValue == null) {",
            "    if (validRound < number) {",
            NO_END),
        bug(
            "nobody asks for prevotes that were lost",
            "if (!round.polAsked && ",
            "if (round.polAsked && ",
            NO_END),
        new Bug(
            "half of the stake is a quorum",
            "Electors",
            "return stake * 3 > total * 2;",
            "return stake * 2 > total;",
            Search.DECISIONS,
            FORK),
        new Bug(
            "exactly two thirds are a quorum",
            "Electors",
            "return stake * 3 > total * 2;",
            "return stake * 3 >= total * 2;",
            Search.AT_A_THIRD,
            FORK));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void isFound(Bug bug) throws IOException {
    try (Mutant mutant = Mutant.of("consensus/" + bug.file(), bug.original(), bug.planted())) {
      Throwable thrown = catchThrowable(() -> mutant.run(bug.search()));
      assertThat(thrown).isNotNull();
      assertThat(thrown.getClass().getName()).isEqualTo(Exploration.Violation.class.getName());
      assertThat(thrown).hasMessageContaining(bug.found());
    }
  }
}
