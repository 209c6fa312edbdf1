package io.crowdroll.reports.html;

import io.crowdroll.reports.results.CsvTable;
import io.crowdroll.reports.results.ReplicationReader;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** One quantity over time, of one replication. */
final class Series {
  private long[] times = new long[64];
  private double[] values = new double[64];
  private int length;

  /** All series of a replication, by name. */
  static Map<String, Series> read(ReplicationReader reader) {
    Map<String, Series> all = new TreeMap<>();
    reader.forEach(
        CsvTable.SERIES,
        row -> all.computeIfAbsent(row.metric(), _ -> new Series()).add(row.tMs(), row.value()));
    return all;
  }

  private void add(long time, double value) {
    if (length == times.length) {
      times = Arrays.copyOf(times, 2 * length);
      values = Arrays.copyOf(values, 2 * length);
    }
    times[length] = time;
    values[length++] = value;
  }

  int length() {
    return length;
  }

  long time(int i) {
    return times[i];
  }

  /** The value sampled at a time; NaN when there is none. */
  double at(long time) {
    int i = Arrays.binarySearch(times, 0, length, time);
    return i < 0 ? Double.NaN : values[i];
  }

  double first() {
    return length == 0 ? Double.NaN : values[0];
  }

  double last() {
    return length == 0 ? Double.NaN : values[length - 1];
  }

  double mean() {
    return length == 0 ? Double.NaN : Arrays.stream(values, 0, length).sum() / length;
  }

  /** The smallest value after the first sample, which shows a chain that has not begun. */
  double smallest() {
    return Arrays.stream(values, Math.min(1, length), length).min().orElse(Double.NaN);
  }

  double largest() {
    return Arrays.stream(values, 0, length).max().orElse(Double.NaN);
  }
}
