package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;

/**
 * Simulated time on the page, in a unit that suits the horizon.
 *
 * @param unit its name
 * @param millis milliseconds in it
 * @param end the horizon, in that unit
 */
record TimeScale(String unit, double millis, double end) {
  private static final double[] TICKS = {0.5, 1, 2, 3, 4, 6, 12, 24, 48};

  static TimeScale of(long horizonMs) {
    double minutes = horizonMs / 60e3;
    if (minutes <= 180) {
      return new TimeScale("min", 60e3, minutes);
    }
    if (minutes <= 72 * 60) {
      return new TimeScale("h", 3_600e3, minutes / 60);
    }
    return new TimeScale("days", 86_400e3, minutes / 1_440);
  }

  double at(long timeMs) {
    return timeMs / millis;
  }

  /** "6 h", "90 min". */
  String text(long timeMs) {
    return Numbers.value(at(timeMs)) + " " + unit;
  }

  Axis axis() {
    Axis axis = Axis.linear("simulated time (" + unit + ")", 0, Math.max(end, 1e-3));
    if (unit.equals("h")) {
      for (double tick : TICKS) {
        if (end / tick <= 10) {
          return axis.every(tick);
        }
      }
    }
    return axis;
  }
}
