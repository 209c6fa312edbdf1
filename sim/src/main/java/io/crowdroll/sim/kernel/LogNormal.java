package io.crowdroll.sim.kernel;

/** Log-normal: ln X is normal with mean {@code mu} and standard deviation {@code sigma}. */
public record LogNormal(double mu, double sigma) implements Distribution {

  /** Rejects parameters that are not finite, and a sigma that is not positive. */
  public LogNormal {
    if (!Double.isFinite(mu)) {
      throw new IllegalArgumentException("mu must be finite, not " + mu);
    }
    Distribution.requirePositive("sigma", sigma);
  }

  /** The log-normal law of the given median. */
  public static LogNormal ofMedian(double median, double sigma) {
    Distribution.requirePositive("median", median);
    return new LogNormal(StrictMath.log(median), sigma);
  }

  /** The log-normal law of the given mean. */
  public static LogNormal ofMean(double mean, double sigma) {
    Distribution.requirePositive("mean", mean);
    return new LogNormal(StrictMath.log(mean) - sigma * sigma / 2, sigma);
  }

  @Override
  public double quantile(double u) {
    return Exp.of(mu + sigma * Normal.quantile(u));
  }

  @Override
  public double mean() {
    return StrictMath.exp(mu + sigma * sigma / 2);
  }
}
