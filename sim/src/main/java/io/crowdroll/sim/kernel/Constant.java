package io.crowdroll.sim.kernel;

/**
 * Always the same value. A sample still takes its uniform number, so that replacing a law by its
 * mean keeps the stream in step.
 */
public record Constant(double value) implements Distribution {

  /** Rejects a value that is not finite. */
  public Constant {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite, not " + value);
    }
  }

  @Override
  public double quantile(double u) {
    return value;
  }

  @Override
  public double mean() {
    return value;
  }
}
