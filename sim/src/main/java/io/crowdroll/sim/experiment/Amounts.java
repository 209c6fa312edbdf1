package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Wei;

/** Amounts as numbers, for statistics only. */
final class Amounts {
  private Amounts() {}

  /** The nearest double. */
  static double toDouble(Wei amount) {
    if (amount.hi() != 0) {
      return amount.toBigInteger().doubleValue();
    }
    // An unsigned long, halved where it has 64 bits; the last bit still decides how to round.
    long lo = amount.lo();
    return lo >= 0 ? lo : 2.0 * (lo >>> 1 | lo & 1);
  }

  /** {@code numerator / denominator}; NaN where there is nothing to divide by. */
  static double ratio(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
