package io.crowdroll.reports.stats;

/** Sums whose rounding error does not grow with the number of terms. */
final class Sums {
  private Sums() {}

  /** Neumaier's compensated sum, in the order of the array. */
  static double sum(double[] values) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    return sum + lost;
  }

  static double mean(double[] values) {
    return sum(values) / values.length;
  }

  /** Sum of squared deviations from the mean. */
  static double squaredDeviations(double[] values) {
    double mean = mean(values);
    double[] squares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      squares[i] = (values[i] - mean) * (values[i] - mean);
    }
    return sum(squares);
  }
}
