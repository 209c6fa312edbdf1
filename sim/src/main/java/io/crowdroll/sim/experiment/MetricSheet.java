package io.crowdroll.sim.experiment;

import io.crowdroll.reports.results.MetricRow;
import java.util.ArrayList;
import java.util.List;

/** The scalar results of one replication as they are worked out, in order. */
final class MetricSheet {
  private final List<MetricRow> rows = new ArrayList<>();

  /**
   * Adds a result.
   *
   * @throws IllegalArgumentException for a metric that {@link Metric} does not describe
   */
  void put(String name, double value) {
    Metric metric =
        Metric.find(name)
            .orElseThrow(() -> new IllegalArgumentException("undescribed metric " + name));
    rows.add(new MetricRow(name, metric.unit(), value));
  }

  List<MetricRow> rows() {
    return rows;
  }
}
