package io.crowdroll.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
  /** Remission after maintained chemotherapy (Miller 1981), the textbook's example. */
  private static final KaplanMeier REMISSION =
      KaplanMeier.of(new double[] {48, 9, 13, 34, 18, 23, 31}, new double[] {13, 161, 28, 45});

  @Test
  void survivalOfTheTextbookExample() {
    assertThat(REMISSION.times()).containsExactly(9, 13, 18, 23, 31, 34, 48);
    assertThat(REMISSION.survival(8.9)).isEqualTo(1);
    assertThat(REMISSION.survival(9)).isCloseTo(0.9091, within(5e-5));
    assertThat(REMISSION.survival(13)).isCloseTo(0.8182, within(5e-5));
    assertThat(REMISSION.survival(22)).isCloseTo(0.7159, within(5e-5));
    assertThat(REMISSION.survival(33)).isCloseTo(0.4909, within(5e-5));
    assertThat(REMISSION.survival(1e9)).isCloseTo(0.1841, within(5e-5));
    assertThat(REMISSION.observations()).isEqualTo(11);
    assertThat(REMISSION.events()).isEqualTo(7);
  }

  @Test
  void intervalsOfTheTextbookExampleOnTheLogLogScale() {
    Interval at31 = REMISSION.survival(31, 0.95);
    assertThat(at31.low()).isCloseTo(0.16733, within(1e-5));
    assertThat(at31.high()).isCloseTo(0.75340, within(1e-5));
    Interval at9 = REMISSION.survival(9, 0.95);
    assertThat(at9.low()).isCloseTo(0.50808, within(1e-5));
    assertThat(at9.high()).isCloseTo(0.98667, within(1e-5));
  }

  @Test
  void medianOfTheTextbookExampleHasNoUpperEnd() {
    Interval median = REMISSION.quantile(0.5, 0.95);
    assertThat(median.estimate()).isEqualTo(31);
    assertThat(median.low()).isEqualTo(13);
    assertThat(median.high()).isInfinite();
  }

  @Test
  void aQuantileThatTooManyAreStillWaitingForIsInfinite() {
    KaplanMeier half = KaplanMeier.of(new double[] {1, 2}, new double[] {5, 5});
    assertThat(half.quantile(0.9, 0.95).estimate()).isInfinite();
    assertThat(half.quantile(0.5, 0.95).estimate()).isEqualTo(2);
  }

  @Test
  void withoutCensoringItIsTheEmpiricalSurvival() {
    KaplanMeier all = KaplanMeier.of(new double[] {4, 1, 3, 2, 2}, new double[0]);
    assertThat(all.survival(2)).isCloseTo(0.4, within(1e-12));
    assertThat(all.survival(4)).isZero();
    assertThat(all.restrictedMean(100)).isCloseTo(2.4, within(1e-12));
  }

  @Test
  void censoringDoesNotMakeTheMeanOptimistic() {
    SplittableRandom random = new SplittableRandom(1);
    double[] durations = random.doubles(100_000).map(u -> -30 * StrictMath.log(u)).toArray();
    double limit = 60;
    double[] observed = Arrays.stream(durations).filter(t -> t <= limit).toArray();
    double[] censored = new double[durations.length - observed.length];
    Arrays.fill(censored, limit);

    double truth = 30 * (1 - StrictMath.exp(-2));
    assertThat(KaplanMeier.of(observed, censored).restrictedMean(limit))
        .isCloseTo(truth, within(4 * 30 / Math.sqrt(100_000)));
    assertThat(Means.mean(observed)).isLessThan(truth - 4);
  }

  @Test
  void quantileIntervalCoversTheTruthUnderCensoring() {
    SplittableRandom random = new SplittableRandom(2);
    int covered = 0;
    for (int macro = 0; macro < 1_000; macro++) {
      double[] observed = new double[100];
      double[] censored = new double[100];
      int ended = 0;
      for (int i = 0; i < 100; i++) {
        double duration = -StrictMath.log(random.nextDouble());
        double seenUntil = 3 * random.nextDouble();
        if (duration <= seenUntil) {
          observed[ended++] = duration;
        } else {
          censored[i - ended] = seenUntil;
        }
      }
      KaplanMeier curve =
          KaplanMeier.of(Arrays.copyOf(observed, ended), Arrays.copyOf(censored, 100 - ended));
      covered += curve.quantile(0.5, 0.95).contains(StrictMath.log(2)) ? 1 : 0;
    }
    assertThat(covered / 1_000.0).isCloseTo(0.95, within(0.028));
  }

  @Test
  void nothingObservedIsNotANumber() {
    KaplanMeier nothing = KaplanMeier.of(new double[0], new double[0]);
    assertThat(nothing.quantile(0.5, 0.95).estimate()).isNaN();
  }
}
