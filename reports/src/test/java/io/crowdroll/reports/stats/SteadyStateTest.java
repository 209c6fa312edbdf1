package io.crowdroll.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
  @Test
  void warmUpEndsWhereTheSeriesSettles() {
    SplittableRandom random = new SplittableRandom(1);
    double[] series = new double[2_000];
    for (int i = 0; i < series.length; i++) {
      series[i] = (i < 300 ? 20 : 5) + random.nextDouble();
    }
    assertThat(SteadyState.warmUp(series)).isBetween(300, 400);
  }

  @Test
  void aSettledSeriesLosesLittleOfItself() {
    double[] series = new SplittableRandom(2).doubles(2_000).toArray();
    assertThat(SteadyState.warmUp(series)).isLessThan(series.length / 2);
  }

  @Test
  void batchMeansCoverTheMeanOfACorrelatedSeries() {
    SplittableRandom random = new SplittableRandom(3);
    int covered = 0;
    int naive = 0;
    for (int macro = 0; macro < 1_000; macro++) {
      double[] series = new double[4_000];
      double value = 0;
      for (int i = 0; i < series.length; i++) {
        value = 0.8 * value + random.nextDouble() - 0.5;
        series[i] = value;
      }
      covered += SteadyState.batchMeans(series, 20, 0.95).contains(0) ? 1 : 0;
      naive += Means.interval(series, 0.95).contains(0) ? 1 : 0;
    }
    assertThat(covered / 1_000.0).isCloseTo(0.95, within(0.028));
    assertThat(naive / 1_000.0).isLessThan(0.7);
  }

  @Test
  void histogramKeepsWhatLiesOutsideAtItsEnds() {
    Histogram histogram = new Histogram(0, 1, 4);
    for (double value : new double[] {-1, 0, 0.25, 0.99, 1, 7, Double.NaN}) {
      histogram.add(value);
    }
    assertThat(histogram.total()).isEqualTo(6);
    assertThat(histogram.count(0)).isEqualTo(2);
    assertThat(histogram.count(1)).isEqualTo(1);
    assertThat(histogram.count(3)).isEqualTo(3);
    assertThat(histogram.share(3)).isEqualTo(0.5);
    assertThat(histogram.edge(1)).isEqualTo(0.25);
  }
}
