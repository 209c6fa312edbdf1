package io.crowdroll.reports.chart;

/**
 * A curve of a figure, with a band around it where it is uncertain.
 *
 * @param name what it shows; written at its end, empty for none
 * @param x abscissae, ascending
 * @param y ordinates, as many; all finite
 * @param low lower edge of the band, or null
 * @param high upper edge of the band, or null
 * @param reference whether it is only there to compare with: grey and dashed
 */
public record Curve(
    String name, double[] x, double[] y, double[] low, double[] high, boolean reference) {

  /** A curve without a band. */
  public static Curve of(String name, double[] x, double[] y) {
    return new Curve(name, x, y, null, null, false);
  }

  /** This curve with a band. */
  public Curve within(double[] low, double[] high) {
    return new Curve(name, x, y, low, high, reference);
  }

  /** This curve as something to compare with. */
  public Curve asReference() {
    return new Curve(name, x, y, low, high, true);
  }

  /** This curve as a staircase that keeps each value until the next abscissa. */
  public Curve asSteps() {
    return new Curve(name, doubled(x, 1), doubled(y, 0), held(low), held(high), reference);
  }

  private static double[] held(double[] values) {
    return values == null ? null : doubled(values, 0);
  }

  /** Every entry twice, but {@code ahead} = 1 drops the first and 0 the last of them. */
  private static double[] doubled(double[] values, int ahead) {
    double[] twice = new double[Math.max(0, 2 * values.length - 1)];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = values[(i + ahead) / 2];
    }
    return twice;
  }
}
