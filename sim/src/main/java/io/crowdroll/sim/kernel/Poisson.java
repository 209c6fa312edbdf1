package io.crowdroll.sim.kernel;

import org.apache.commons.math3.special.Gamma;

/**
 * Poisson, the number of arrivals: P(X = k) = e^(−mean) mean^k / k!.
 *
 * <p>The inverse is exact up to the rounding of the distribution function. Small means are summed
 * from 0; for large ones the search starts at the Cornish–Fisher approximation, which is off by a
 * step or two, from where the distribution function is an incomplete gamma function.
 */
public record Poisson(double mean) implements Distribution {

  /** Largest mean: beyond it ln Γ loses the digits that tell neighbouring counts apart. */
  public static final double MAX_MEAN = 1e8;

  private static final double SUMMED_BELOW = 16;
  private static final double GAMMA_PRECISION = 1e-15;

  /** Rejects a mean that is not in (0, {@link #MAX_MEAN}]. */
  public Poisson {
    Distribution.requirePositive("mean", mean);
    if (mean > MAX_MEAN) {
      throw new IllegalArgumentException("mean must be at most " + MAX_MEAN + ", not " + mean);
    }
  }

  @Override
  public double quantile(double u) {
    return mean < SUMMED_BELOW ? smallest(u) : nearNormal(u);
  }

  private double smallest(double u) {
    double k = 0;
    double probability = StrictMath.exp(-mean);
    double below = probability;
    // Stops adding when the terms vanish: rounding may leave the sum short of a u close to 1.
    while (below < u && below + probability > below) {
      k++;
      probability *= mean / k;
      below += probability;
    }
    return k;
  }

  private double nearNormal(double u) {
    double z = Normal.quantile(u);
    double guess = mean + z * StrictMath.sqrt(mean) + (z * z - 1) / 6;
    double k = Math.max(0, StrictMath.rint(guess));
    double below = distribution(k);
    if (below < u) {
      while (below < u) {
        double next = distribution(++k);
        if (next == below) {
          return k;
        }
        below = next;
      }
      return k;
    }
    while (k > 0 && distribution(k - 1) >= u) {
      k--;
    }
    return k;
  }

  /** P(X ≤ k). */
  private double distribution(double k) {
    return Gamma.regularizedGammaQ(k + 1, mean, GAMMA_PRECISION, Integer.MAX_VALUE);
  }
}
