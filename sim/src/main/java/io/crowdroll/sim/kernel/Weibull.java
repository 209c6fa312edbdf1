package io.crowdroll.sim.kernel;

import org.apache.commons.math3.special.Gamma;

/**
 * Weibull: P(X &gt; x) = e^(−(x/scale)^shape). A shape below 1 means that who has stayed long stays
 * longer, as in measured peer sessions; shape 1 is the exponential.
 */
public record Weibull(double shape, double scale) implements Distribution {

  /** Rejects a shape or scale that is not positive. */
  public Weibull {
    Distribution.requirePositive("shape", shape);
    Distribution.requirePositive("scale", scale);
  }

  /** The Weibull law of the given shape and mean. */
  public static Weibull ofMean(double shape, double mean) {
    Distribution.requirePositive("mean", mean);
    return new Weibull(shape, mean / new Weibull(shape, 1).mean());
  }

  @Override
  public double quantile(double u) {
    return scale * StrictMath.pow(-StrictMath.log1p(-u), 1 / shape);
  }

  @Override
  public double mean() {
    return scale * Gamma.gamma(1 + 1 / shape);
  }
}
