package io.crowdroll.reports.html;

import io.crowdroll.reports.results.Manifest;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.reports.results.Summary;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.Means;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * All that a run has to say.
 *
 * @param manifest how it came about
 * @param summary question and verdicts
 * @param resolved the scenario with every parameter
 * @param replications the replications that are whole, by index
 */
record Results(
    Manifest manifest, Summary summary, String resolved, List<Replication> replications) {
  static final double CONFIDENCE = 0.95;
  static final Interval NOTHING = new Interval(Double.NaN, Double.NaN, Double.NaN, CONFIDENCE, 0);

  static Results read(RunDirectory run) {
    Summary summary = run.summary();
    List<Replication> replications =
        run.replications().parallelStream()
            .map(index -> Replication.read(run.reader(index), summary.horizonMs()))
            .toList();
    return new Results(run.manifest(), summary, run.resolved(), replications);
  }

  int n() {
    return replications.size();
  }

  /**
   * One number from each replication: their mean and its t interval. NaNs are left out; what one of
   * them did not reach, the mean does not reach.
   */
  Interval across(ToDoubleFunction<Replication> number) {
    return across(each(number));
  }

  /** The same of numbers at hand, one from each replication. */
  static Interval across(double[] each) {
    double[] numbers = Arrays.stream(each).filter(number -> !Double.isNaN(number)).toArray();
    for (double number : numbers) {
      if (Double.isInfinite(number)) {
        return new Interval(number, Double.NaN, Double.NaN, CONFIDENCE, numbers.length);
      }
    }
    return Means.interval(numbers, CONFIDENCE);
  }

  /**
   * As {@link #across}, but a single replication keeps the interval that it found within itself.
   */
  Interval acrossOrWithin(Function<Replication, Interval> estimate) {
    return acrossOrWithin(replications.stream().map(estimate).toList());
  }

  /** The same of estimates at hand, one from each replication. */
  static Interval acrossOrWithin(List<Interval> each) {
    return each.size() == 1
        ? each.get(0)
        : across(each.stream().mapToDouble(Interval::estimate).toArray());
  }

  /** The numbers behind {@link #across}. */
  double[] each(ToDoubleFunction<Replication> number) {
    return replications.stream()
        .mapToDouble(number)
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  long total(ToLongFunction<Replication> count) {
    return replications.stream().mapToLong(count).sum();
  }

  /** "in one replication", "in 10 replications". */
  String inReplications() {
    return "in " + replicationsText();
  }

  String replicationsText() {
    return n() == 1 ? "one replication" : n() + " replications";
  }
}
