package io.crowdroll.sim.scenario;

/**
 * A class of proving machine.
 *
 * @param secondsPerUnit mean proving time of one unit (1,000 constraints)
 * @param spread the law of a proof's time around that mean; independent a proof
 * @param watts electrical power while proving
 */
public record HardwareClass(String name, double secondsPerUnit, Spread spread, double watts) {

  /** Law of a proving time with the given mean. */
  public sealed interface Spread {
    /** No randomness. */
    record None() implements Spread {}

    record Exponential() implements Spread {}

    record Weibull(double shape) implements Spread {}

    record Lognormal(double sigma) implements Spread {}

    /**
     * As another machine was measured. What it did not prove, such as contract calls, takes the
     * mean of a unit.
     *
     * @param factor so many times as long as there
     */
    record Measured(Calibration calibration, double factor) implements Spread {}
  }
}
