package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.Exponential;
import io.crowdroll.sim.kernel.Normal;
import io.crowdroll.sim.scenario.DurationLaw;
import org.apache.commons.math3.distribution.GammaDistribution;

/**
 * What is left of a duration that is met at a random time in equilibrium: a uniform part of a
 * duration drawn in proportion to its length (the inspection paradox; Feller II, XI.4).
 *
 * <p>Started so, a renewal process is stationary from time 0. Started with full durations, a
 * population of sessions would be too steady for hours.
 */
final class ResidualLife {
  private final DurationLaw law;
  private final GammaDistribution biased;

  ResidualLife(DurationLaw law) {
    this.law = law;
    this.biased =
        law instanceof DurationLaw.Weibull weibull
            ? new GammaDistribution(null, 1 + 1 / weibull.shape(), 1)
            : null;
  }

  /**
   * A residual life in ms.
   *
   * @param u uniform in (0, 1)
   * @param v uniform in (0, 1), independent of u
   */
  double millis(double u, double v) {
    return switch (law) {
      case DurationLaw.Constant(long millis) -> u * millis;
      case DurationLaw.Exponential(long mean) -> new Exponential(mean).quantile(u);
      // Length-biased, (X / scale)^shape is gamma with shape parameter 1 + 1 / shape.
      case DurationLaw.Weibull(long scale, double shape) ->
          u * scale * StrictMath.pow(biased.inverseCumulativeProbability(v), 1 / shape);
      // Length-biased, ln X has its mean moved by σ².
      case DurationLaw.Lognormal(long median, double sigma) ->
          u * median * StrictMath.exp(sigma * (sigma + Normal.quantile(v)));
    };
  }
}
