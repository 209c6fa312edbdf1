package io.crowdroll.reports.stats;

/**
 * Counts in bins of equal width. What lies outside of them is counted in the bin at that end, so
 * that nothing is lost silently.
 */
public final class Histogram {
  private final double low;
  private final double width;
  private final long[] counts;
  private long total;

  /**
   * An empty histogram over [{@code low}, {@code high}).
   *
   * @throws IllegalArgumentException unless low &lt; high and there is a bin
   */
  public Histogram(double low, double high, int bins) {
    if (!(low < high) || bins < 1) {
      throw new IllegalArgumentException("no bins in [" + low + ", " + high + ")");
    }
    this.low = low;
    this.width = (high - low) / bins;
    this.counts = new long[bins];
  }

  /** Counts a value; NaN is not one. */
  public void add(double value) {
    if (!Double.isNaN(value)) {
      int bin = (int) StrictMath.floor((value - low) / width);
      counts[Math.clamp(bin, 0, counts.length - 1)]++;
      total++;
    }
  }

  /**
   * Adds the counts of another histogram.
   *
   * @throws IllegalArgumentException when its bins are not the same
   */
  public void add(Histogram other) {
    if (other.low != low || other.width != width || other.bins() != bins()) {
      throw new IllegalArgumentException("the bins of the histograms differ");
    }
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] += other.counts[bin];
    }
    total += other.total;
  }

  /** Number of bins. */
  public int bins() {
    return counts.length;
  }

  /** Lower edge of a bin; of bin {@link #bins} the upper edge of the last. */
  public double edge(int bin) {
    return low + bin * width;
  }

  /** Values in a bin. */
  public long count(int bin) {
    return counts[bin];
  }

  /** Values in all. */
  public long total() {
    return total;
  }

  /** A bin's share of all values, 0 when there are none. */
  public double share(int bin) {
    return total == 0 ? 0 : (double) counts[bin] / total;
  }
}
