package io.crowdroll.reports.html;

import io.crowdroll.reports.results.Manifest;
import io.crowdroll.reports.results.RealProofRow;
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
 * @param realProofs what real proofs took on the machine of the run
 */
record Results(
    Manifest manifest,
    Summary summary,
    String resolved,
    List<Replication> replications,
    List<RealProofRow> realProofs) {
  static final double CONFIDENCE = 0.95;
  static final Interval NOTHING = new Interval(Double.NaN, Double.NaN, Double.NaN, CONFIDENCE, 0);

  static Results read(RunDirectory run) {
    Summary summary = run.summary();
    List<Replication> replications =
        run.replications().parallelStream()
            .map(index -> Replication.read(run.reader(index), summary.horizonMs()))
            .toList();
    return new Results(run.manifest(), summary, run.resolved(), replications, run.realProofs());
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

  /** As {@link #across} for shares of one; an interval ends where shares do. */
  Interval shareAcross(ToDoubleFunction<Replication> share) {
    return within(across(share), 1);
  }

  /** As {@link #across} for what cannot be negative. */
  Interval amountAcross(ToDoubleFunction<Replication> amount) {
    return amountAcross(each(amount));
  }

  /** The same of numbers at hand, one from each replication. */
  static Interval amountAcross(double[] each) {
    return within(across(each), Double.POSITIVE_INFINITY);
  }

  private static Interval within(Interval interval, double most) {
    return new Interval(
        interval.estimate(),
        Math.max(0, interval.low()),
        Math.min(most, interval.high()),
        interval.confidence(),
        interval.n());
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
   * As {@link #amountAcross} for estimates with an interval of their own, which a single
   * replication keeps.
   */
  Interval acrossOrWithin(Function<Replication, Interval> estimate) {
    return acrossOrWithin(replications.stream().map(estimate).toList());
  }

  /** The same of estimates at hand, one from each replication. */
  static Interval acrossOrWithin(List<Interval> each) {
    return each.size() == 1
        ? each.get(0)
        : amountAcross(each.stream().mapToDouble(Interval::estimate).toArray());
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
