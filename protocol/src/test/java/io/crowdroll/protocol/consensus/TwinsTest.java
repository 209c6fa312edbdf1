package io.crowdroll.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crowdroll.protocol.consensus.Exploration.Violation;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No two honest nodes decide different values under 1/3 of Byzantine stake (I6, goal G7), none is
 * ever accused, and once the network is whole every one of them decides within a few rounds.
 */
class TwinsTest {
  private static final int PATIENCE = 8;

  @Test
  void everyScheduleOfThreeRoundsAgreesAndEnds() {
    explore(Schedules.count(3), code -> Schedules.numbered(3, code));
  }

  @Test
  void sampledSchedulesWithLossAndDelayAgreeAndEnd() {
    explore(30_000, Schedules::sampled);
  }

  @Test
  void leadersThatLieAboutEarlierRoundsChangeNothing() {
    explore(5_000, Schedules::lying);
  }

  @Test
  @Tag("long")
  void aMillionSchedulesAgreeAndEnd() {
    explore(1_000_000, number -> Schedules.sampled(1_000_000 + number));
  }

  private static void explore(long count, LongFunction<Schedule> schedules) {
    for (long number = 0; number < count; number++) {
      Schedule schedule = schedules.apply(number);
      try {
        new Exploration(schedule, PATIENCE).run();
      } catch (Violation e) {
        throw new AssertionError(Schedules.text(schedule), e);
      }
    }
  }

  @Test
  void findsTheForkAboveAThirdOfByzantineStake() {
    assertThat(firstFork(new long[] {34, 33, 33}, 1)).isNotNull();
    assertThat(firstFork(new long[] {1, 1, 1, 1}, 2)).isNotNull();
  }

  /** Quorums are more than 2/3, so that two of them share more than 1/3. */
  @Test
  void findsNoForkAtExactlyAThird() {
    assertThat(firstFork(new long[] {1, 1, 1}, 1)).isNull();
  }

  private static Violation firstFork(long[] stakes, int twins) {
    for (int seed = 0; seed < 2_000; seed++) {
      Schedule schedule = Schedules.sampled(stakes, twins, seed);
      Violation found =
          catchThrowableOfType(Violation.class, () -> new Exploration(schedule, -1).run());
      if (found != null) {
        assertThat(found).hasMessageContaining("honest nodes decide");
        return found;
      }
    }
    return null;
  }
}
