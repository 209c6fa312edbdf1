package io.crowdroll.sim.kernel;

/**
 * e<sup>x</sup> for the millions of log-normal delays of a run, several times faster than {@link
 * StrictMath#exp} and as repeatable: plain IEEE arithmetic, within two units in the last place.
 *
 * <p>P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE floating-point
 * arithmetic" (ACM TOMS 15, 1989), with 64 steps to the octave: x = k · ln 2 / 64 + r, and e^r by
 * its series.
 */
final class Exp {
  private static final int STEPS = 64;
  private static final double PER_STEP = STEPS / StrictMath.log(2);

  /** ln 2 / 64 in two parts, the first short enough that its multiples are exact. */
  private static final double STEP_HIGH = 0x1.62e42feep-7;

  private static final double STEP_LOW = 0x1.a39ef35793c76p-39;

  /** Adding and subtracting it rounds to a whole number. */
  private static final double ROUNDER = 0x1.8p52;

  /** Beyond, results or their scale leave the range of normal numbers. */
  private static final double LIMIT = 700;

  private static final double[] POWERS = powers();

  private Exp() {}

  private static double[] powers() {
    double[] powers = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      powers[i] = StrictMath.pow(2, (double) i / STEPS);
    }
    return powers;
  }

  /** e<sup>x</sup>. */
  static double of(double x) {
    if (!(x > -LIMIT && x < LIMIT)) {
      return StrictMath.exp(x);
    }
    double whole = x * PER_STEP + ROUNDER - ROUNDER;
    int k = (int) whole;
    double r = x - whole * STEP_HIGH - whole * STEP_LOW;
    double series = r * (1 + r * (1 / 2.0 + r * (1 / 6.0 + r * (1 / 24.0 + r * (1 / 120.0)))));
    double scale = Double.longBitsToDouble((long) (1023 + (k >> 6)) << 52);
    double power = POWERS[k & STEPS - 1];
    return (power + power * series) * scale;
  }
}
