package io.crowdroll.sim.kernel;

/**
 * Pareto cut to [{@code low}, {@code high}]: density proportional to x^(−shape−1). The bound keeps
 * the moments finite for a shape below 2, where those of a plain Pareto are not and no simulation
 * converges.
 */
public record BoundedPareto(double shape, double low, double high) implements Distribution {

  /** Rejects a shape that is not positive and bounds that are not positive and in order. */
  public BoundedPareto {
    Distribution.requirePositive("shape", shape);
    Distribution.requirePositive("low", low);
    Distribution.requirePositive("high", high);
    if (low >= high) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  @Override
  public double quantile(double u) {
    double x = low * StrictMath.pow(1 - u * (1 - beyond()), -1 / shape);
    return Math.min(x, high); // rounding must not leave the support
  }

  @Override
  public double mean() {
    double ratio = low / high;
    double perLow =
        shape == 1
            ? -StrictMath.log(ratio)
            : shape / (shape - 1) * (1 - StrictMath.pow(ratio, shape - 1));
    return low * perLow / (1 - beyond());
  }

  /** The share of the uncut law that lies beyond {@code high}. */
  private double beyond() {
    return StrictMath.pow(low / high, shape);
  }
}
