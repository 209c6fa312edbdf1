package io.crowdroll.sim.kernel;

/** Uniform over the interval from {@code low} to {@code high}. */
public record Uniform(double low, double high) implements Distribution {

  /** Rejects bounds that are not finite and in order. */
  public Uniform {
    if (!(low <= high && Double.isFinite(high - low))) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  @Override
  public double quantile(double u) {
    return low + u * (high - low);
  }

  @Override
  public double mean() {
    return low + (high - low) / 2;
  }
}
