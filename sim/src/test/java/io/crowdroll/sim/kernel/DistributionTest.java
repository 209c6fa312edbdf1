package io.crowdroll.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

  private static final int DRAWS = 200_000;

  /** A law with what the textbook says of it. */
  record Law(
      Distribution law, double mean, double variance, DoubleUnaryOperator distributionFunction) {
    @Override
    public String toString() {
      return law.toString();
    }
  }

  static Stream<Law> continuousLaws() {
    WeibullDistribution weibull = new WeibullDistribution(0.5, 15);
    WeibullDistribution peaked = new WeibullDistribution(3, 2);
    LogNormalDistribution logNormal = new LogNormalDistribution(2, 0.7);
    double half = 0.5;
    return Stream.of(
        new Law(new Uniform(-2, 6), 2, 64.0 / 12, x -> (x + 2) / 8),
        new Law(new Exponential(30), 30, 900, x -> 1 - Math.exp(-x / 30)),
        new Law(
            new Weibull(0.5, 15),
            30,
            weibull.getNumericalVariance(),
            weibull::cumulativeProbability),
        new Law(
            Weibull.ofMean(3, peaked.getNumericalMean()),
            peaked.getNumericalMean(),
            peaked.getNumericalVariance(),
            peaked::cumulativeProbability),
        new Law(
            new LogNormal(2, 0.7),
            Math.exp(2.245),
            logNormal.getNumericalVariance(),
            logNormal::cumulativeProbability),
        new Law(
            new BoundedPareto(1, 1, 100),
            Math.log(100) / 0.99,
            99 / 0.99 - Math.pow(Math.log(100) / 0.99, 2),
            x -> (1 - 1 / x) / 0.99),
        new Law(
            new BoundedPareto(half, 4, 400),
            half / 0.9 * 2 * (20 - 2) / half,
            half / 0.9 * 2 * (8000 - 8) / 1.5 - 40.0 * 40.0,
            x -> (1 - Math.sqrt(4 / x)) / 0.9));
  }

  @ParameterizedTest
  @MethodSource("continuousLaws")
  void samplesFollowTheLaw(Law law) {
    assertThat(law.law.mean()).isCloseTo(law.mean, within(1e-12 * Math.abs(law.mean)));
    RandomStream stream = new Streams(11, 0).stream(EntityClass.USER, 0, Purpose.SERVICE);
    double[] sample = new double[DRAWS];
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sample[i] = law.law.sample(stream);
      sum += sample[i] - law.mean;
    }
    assertThat(Math.abs(sum / Math.sqrt(DRAWS * law.variance))).isLessThan(4);
    Arrays.sort(sample);
    double distance = 0;
    for (int i = 0; i < DRAWS; i++) {
      double expected = law.distributionFunction.applyAsDouble(sample[i]);
      distance = Math.max(distance, Math.abs(expected - (double) i / DRAWS));
      distance = Math.max(distance, Math.abs(expected - (i + 1.0) / DRAWS));
    }
    // Kolmogorov–Smirnov: beyond 2.2 has probability 1.3e-4.
    assertThat(distance * Math.sqrt(DRAWS)).isLessThan(2.2);
  }

  @ParameterizedTest
  @MethodSource("continuousLaws")
  void quantilesInvertTheDistributionFunction(Law law) {
    for (double u : new double[] {1e-9, 1e-3, 0.05, 0.3, 0.5, 0.9, 0.999, 1 - 1e-9}) {
      double p = law.distributionFunction.applyAsDouble(law.law.quantile(u));
      assertThat(p).isCloseTo(u, within(1e-6 * Math.min(u, 1 - u)));
    }
    double least = law.law.quantile(0x1p-53);
    double greatest = law.law.quantile(1 - 0x1p-53);
    assertThat(least).isFinite().isLessThan(greatest);
    assertThat(greatest).isFinite();
  }

  /** Against commons-math's erf-based Φ, with the two tails and the seams of the three branches. */
  @Test
  void normalQuantilesAreExact() {
    NormalDistribution normal = new NormalDistribution();
    double seam = Math.exp(-25);
    for (double u :
        new double[] {
          0x1p-53, 1e-14, 0.99 * seam, 1.01 * seam, 1e-6, 0.0749, 0.0751, 0.3, 0.5, 0.9249, 0.9251
        }) {
      double z = Normal.quantile(u);
      assertThat(normal.cumulativeProbability(z) / u).isCloseTo(1, within(1e-12));
    }
    assertThat(Normal.quantile(0.975)).isEqualTo(1.959963984540054, within(1e-15));
    assertThat(Normal.quantile(0.25)).isEqualTo(-Normal.quantile(0.75));
    assertThat(Normal.quantile(0x1p-40)).isEqualTo(-Normal.quantile(1 - 0x1p-40));
  }

  @Test
  void logNormalsHaveTheMedianOrMeanAskedFor() {
    assertThat(LogNormal.ofMedian(45, 0.8).quantile(0.5)).isCloseTo(45, within(1e-12));
    assertThat(LogNormal.ofMean(45, 0.8).mean()).isCloseTo(45, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 7.3, 15.999, 16, 40, 1_000, 123_456.7, 1e6})
  void poissonQuantilesAreTheSmallestThatReach(double mean) {
    PoissonDistribution law = new PoissonDistribution(null, mean, 1e-15, 100_000_000);
    Poisson poisson = new Poisson(mean);
    RandomStream stream = new Streams(12, 0).stream(EntityClass.USER, 0, Purpose.ARRIVAL);
    double sum = 0;
    int n = 2_000;
    for (int i = 0; i < n; i++) {
      double u =
          switch (i) {
            case 0 -> 0x1p-53;
            case 1 -> 1e-9;
            case 2 -> 1 - 1e-9;
            default -> stream.nextDouble();
          };
      int k = (int) poisson.quantile(u);
      assertThat(law.cumulativeProbability(k)).isGreaterThanOrEqualTo(u - 1e-12);
      assertThat(law.cumulativeProbability(k - 1)).isLessThanOrEqualTo(u + 1e-12);
      sum += k - mean;
    }
    assertThat(Math.abs(sum / Math.sqrt(n * mean))).isLessThan(4);
    assertThat(poisson.quantile(1 - 0x1p-53)).isLessThan(mean + 9.5 * Math.sqrt(mean) + 20);
  }

  @Test
  void empiricalLawsDrawEachObservationEquallyOften() {
    Empirical law = new Empirical(5, 1, 3, 3);
    assertThat(law.mean()).isEqualTo(3);
    assertThat(law.quantile(0x1p-53)).isEqualTo(1);
    assertThat(law.quantile(0.25)).isEqualTo(1);
    assertThat(law.quantile(0.2501)).isEqualTo(3);
    assertThat(law.quantile(0.75)).isEqualTo(3);
    assertThat(law.quantile(0.7501)).isEqualTo(5);
    assertThat(law.quantile(1 - 0x1p-53)).isEqualTo(5);
  }

  @Test
  void everyVariateTakesExactlyOneUniform() {
    for (Distribution law :
        new Distribution[] {
          new Constant(1),
          new LogNormal(0, 1),
          new Poisson(3),
          new Poisson(300),
          new Empirical(1, 2)
        }) {
      RandomStream used = new RandomStream(1, 1, false);
      RandomStream expected = new RandomStream(1, 1, false);
      law.sample(used);
      expected.nextLong();
      assertThat(used.nextLong()).isEqualTo(expected.nextLong());
    }
  }

  @Test
  void parametersOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> new Exponential(0)).hasMessageContaining("mean must be positive");
    assertThatThrownBy(() -> new Exponential(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Weibull(-1, 1)).hasMessageContaining("shape");
    assertThatThrownBy(() -> new LogNormal(Double.NaN, 1)).hasMessageContaining("mu");
    assertThatThrownBy(() -> new Uniform(2, 1)).hasMessageContaining("2.0 to 1.0");
    assertThatThrownBy(() -> new BoundedPareto(1, 3, 3)).hasMessageContaining("3.0 to 3.0");
    assertThatThrownBy(() -> new Poisson(2e8)).hasMessageContaining("at most");
    assertThatThrownBy(() -> new Empirical()).hasMessageContaining("no observations");
    assertThatThrownBy(() -> new Empirical(1, Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> new Constant(Double.POSITIVE_INFINITY)).hasMessageContaining("finite");
  }
}
