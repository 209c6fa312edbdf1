package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Marker;
import io.crowdroll.reports.results.PredictionRow;
import io.crowdroll.reports.results.RunDirectory;
import java.util.ArrayList;
import java.util.List;

/**
 * A run and the scales on which its page shows it.
 *
 * @param results what the run has to say
 * @param scale simulated time on the page
 * @param timeLine what happened when
 * @param variants the variants that the run compares, in the scenario's order; empty when it has
 *     results of its own
 * @param prediction of a testnet run, beside what it measured; empty for a simulation
 */
record Report(
    Results results,
    TimeScale scale,
    TimeLine timeLine,
    List<Variant> variants,
    List<PredictionRow> prediction) {
  static Report read(RunDirectory run) {
    Results results = Results.read(run);
    List<Variant> variants =
        run.variants().stream()
            .map(name -> new Variant(name, Results.read(run.variant(name))))
            .toList();
    List<Replication> all = new ArrayList<>(results.replications());
    variants.forEach(variant -> all.addAll(variant.results().replications()));
    return new Report(
        results,
        TimeScale.of(results.summary().horizonMs()),
        TimeLine.of(all),
        variants,
        run.prediction());
  }

  /** Replications of the run, or of all its variants. */
  int replications() {
    return results.n() + variants.stream().mapToInt(variant -> variant.results().n()).sum();
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
