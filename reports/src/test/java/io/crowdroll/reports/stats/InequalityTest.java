package io.crowdroll.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InequalityTest {
  @Test
  void giniOfEqualSharesIsZeroAndOfOneWinnerAlmostOne() {
    assertThat(Inequality.gini(new double[] {3, 3, 3})).isCloseTo(0, within(1e-15));
    assertThat(Inequality.gini(new double[] {0, 0, 0, 5})).isCloseTo(0.75, within(1e-15));
    assertThat(Inequality.gini(new double[] {0, 0})).isNaN();
  }

  @Test
  void giniIsHalfTheMeanDifferenceOverTheMean() {
    // differences of 1, 2, 4: (1 + 3 + 2) × 2 / 9 pairs; mean 7/3
    assertThat(Inequality.gini(new double[] {4, 1, 2}))
        .isCloseTo((12.0 / 9) / (2 * 7.0 / 3), within(1e-12));
  }

  @Test
  void chanceGiniMatchesItsPublishedValues() {
    assertThat(Inequality.chanceGini(1)).isCloseTo(0.5238, within(5e-5));
    assertThat(Inequality.chanceGini(5)).isCloseTo(0.2491, within(5e-5));
    assertThat(Inequality.chanceGini(20)).isCloseTo(0.1258, within(5e-5));
    assertThat(Inequality.chanceGini(0)).isEqualTo(1);
  }

  @Test
  void chanceGiniIsContinuousWhereTheSeriesHandsOver() {
    assertThat(Inequality.chanceGini(20 - 1e-9))
        .isCloseTo(Inequality.chanceGini(20 + 1e-9), within(1e-10));
    // For many tasks each, the Gini of a normal law: 1/√(π m).
    assertThat(Inequality.chanceGini(1e6)).isCloseTo(1 / Math.sqrt(Math.PI * 1e6), within(1e-9));
  }

  @Test
  void uniformAssignmentShowsTheChanceGini() {
    SplittableRandom random = new SplittableRandom(1);
    double[] tasks = new double[20_000];
    for (int i = 0; i < 100_000; i++) {
      tasks[random.nextInt(tasks.length)]++;
    }
    assertThat(Inequality.gini(tasks)).isCloseTo(Inequality.chanceGini(5), within(0.005));
  }

  @Test
  void lorenzCurveBendsBelowEquality() {
    assertThat(Inequality.lorenz(new double[] {1, 1, 1, 1}, 4))
        .containsExactly(new double[] {0, 0.25, 0.5, 0.75, 1}, within(1e-12));
    assertThat(Inequality.lorenz(new double[] {3, 1}, 4))
        .containsExactly(new double[] {0, 0.125, 0.25, 0.625, 1}, within(1e-12));
  }

  @Test
  void aNegativeShareIsRefused() {
    assertThatThrownBy(() -> Inequality.gini(new double[] {1, -1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
