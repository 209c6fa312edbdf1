package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.reports.stats.Inequality;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.scenario.Scenario;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Who gets the work: everybody in proportion to weight, as plain chance would have it. */
class AssignmentTest {
  private static final int PROVERS = 40;
  private static final int WINDOW = 400;

  @Test
  void uniformDrawsCollectEveryProverLikeCoupons() {
    List<Run> runs = Theory.run(scenario(PROVERS, ""), 8, Run::new);
    double harmonic = 0;
    for (int k = 1; k <= PROVERS; k++) {
      harmonic += 1.0 / k;
    }
    double[] collections =
        runs.stream().flatMapToDouble(run -> Arrays.stream(run.collections())).toArray();

    Finding.of("leases until all 40 provers had one", PROVERS * harmonic, collections)
        .agreesWithin(0.05);
    Finding.of(
            "provers among 40 with one of 40 leases",
            PROVERS * (1 - StrictMath.pow(1 - 1.0 / PROVERS, PROVERS)),
            runs.stream().flatMapToDouble(run -> Arrays.stream(run.distinct())).toArray())
        .agreesWithin(0.02);
    Finding.of(
            "χ² of 400 leases over 40 provers",
            PROVERS - 1,
            runs.stream().flatMapToDouble(run -> Arrays.stream(run.chiSquares(null))).toArray())
        .agreesWithin(0.08);
  }

  /** Bonds of 10, 20 and 40 leases. */
  @Test
  void bondsWeighTheDraw() {
    String cohorts =
        "provers.cohorts=[{name: crowd, count: 0}, {name: small, count: 20, capacity: 10, loss: 0"
            + " %, availability: {law: always}, hardware: [{class: machine, share: 100 %}]}, {name:"
            + " middle, count: 10, capacity: 20, loss: 0 %, availability: {law: always}, hardware:"
            + " [{class: machine, share: 100 %}]}, {name: large, count: 10, capacity: 40, loss: 0"
            + " %, availability: {law: always}, hardware: [{class: machine, share: 100 %}]}]";
    double[] shares = new double[PROVERS];
    for (int prover = 0; prover < PROVERS; prover++) {
      shares[prover] = (prover < 20 ? 1 : prover < 30 ? 2 : 4) / 80.0;
    }
    List<Run> runs = Theory.run(scenario(0, cohorts), 8, Run::new);

    Finding.of("leases to the fourth with half of all bonds", 0.5, runs, run -> run.shareFrom(30))
        .agreesWithin(0.03);
    Finding.of(
            "χ² of 400 leases over 40 bonds",
            PROVERS - 1,
            runs.stream().flatMapToDouble(run -> Arrays.stream(run.chiSquares(shares))).toArray())
        .agreesWithin(0.08);
  }

  /**
   * Equal provers earn unequally by chance alone: Gini e^{−2m}[I₀(2m) + I₁(2m)] at m tasks each.
   */
  @Test
  void equalProversEarnAsUnequallyAsChanceMakesThem() {
    for (double each : new double[] {1, 5}) {
      int provers = (int) (2000 / each);
      List<Run> runs = Theory.run(scenario(provers, ""), 8, Run::new);
      double[] ginis = runs.stream().mapToDouble(run -> run.gini(provers, 2000)).toArray();

      Finding.of("Gini of income at " + each + " tasks each", giniOfChance(each), ginis)
          .agreesWithin(0.03);
      assertThat(Inequality.chanceGini(each)).isCloseTo(giniOfChance(each), Offset.offset(1e-9));
    }
  }

  /** By its definition for Poisson counts: E|X − Y| / (2m). */
  private static double giniOfChance(double m) {
    double sum = 0;
    double[] p = new double[100];
    p[0] = StrictMath.exp(-m);
    for (int k = 1; k < p.length; k++) {
      p[k] = p[k - 1] * m / k;
    }
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p.length; j++) {
        sum += p[i] * p[j] * StrictMath.abs(i - j);
      }
    }
    return sum / (2 * m);
  }

  private static Scenario scenario(int provers, String cohorts) {
    boolean bonded = !cohorts.isEmpty();
    return Theory.scenario(
        "hardware[machine].law=constant",
        "hardware[machine].secondsPerUnit=0.0005 s",
        "arrivals.rate=8000/s",
        "duration=500 ms",
        bonded ? cohorts : "provers.cohorts[crowd].count=" + provers,
        bonded ? "protocol.proving.bond=120 ZKPoW" : "provers.cohorts[crowd].capacity=100",
        "protocol.proving.weights=" + (bonded ? "bond" : "uniform"),
        "protocol.proving.weightCap=1000000");
  }

  /** The holders of all leases and the receivers of all bounties, in order. */
  private static final class Run extends Watcher {
    private final IntArrayList holders = new IntArrayList();
    private final IntArrayList paid = new IntArrayList();

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      for (Fact fact : facts) {
        if (fact instanceof Fact.Leased leased) {
          holders.add(leased.holder());
        } else if (fact instanceof Fact.Paid payment) {
          paid.add(payment.payee());
        }
      }
    }

    /** Leases that each collection of all provers took, one collection after another. */
    double[] collections() {
      var lengths = new DoubleArrayList();
      BitSet seen = new BitSet();
      int length = 0;
      for (int holder : holders) {
        seen.set(holder);
        length++;
        if (seen.cardinality() == PROVERS) {
          lengths.add(length);
          seen.clear();
          length = 0;
        }
      }
      return lengths.toDoubleArray();
    }

    double[] distinct() {
      double[] counts = new double[holders.size() / PROVERS];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = holders.subList(i * PROVERS, (i + 1) * PROVERS).intStream().distinct().count();
      }
      return counts;
    }

    /**
     * χ² of each window of leases.
     *
     * @param shares expected of each prover, {@code null} = equal ones
     */
    double[] chiSquares(double[] shares) {
      double[] values = new double[holders.size() / WINDOW];
      for (int i = 0; i < values.length; i++) {
        double[] counts = new double[PROVERS];
        holders.subList(i * WINDOW, (i + 1) * WINDOW).forEach(holder -> counts[holder]++);
        for (int prover = 0; prover < PROVERS; prover++) {
          double expected = WINDOW * (shares == null ? 1.0 / PROVERS : shares[prover]);
          values[i] += (counts[prover] - expected) * (counts[prover] - expected) / expected;
        }
      }
      return values;
    }

    double shareFrom(int first) {
      return holders.intStream().filter(holder -> holder >= first).count()
          / (double) holders.size();
    }

    /** Gini of the first payments' counts; n − 1 for n, as the closed form is for many. */
    double gini(int provers, int payments) {
      double[] counts = new double[provers];
      paid.subList(0, payments).forEach(payee -> counts[payee]++);
      return Inequality.gini(counts) * provers / (provers - 1);
    }
  }
}
