package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests' yardstick: a sample mean lies within 4 standard errors of what theory says. */
final class Statistics {
  private long n;
  private double mean;
  private double squares;

  /** One more observation (Welford). */
  void add(double x) {
    n++;
    double delta = x - mean;
    mean += delta / n;
    squares += delta * (x - mean);
  }

  double mean() {
    return mean;
  }

  double variance() {
    return squares / (n - 1);
  }

  /** The mean is as expected, judged by the sample's own variance. */
  void assertMean(double expected) {
    double z = (mean - expected) / Math.sqrt(variance() / n);
    assertThat(Math.abs(z)).as("z of mean %s against %s", mean, expected).isLessThan(4);
  }

  /** Mean and variance are those of a law with a given fourth central moment. */
  void assertMoments(double expected, double variance, double fourthMoment) {
    assertMean(expected);
    double error = Math.sqrt((fourthMoment - variance * variance) / n);
    double z = (variance() - variance) / error;
    assertThat(Math.abs(z)).as("z of variance %s against %s", variance(), variance).isLessThan(4);
  }

  /** The counts of independent Poisson variables: mean and variance are equal. */
  void assertPoisson(double expected) {
    assertMoments(expected, expected, expected * (1 + 3 * expected));
  }

  /** The counts of independent binomial variables. */
  void assertBinomial(int trials, double p) {
    double variance = trials * p * (1 - p);
    double fourth = variance * (1 + 3 * (trials - 2) * p * (1 - p));
    assertMoments(trials * p, variance, fourth);
  }
}
