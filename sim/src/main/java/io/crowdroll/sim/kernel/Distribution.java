package io.crowdroll.sim.kernel;

/**
 * A law of a real random variable, sampled by its inverse distribution function.
 *
 * <p>One variate takes exactly one uniform number: streams stay in step when a parameter changes,
 * and 1 − u gives the antithetic variate. All arithmetic is IEEE 754 and {@link StrictMath}, so
 * that a variate has the same bits on every machine, interpreted or compiled. The unit is the
 * caller's.
 */
public sealed interface Distribution
    permits Constant, Uniform, Exponential, Weibull, LogNormal, BoundedPareto, Poisson, Empirical {

  /**
   * The smallest x with P(X ≤ x) ≥ u.
   *
   * @param u in the open interval (0, 1)
   */
  double quantile(double u);

  /** The expectation. */
  double mean();

  /** The next variate from a stream. */
  default double sample(RandomStream stream) {
    return quantile(stream.nextDouble());
  }

  /**
   * Rejects a parameter that is not positive and finite.
   *
   * @throws IllegalArgumentException naming the parameter and its value
   */
  static void requirePositive(String parameter, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(parameter + " must be positive and finite, not " + value);
    }
  }
}
