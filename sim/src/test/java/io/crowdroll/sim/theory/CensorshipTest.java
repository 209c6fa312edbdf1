package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.sim.agents.Gauges;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proposers with a share f of stake leave the targets' transactions out: r blocks in a row do with
 * probability fʳ, and one waits f/(1 − f) blocks more than it had to.
 */
class CensorshipTest {
  @ParameterizedTest
  @ValueSource(ints = {30, 60})
  void censorsDelayByTheirShareOfStakeAndNobodyElse(int percent) {
    check(percent, 12, 5, 0.15, "");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 60})
  @Tag("long")
  void theyDoToTwoPercent(int percent) {
    check(percent, 48, 10, 0.022, ", long test");
  }

  private static void check(
      int percent, int replications, int seconds, double halfWidth, String test) {
    double f = percent / 100.0;
    List<Run> runs =
        Theory.run(
            Theory.scenario(
                "targets.share=30 %",
                "validators.count=10",
                "validators.censorship={what: transactions, share: " + percent + " %}",
                "arrivals.rate=300/s",
                "duration=" + seconds + " s",
                "provers.cohorts[crowd].count=5"),
            replications,
            Run::new);
    String which = ", f = " + f + test;

    Finding.of("blocks more for the censored" + which, f / (1 - f), runs, Run::meanDelay)
        .agreesWithin(halfWidth);
    for (int tries = 1; tries <= 4; tries += 3) {
      int r = tries;
      Finding.of(
              "P(" + r + " tries all censored)" + which,
              StrictMath.pow(f, r),
              runs,
              run -> run.shareDelayed(r))
          .agrees();
    }
    assertThat(runs).extracting(run -> run.delaysOfOthers).containsOnly(0L);
  }

  private static final class Run extends Watcher {
    /** When each transaction that is under way was submitted, where it is of the targets. */
    private final Map<Transaction, Long> targeted = new IdentityHashMap<>();

    private final Map<Transaction, Long> others = new IdentityHashMap<>();
    private final DoubleArrayList delays = new DoubleArrayList();
    private long delaysOfOthers;

    @Override
    public void submitted(
        long millis, Transaction transaction, String transactionClass, boolean isTarget) {
      (isTarget ? targeted : others).put(transaction, millis);
    }

    /** A transaction is in the next whole ms's block; without delay where it is sent at one. */
    private static long delay(Block block, long since) {
      return Math.max(0, block.timestamp() - since - 1);
    }

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      for (Fact fact : facts) {
        if (fact instanceof Fact.Included included) {
          Long since = targeted.remove(included.transaction());
          if (since != null) {
            delays.add(delay(block, since));
          } else {
            delaysOfOthers += delay(block, others.remove(included.transaction()));
          }
        }
      }
    }

    double meanDelay() {
      return delays.doubleStream().average().orElseThrow();
    }

    double shareDelayed(int blocks) {
      return delays.doubleStream().map(d -> d >= blocks ? 1 : 0).average().orElseThrow();
    }
  }
}
