package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Wei;

/** Amounts as numbers, for statistics only. */
final class Amounts {
  private Amounts() {}

  /** The nearest double. */
  static double toDouble(Wei amount) {
    return amount.fitsLong() ? amount.lo() : amount.toBigInteger().doubleValue();
  }

  /** {@code numerator / denominator}; NaN where there is nothing to divide by. */
  static double ratio(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
