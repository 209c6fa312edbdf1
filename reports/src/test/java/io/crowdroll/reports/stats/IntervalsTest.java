package io.crowdroll.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalsTest {
  /** Four standard errors of a coverage of 0.95 over 1,000 macro-replications. */
  private static final double FOUR_ERRORS = 0.028;

  @Test
  void tIntervalOfATextbookSample() {
    Interval interval = Means.interval(new double[] {1, 2, 3, 4, 5}, 0.95);
    assertThat(interval.estimate()).isEqualTo(3);
    assertThat(interval.high()).isCloseTo(3 + 2.776445 * Math.sqrt(0.5), within(1e-6));
    assertThat(interval.halfWidth()).isCloseTo(2.776445 * Math.sqrt(0.5), within(1e-6));
    assertThat(interval.n()).isEqualTo(5);
  }

  @Test
  void oneReplicationHasAMeanAndNoInterval() {
    Interval interval = Means.interval(new double[] {7}, 0.95);
    assertThat(interval.estimate()).isEqualTo(7);
    assertThat(interval.bounded()).isFalse();
  }

  @Test
  void tIntervalCoversTheTruthAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(1);
    int covered = 0;
    for (int macro = 0; macro < 1_000; macro++) {
      double[] sample = random.doubles(10).toArray();
      covered += Means.interval(sample, 0.95).contains(0.5) ? 1 : 0;
    }
    assertThat(covered / 1_000.0).isCloseTo(0.95, within(FOUR_ERRORS));
  }

  @Test
  void orderStatisticIntervalOfTheMedianOfTen() {
    double[] sample = {10, 1, 9, 2, 8, 3, 7, 4, 6, 5};
    Interval median = Quantiles.interval(sample, 0.5, 0.95);
    assertThat(median).isEqualTo(new Interval(5, 2, 9, 0.95, 10));
  }

  @Test
  void aHighQuantileOfAFewObservationsHasNoUpperEnd() {
    Interval p99 = Quantiles.interval(new double[] {1, 2, 3}, 0.99, 0.95);
    assertThat(p99.estimate()).isEqualTo(3);
    assertThat(p99.high()).isInfinite();
  }

  @Test
  void orderStatisticIntervalCoversTheTruthAtLeastAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(2);
    int covered = 0;
    for (int macro = 0; macro < 1_000; macro++) {
      double[] sample = random.doubles(200).map(u -> -StrictMath.log(u)).toArray();
      covered += Quantiles.interval(sample, 0.9, 0.95).contains(StrictMath.log(10)) ? 1 : 0;
    }
    assertThat(covered / 1_000.0).isBetween(0.95 - FOUR_ERRORS, 0.99);
  }

  @Test
  void wilsonIntervalOfTwoInTen() {
    Interval share = Proportions.wilson(2, 10, 0.95);
    assertThat(share.low()).isCloseTo(0.0567, within(5e-5));
    assertThat(share.high()).isCloseTo(0.5098, within(5e-5));
    assertThat(Proportions.wilson(0, 10, 0.95).low()).isZero();
    assertThat(Proportions.wilson(10, 10, 0.95).high()).isEqualTo(1);
  }

  @Test
  void pairsTellApartWhatCommonNoiseHides() {
    SplittableRandom random = new SplittableRandom(3);
    double[] a = random.doubles(20, 0, 100).toArray();
    double[] b = new double[20];
    for (int i = 0; i < 20; i++) {
      b[i] = a[i] + 1 + 0.1 * random.nextDouble();
    }
    PairedComparison paired = PairedComparison.of(a, b, 0.95);
    assertThat(paired.difference().low()).isGreaterThan(1);
    assertThat(paired.correlation()).isGreaterThan(0.999);
    assertThat(paired.pValue()).isLessThan(1e-10);
    assertThat(Means.interval(b, 0.95).halfWidth())
        .isGreaterThan(100 * paired.difference().halfWidth());
  }

  @Test
  void pairedTOfStudentsSleepData() {
    double[] a = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] b = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    PairedComparison paired = PairedComparison.of(a, b, 0.95);
    assertThat(paired.difference().estimate()).isCloseTo(1.58, within(1e-12));
    assertThat(paired.difference().low()).isCloseTo(0.7001142, within(1e-7));
    assertThat(paired.difference().high()).isCloseTo(2.4598858, within(1e-7));
    assertThat(paired.pValue()).isCloseTo(0.002833, within(1e-6));
  }

  @Test
  void holmAdjustsTheSmallestMostAndKeepsTheOrder() {
    assertThat(PairedComparison.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void pairsOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> PairedComparison.of(new double[3], new double[4], 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bootstrapOfASkewedMeanLeansToTheLongTailAndRepeats() {
    double[] sample = {1, 2, 3, 4, 8, 9, 12, 15, 20, 40};
    Bootstrap bootstrap = new Bootstrap(9_999, 5);
    Interval interval = bootstrap.interval(sample, Means::mean, 0.95);
    assertThat(interval.estimate()).isCloseTo(11.4, within(1e-12));
    assertThat(interval.high() - 11.4).isGreaterThan(1.5 * (11.4 - interval.low()));
    assertThat(bootstrap.interval(sample, Means::mean, 0.95)).isEqualTo(interval);
  }

  @Test
  void bootstrapCoversTheGiniOfExponentialIncomes() {
    SplittableRandom random = new SplittableRandom(4);
    int covered = 0;
    for (int macro = 0; macro < 300; macro++) {
      double[] incomes = random.doubles(150).map(u -> -StrictMath.log(u)).toArray();
      Interval gini = new Bootstrap(399, macro).interval(incomes, Inequality::gini, 0.95);
      covered += gini.contains(0.5) ? 1 : 0;
    }
    assertThat(covered / 300.0).isCloseTo(0.95, within(4 * Math.sqrt(0.95 * 0.05 / 300)));
  }

  @Test
  void bootstrapOfAConstantIsThatConstant() {
    assertThat(new Bootstrap(99, 1).interval(new double[] {2, 2, 2}, Means::mean, 0.95))
        .isEqualTo(new Interval(2, 2, 2, 0.95, 3));
  }

  @Test
  void aCompensatedSumKeepsWhatAPlainOneLoses() {
    assertThat(Sums.sum(new double[] {1e16, 1, 1, -1e16})).isEqualTo(2);
  }
}
