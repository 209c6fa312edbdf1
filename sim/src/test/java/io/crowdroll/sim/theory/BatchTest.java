package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch waits for its last proof, and a chain's tip for every proof before it. */
class BatchTest {
  private static final double EULER = 0.57721566490153286;
  private static final int LEAVES = 128;

  /** With leases lost with probability q, a batch of n takes Σ_k 1 − (1 − qᵏ)ⁿ rounds. */
  @ParameterizedTest
  @CsvSource({"0.05, 2.29", "0.3, 5.01", "0.582, 10.54"})
  void roundsToTheLastProofOfABatch(double loss, double tabulated) {
    double rounds = 0;
    for (int k = 0; k < 200; k++) {
      rounds += 1 - StrictMath.pow(1 - StrictMath.pow(loss, k), LEAVES);
    }
    List<TaskWatcher> runs =
        Theory.run(
            Theory.scenario(
                "provers.cohorts[crowd].loss=" + loss,
                "provers.cohorts[crowd].count=4000",
                "hardware[machine].law=constant",
                "hardware[machine].secondsPerUnit=0.005 s",
                "protocol.leases.deadlineBase=10 blocks",
                "arrivals.rate=8000/s",
                "duration=700 ms"),
            8,
            TaskWatcher::new);
    double[] observed = runs.stream().flatMapToDouble(BatchTest::rounds).toArray();
    Finding finding = Finding.of("rounds to the last of 128 proofs, q = " + loss, rounds, observed);

    finding.agreesWithin(0.05);
    assertThat(rounds).isCloseTo(tabulated, Offset.offset(0.005));
  }

  /** Leases until the last of 128 successive tasks was proven; over all that had the time. */
  private static DoubleStream rounds(TaskWatcher run) {
    var lives = List.copyOf(run.lives());
    List<Double> rounds = new ArrayList<>();
    for (int from = 0; from + LEAVES <= lives.size(); from += LEAVES) {
      var batch = lives.subList(from, from + LEAVES);
      if (batch.getLast().made < 400) {
        rounds.add(batch.stream().mapToDouble(life -> life.misses + 1.0).max().orElseThrow());
      }
    }
    return rounds.stream().mapToDouble(Double::doubleValue);
  }

  /**
   * Released in order, with Poisson arrivals λ and Exp(μ) proofs by ample provers, ρ = λ/μ: E[D] =
   * (1/μ)[Ein(ρ) + (1 − e^{−ρ})/ρ], Ein(ρ) = γ + ln ρ + E₁(ρ).
   */
  @Test
  void inOrderReleaseWaitsForEveryEarlierProof() {
    double service = 50;
    double load = 20;
    double seen = EULER + StrictMath.log(load) + exponentialIntegral(load);
    // A proof counts at the next whole block, half a block later.
    double wait = service * (seen + (1 - StrictMath.exp(-load)) / load) + 0.5;
    List<TaskWatcher> runs =
        Theory.run(
            Theory.scenario(
                "hardware[machine].secondsPerUnit=" + service / 1000 + " s",
                "arrivals.rate=400/s",
                "duration=4 s"),
            24,
            TaskWatcher::new);

    Finding.of("release in order, ms", wait, runs, BatchTest::meanRelease).agreesWithin(0.1);
  }

  /** From its first lease to the release of a task: when it and all before it are proven. */
  private static double meanRelease(TaskWatcher run) {
    long release = 0;
    long sum = 0;
    int count = 0;
    for (TaskWatcher.Life life : run.lives()) {
      if (life.made > 3000) {
        break;
      }
      release = Math.max(release, life.proven);
      if (life.made > 500) {
        sum += release - life.leased;
        count++;
      }
    }
    return (double) sum / count;
  }

  /** E₁(x) for large x: e^{−x}/x · (1 − 1/x + 2/x² − …). */
  private static double exponentialIntegral(double x) {
    double[] terms = {1, -1 / x, 2 / (x * x), -6 / (x * x * x)};
    return StrictMath.exp(-x) / x * Arrays.stream(terms).sum();
  }
}
