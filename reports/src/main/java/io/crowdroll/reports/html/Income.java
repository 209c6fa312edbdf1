package io.crowdroll.reports.html;

import io.crowdroll.reports.chart.Axis;
import io.crowdroll.reports.chart.Curve;
import io.crowdroll.reports.chart.Frame;
import io.crowdroll.reports.chart.LineChart;
import io.crowdroll.reports.results.ProverRow;
import io.crowdroll.reports.stats.Bootstrap;
import io.crowdroll.reports.stats.Inequality;
import io.crowdroll.reports.stats.Interval;
import io.crowdroll.reports.stats.Means;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Who earns, how unequally, and whether it pays. */
final class Income {
  static final Section SECTION = new Section("income", "Prover income", Income::write);

  private static final int LORENZ_POINTS = 100;
  private static final int RESAMPLES = 499;

  private Income() {}

  private static void write(Html page, Report report) {
    Results results = report.results();
    if (results.total(r -> r.provers().size()) == 0) {
      page.paragraph("There were no provers.");
      return;
    }
    lorenz(page, results);
    groups(page, results);
  }

  /** Gini of what provers that were active at all earned; NaN when nobody earned. */
  static Interval gini(Results results) {
    if (results.n() == 1) {
      double[] earned = earned(results.replications().get(0));
      double gini = Inequality.gini(earned);
      return Double.isNaN(gini)
          ? new Interval(gini, gini, gini, Results.CONFIDENCE, 1)
          : new Bootstrap(RESAMPLES, results.summary().horizonMs())
              .interval(earned, Inequality::gini, Results.CONFIDENCE);
    }
    return results.across(r -> Inequality.gini(earned(r)));
  }

  /** The Gini that chance alone gives for as many proofs a prover. */
  static Interval chanceGini(Results results) {
    return results.across(r -> Inequality.chanceGini(proofsEach(r)));
  }

  static Interval shareInProfit(Results results) {
    return results.shareAcross(
        r -> r.provers().stream().mapToInt(p -> p.profitUsd() > 0 ? 1 : 0).average().orElse(0));
  }

  private static void lorenz(Html page, Results results) {
    Curve measured = measuredLorenz(results);
    if (measured == null) {
      page.paragraph("No prover earned anything.");
      return;
    }
    double[] ends = {0, 1};
    String svg =
        LineChart.svg(
            Frame.wide("Lorenz curve of prover income"),
            Axis.share("provers, from the poorest"),
            Axis.share("share of all income"),
            List.of(
                measured, chanceLorenz(results), Curve.of("equality", ends, ends).asReference()),
            List.of());
    long provers = results.total(r -> earned(r).length);
    page.figure(
        svg,
        "Lorenz curve of income. Gini "
            + Numbers.sentence(gini(results), Numbers::value)
            + "; chance alone, were all provers alike and all tasks of equal worth, would give "
            + Numbers.sentence(chanceGini(results), Numbers::value)
            + ". n = "
            + Numbers.count(provers)
            + " provers that were active "
            + results.inReplications()
            + (results.n() > 1
                ? "; interval and band: 95 % t across replications."
                : "; interval: BCa bootstrap over provers."));
  }

  private static Curve measuredLorenz(Results results) {
    List<double[]> curves = new ArrayList<>();
    for (Replication replication : results.replications()) {
      double[] curve = Inequality.lorenz(earned(replication), LORENZ_POINTS);
      if (!Double.isNaN(curve[LORENZ_POINTS])) {
        curves.add(curve);
      }
    }
    if (curves.isEmpty()) {
      return null;
    }
    double[] x = new double[LORENZ_POINTS + 1];
    double[] mean = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int at = i;
      double[] values = curves.stream().mapToDouble(curve -> curve[at]).toArray();
      Interval interval = Means.interval(values, Results.CONFIDENCE);
      x[i] = (double) i / LORENZ_POINTS;
      mean[i] = interval.estimate();
      low[i] = Math.clamp(interval.low(), 0, 1);
      high[i] = Math.clamp(interval.high(), 0, 1);
    }
    Curve curve = Curve.of("measured", x, mean);
    return curves.size() == 1 ? curve : curve.within(low, high);
  }

  /** Lorenz curve of a Poisson number of equal proofs: points (F(k), F(k − 1)). */
  private static Curve chanceLorenz(Results results) {
    double m = results.across(Income::proofsEach).estimate();
    List<Double> x = new ArrayList<>(List.of(0.0));
    List<Double> y = new ArrayList<>(List.of(0.0));
    double below = 0;
    double logarithm = -m;
    for (int k = 0; m > 0 && below < 1 - 1e-9 && k < 20 * m + 100; k++) {
      double upTo = Math.min(1, below + StrictMath.exp(logarithm));
      if (upTo - x.get(x.size() - 1) > 0.002) {
        x.add(upTo);
        y.add(below);
      }
      below = upTo;
      logarithm += StrictMath.log(m / (k + 1));
    }
    x.add(1.0);
    y.add(1.0);
    return Curve.of(
        "chance alone",
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void groups(Html page, Results results) {
    Map<String, Long> sizes = ProverGroup.sizes(results.replications());
    page.heading("By cohort and behaviour");
    Table earnings =
        Table.ofIntervals(
            "cohort, behaviour",
            "proofs each",
            "ZKPoW each",
            "ZKPoW an active hour",
            "leases missed",
            "provers");
    Table profits =
        Table.ofIntervals(
            "cohort, behaviour",
            "electricity, USD each",
            "profit, USD each",
            "in profit",
            "break-even price, USD",
            "provers");
    sizes.forEach(
        (name, size) -> {
          earnings.row(
              name,
              value(each(results, name, g -> g.perProver(ProverRow::proofs))),
              value(each(results, name, g -> g.perProver(ProverGroup::earned))),
              value(each(results, name, ProverGroup::earnedPerActiveHour)),
              Numbers.cell(each(results, name, ProverGroup::missedShare), Numbers::share),
              Numbers.count(size));
          profits.row(
              name,
              value(each(results, name, g -> g.perProver(ProverRow::electricityUsd))),
              value(each(results, name, g -> g.perProver(ProverRow::profitUsd))),
              Numbers.cell(each(results, name, ProverGroup::shareInProfit), Numbers::share),
              value(each(results, name, ProverGroup::breakEvenUsd)),
              Numbers.count(size));
        });
    page.table(earnings);
    page.table(profits);
    page.note(
        "Break-even price: USD for one ZKPoW at which income less penalties paid covers the"
            + " electricity. Intervals: 95 % t across replications. Provers are counted over all"
            + " replications.");
  }

  private static Interval each(Results results, String name, ToDoubleFunction<ProverGroup> number) {
    return results.across(
        r -> {
          ProverGroup group = r.proverGroups().get(name);
          return group == null ? Double.NaN : number.applyAsDouble(group);
        });
  }

  private static String value(Interval interval) {
    return Numbers.cell(interval, Numbers::value);
  }

  private static double[] earned(Replication replication) {
    return replication.provers().stream()
        .filter(prover -> prover.activeMs() > 0)
        .mapToDouble(ProverGroup::earned)
        .toArray();
  }

  private static double proofsEach(Replication replication) {
    return replication.provers().stream()
        .filter(prover -> prover.activeMs() > 0)
        .mapToInt(ProverRow::proofs)
        .average()
        .orElse(Double.NaN);
  }
}
