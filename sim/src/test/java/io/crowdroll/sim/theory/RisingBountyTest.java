package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.special.Erf;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A task that anybody may prove at a bounty that rises until somebody does. Provers look at it at
 * rate λ and take it where the bounty B(t) covers their cost, of law F: S(t) = exp(−λ∫₀ᵗF(B(u))du),
 * E[T] = ∫S. For costs U(c₀, c₀ + D) and B = c₀ + βt that is √(πD/(2λβ))·erf(√(λD/(2β))) +
 * e^{−λD/(2β)}/λ.
 *
 * <p>The chain's clock makes rounds of it: who looks in block k sees the bounty of the block
 * before, so that E[K] = Σ_{k≥0} ∏_{i<k} e^{−λF(B_i)}. The measured bounties and waits are of the
 * protocol's own market, under {@code reassignment: open} and linear ageing.
 */
class RisingBountyTest {
  /** λ: looks at a task, a block. */
  private static final double LOOKS = 0.02;

  /** β: growth of the bounty a block, in units of c₀, the bounty at birth. */
  private static final double GROWTH = 0.02;

  /** D: costs are spread over [c₀, c₀ + D], in units of c₀. */
  private static final double SPREAD = 4;

  /** Ageing ends at nine times the bounty at birth. */
  private static final double MOST = 9;

  private static final int TASKS = 2_000;

  @Test
  void aRisingBountyIsTakenWhenTheFirstFindsItEnough() {
    check(8, 0.02);
  }

  @Test
  @Tag("long")
  void aRisingBountyIsTakenWhenTheFirstFindsItEnoughToOnePercent() {
    check(40, 0.01);
  }

  /** The rounds of a chain are next to continuous time here: half a block and half a step more. */
  @Test
  void roundsAreNextToContinuousTime() {
    double x = LOOKS * SPREAD / (2 * GROWTH);
    double continuous =
        StrictMath.sqrt(StrictMath.PI * SPREAD / (2 * LOOKS * GROWTH)) * Erf.erf(StrictMath.sqrt(x))
            + StrictMath.exp(-x) / LOOKS;
    assertThat(meanRounds()).isCloseTo(continuous + 1, Offset.offset(0.05));
  }

  private static void check(int replications, double halfWidth) {
    Scenario scenario =
        Theory.scenario(
            "protocol.leases.reassignment=open",
            "protocol.proving.proveEmptyBlocks=true",
            "protocol.bounty.ageing=linear",
            "protocol.bounty.ageStep=1 block",
            "protocol.bounty.ageClock=waiting-only",
            "protocol.bounty.ageRate=" + 100 * GROWTH + " %",
            "protocol.bounty.maxAge=" + MOST,
            "arrivals.rate=0",
            "provers.cohorts[crowd].count=50");
    List<OpenMarket> runs = new ArrayList<>();
    for (int replication = 0; replication < replications; replication++) {
      OpenMarket market = new OpenMarket(scenario, replication, LOOKS, SPREAD);
      market.run(TASKS);
      runs.add(market);
    }
    Finding.of(
            "wait for a prover whose cost the rising bounty covers, blocks",
            meanRounds(),
            runs,
            OpenMarket::meanWait)
        .agreesWithin(halfWidth);
    Finding.of(
            "bounty paid ÷ bounty at birth, rising " + GROWTH + " a block",
            meanFactor(),
            runs,
            OpenMarket::meanFactor)
        .agreesWithin(halfWidth);
    for (OpenMarket run : runs) {
      assertThat(run.paidLessThanCost).isZero();
      assertThat(run.minted()).as("all that was paid was minted").isEqualTo(run.paid());
      assertThat(run.paid()).isGreaterThan(Wei.ZERO);
    }
  }

  /** B_i ÷ c₀. */
  private static double factor(int block) {
    return StrictMath.min(1 + GROWTH * block, MOST);
  }

  /** P(K > k). */
  private static double[] waiting() {
    double[] waiting = new double[5_000];
    waiting[0] = 1;
    for (int k = 1; k < waiting.length; k++) {
      double accepts = StrictMath.min((factor(k - 1) - 1) / SPREAD, 1);
      waiting[k] = waiting[k - 1] * StrictMath.exp(-LOOKS * accepts);
    }
    return waiting;
  }

  private static double meanRounds() {
    double mean = 0;
    for (double p : waiting()) {
      mean += p;
    }
    return mean;
  }

  /** What is paid is the bounty of the block of the proof. */
  private static double meanFactor() {
    double[] waiting = waiting();
    double mean = 0;
    for (int k = 1; k < waiting.length; k++) {
      mean += (waiting[k - 1] - waiting[k]) * factor(k);
    }
    return mean;
  }
}
