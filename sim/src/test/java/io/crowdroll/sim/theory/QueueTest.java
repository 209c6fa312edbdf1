package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * With exponential proofs, Poisson arrivals and c provers that are always there, the tasks are the
 * customers of an M/M/c queue: Erlang's C formula.
 */
class QueueTest {
  /**
   * Mean time that a task holds a prover, in blocks: a proof and half a block for its inclusion.
   */
  private static final double SERVICE = 100;

  private static final int WARM_UP = 1500;
  private static final int END = 10_000;
  private static final int LAST_MADE = END - 1500;

  /** The tables of Erlang for 35 busy provers on average, and small crowds. */
  @ParameterizedTest
  @CsvSource({"35, 41, 0.2404", "35, 44, 0.0986", "3, 5, 0.2362"})
  void waitsFollowErlangC(int load, int provers, double tabulated) {
    double c = erlangC(load, provers);
    assertThat(c).isCloseTo(tabulated, Offset.offset(5e-5));
    String which = " of " + provers + " provers under load " + load;
    List<Run> runs = Theory.run(scenario(load, provers), 12, Run::new);

    Finding.of("P(wait > 0)" + which, c, runs, Run::waits).agrees();
    Finding.of("mean wait in services" + which, c / (provers - load), runs, Run::meanWait).agrees();
    Finding.of("busy provers" + which, load, runs, Run::busy).agrees();
  }

  /** L = λW, which is bookkeeping and not chance: exact in every run. */
  @Test
  void littlesLawHoldsExactly() {
    for (Run run : Theory.run(scenario(3, 4), 2, Run::new)) {
      assertThat(run.waitingBlocks).isEqualTo(run.sumOfWaits());
    }
  }

  private static Scenario scenario(int load, int provers) {
    return Theory.scenario(
        "hardware[machine].secondsPerUnit=" + (SERVICE - 0.5) / 1000 + " s",
        "arrivals.rate=" + load * 1000 / SERVICE + "/s",
        "duration=" + END + " ms",
        "provers.cohorts[crowd].count=" + provers);
  }

  /** P(wait > 0) = (aᶜ/c!)(c/(c − a)) / [Σ aᵏ/k! + (aᶜ/c!)(c/(c − a))]. */
  private static double erlangC(double a, int c) {
    double term = 1;
    double sum = 0;
    for (int k = 0; k < c; k++) {
      sum += term;
      term *= a / (k + 1);
    }
    double all = term * c / (c - a);
    return all / (sum + all);
  }

  private static final class Run extends TaskWatcher {
    private long waitingBlocks;
    private long leasedBlocks;
    private int observed;
    private long height;

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      super.applied(millis, block, facts, gauges);
      height = block.height();
      waitingBlocks += gauges.waitingTasks();
      if (millis > WARM_UP) {
        leasedBlocks += gauges.leasedTasks();
        observed++;
      }
    }

    /** A task can be leased from the block after its own on. */
    private double[] waitsInBlocks() {
      return lives().stream()
          .filter(life -> life.made > WARM_UP && life.made <= LAST_MADE && life.leased >= 0)
          .mapToDouble(life -> life.leased - life.made - 1)
          .toArray();
    }

    double waits() {
      return Arrays.stream(waitsInBlocks()).map(w -> w > 0 ? 1 : 0).average().orElseThrow();
    }

    double meanWait() {
      return Arrays.stream(waitsInBlocks()).average().orElseThrow() / SERVICE;
    }

    double busy() {
      return (double) leasedBlocks / observed;
    }

    long sumOfWaits() {
      return lives().stream()
          .mapToLong(life -> (life.leased < 0 ? height + 1 : life.leased) - life.made)
          .sum();
    }
  }
}
