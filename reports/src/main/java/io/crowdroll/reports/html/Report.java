package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Marker;
import java.util.List;

/**
 * A run and the scales on which its page shows it.
 *
 * @param results what the run has to say
 * @param scale simulated time on the page
 * @param timeLine what happened when
 */
record Report(Results results, TimeScale scale, TimeLine timeLine) {
  static Report of(Results results) {
    return new Report(
        results, TimeScale.of(results.summary().horizonMs()), TimeLine.of(results.replications()));
  }

  double horizonSeconds() {
    return results.summary().horizonMs() / 1e3;
  }

  List<Marker> markers() {
    return timeLine.markers(scale);
  }

  /** What a curve over time and the band around it are. */
  String seriesCaption() {
    String band =
        results.n() == 1
            ? "One replication."
            : "Line: mean of "
                + results.n()
                + " replications; band: from the smallest to the largest of them.";
    return timeLine.marked().isEmpty()
        ? band
        : band + " The numbered lines are the events of the time line.";
  }

  /** What a survival curve and the band around it are. */
  String survivalCaption(long count, long waiting, String what) {
    String band =
        results.n() == 1
            ? "Kaplan–Meier estimate of one replication; band: 95 % by Greenwood's formula, which"
                + " takes the waits for independent."
            : "Mean of the Kaplan–Meier estimates of "
                + results.n()
                + " replications; band: 95 % t interval across them.";
    return band
        + " n = "
        + Numbers.count(count)
        + " "
        + what
        + "; the "
        + Numbers.count(waiting)
        + " still waiting at the end count as censored.";
  }
}
