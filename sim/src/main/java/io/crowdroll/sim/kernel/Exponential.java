package io.crowdroll.sim.kernel;

/** Exponential with the given mean: P(X &gt; x) = e^(−x/mean). */
public record Exponential(double mean) implements Distribution {

  /** Rejects a mean that is not positive. */
  public Exponential {
    Distribution.requirePositive("mean", mean);
  }

  @Override
  public double quantile(double u) {
    return -mean * StrictMath.log1p(-u);
  }
}
