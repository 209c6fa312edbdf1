package io.crowdroll.reports.stats;

import java.util.Arrays;

/** Long-run means from one long, correlated series that starts out of balance. */
public final class SteadyState {
  private static final int MSER_BATCH = 5;

  private SteadyState() {}

  /**
   * How many observations to drop as warm-up by MSER-5 (White 1997): the truncation that minimises
   * the standard error of what remains, in batches of five, at most half of the series.
   */
  public static int warmUp(double[] series) {
    double[] batches = batch(series, series.length / MSER_BATCH, MSER_BATCH);
    int n = batches.length;
    double sum = 0;
    double squares = 0;
    double best = Double.POSITIVE_INFINITY;
    int truncation = 0;
    for (int d = n - 1; d >= 0; d--) {
      sum += batches[d];
      squares += batches[d] * batches[d];
      double kept = n - d;
      double error = (squares - sum * sum / kept) / (kept * kept);
      if (d <= n / 2 && error <= best) {
        best = error;
        truncation = d;
      }
    }
    return truncation * MSER_BATCH;
  }

  /**
   * Mean and interval of the long-run mean by batch means: the series is cut into {@code batches}
   * of equal length, whose means are nearly independent when they are long enough. What does not
   * fill a batch is dropped from the start, where the warm-up is.
   *
   * @param batches about 20 to 30
   */
  public static Interval batchMeans(double[] series, int batches, double confidence) {
    int length = series.length / batches;
    if (length == 0) {
      return Means.interval(series, confidence);
    }
    double[] tail = Arrays.copyOfRange(series, series.length - batches * length, series.length);
    Interval ofBatches = Means.interval(batch(tail, batches, length), confidence);
    return new Interval(
        ofBatches.estimate(), ofBatches.low(), ofBatches.high(), confidence, tail.length);
  }

  private static double[] batch(double[] series, int batches, int length) {
    double[] means = new double[batches];
    Arrays.setAll(means, i -> Sums.mean(Arrays.copyOfRange(series, i * length, (i + 1) * length)));
    return means;
  }
}
