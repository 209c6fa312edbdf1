package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A task that goes from prover to prover until one is in time: with proof times S and timeout T it
 * takes K ~ Geom(p) leases, p = P(S ≤ T), and W = T(K − 1) + (S | S ≤ T). For exponential S the
 * wait is exponential with the same mean, whatever T.
 *
 * <p>The chain adds what its clock is coarse by: a proof counts at the next whole block, half a
 * block later on average, and a missed lease ends one block after its deadline.
 */
class ReassignmentTest {
  private static final double MEAN = 1000;

  @ParameterizedTest
  @ValueSource(ints = {500, 2000})
  void exponentialProofsTakeTheSameTimeWhateverTheTimeout(int timeout) {
    check(timeout, 10, 0.03, "");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 2000})
  @Tag("long")
  void theyDoToOnePercent(int timeout) {
    check(timeout, 40, 0.01, ", long test");
  }

  private static void check(int timeout, int replications, double halfWidth, String test) {
    double p = 1 - StrictMath.exp(-timeout / MEAN);
    String which = ", T = " + timeout + " ms" + test;
    var runs = run("exponential", "", timeout, "1 s", replications);

    Finding.of("leases a task" + which, 1 / p, runs, Run::leases).agreesWithin(halfWidth);
    Finding.of("misses a task" + which, (1 - p) / p, runs, Run::misses).agrees();
    Finding.of("wait with exponential proofs" + which, MEAN + 0.5 + (1 - p) / p, runs, Run::waited)
        .agreesWithin(halfWidth);
    double half = StrictMath.log(2) * MEAN;
    Finding.of(
            "P(wait > median of the proof law)" + which,
            0.5,
            runs,
            run -> run.longerThan(half + 0.5 + run.misses()))
        .agrees();
  }

  /** Weibull proofs of shape ½ and scale 15, T = 20, in units of 50 ms. */
  @Test
  void aTimeoutShortensWeibullProofs() {
    double scale = 750;
    int timeout = 1000;
    double x = StrictMath.sqrt(timeout / scale);
    double p = 1 - StrictMath.exp(-x);
    // E[S; S ≤ T] = scale · γ(3, x), the lower incomplete gamma function, mean = 2 · scale.
    double inTime = scale * (2 - StrictMath.exp(-x) * (x * x + 2 * x + 2));
    double wait = (timeout + 1) * (1 - p) / p + inTime / p + 0.5;
    var runs = run("weibull", "hardware[machine].shape=0.5", timeout, "1.5 s", 10);

    Finding.of("wait with Weibull(½) proofs", wait, runs, Run::waited).agreesWithin(0.03);
    assertThat(wait).isLessThan(0.5 * 2 * scale);
  }

  private static List<Run> run(
      String law, String more, int timeout, String mean, int replications) {
    var scenario =
        Theory.scenario(
            "hardware[machine].law=" + law,
            more.isEmpty() ? "report.sampleEvery=1 h" : more,
            "hardware[machine].secondsPerUnit=" + mean,
            "protocol.leases.deadlineBase=" + timeout + " blocks",
            "arrivals.rate=400/s",
            "duration=12 s",
            "provers.cohorts[crowd].count=3000");
    return Theory.run(scenario, replications, Run::new);
  }

  /**
   * Tasks made in the first 4 s, of 12: those that are not proven by the end are too few to tell.
   */
  private static final class Run extends TaskWatcher {
    private List<Life> early() {
      return proven().stream().filter(life -> life.made < 4000).toList();
    }

    double leases() {
      return early().stream().mapToInt(life -> life.leases).average().orElseThrow();
    }

    double misses() {
      return early().stream().mapToInt(life -> life.misses).average().orElseThrow();
    }

    double waited() {
      return early().stream().mapToLong(life -> life.proven - life.leased).average().orElseThrow();
    }

    double longerThan(double blocks) {
      return early().stream()
          .mapToDouble(l -> l.proven - l.leased > blocks ? 1 : 0)
          .average()
          .orElseThrow();
    }
  }
}
