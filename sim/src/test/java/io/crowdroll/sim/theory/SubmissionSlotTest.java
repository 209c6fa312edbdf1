package io.crowdroll.sim.theory;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.sim.agents.Gauges;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Batches that wait for L1: slots of s blocks, each of one agent, which is there with probability
 * a, and no fallback. The next L1 block is U·b away, b the time between blocks and U uniform. Where
 * its slot has an agent the batch is in it; else, at a uniform place of its slot, it waits (s +
 * 1)/2 more blocks on average for the next slot, and s more for each that has no agent: E[W] = b·[½
 * + (1 − a)((s + 1)/2 + s(1 − a)/a)].
 */
class SubmissionSlotTest {
  private static final double BLOCK = 1;
  private static final double L2_BLOCK = 0.1;
  private static final int SLOT = 4;
  private static final double THERE = 0.75;

  @Test
  void batchesWaitForASlotWhoseAgentIsThere() {
    check(6, 2_000, 0.1);
  }

  @Test
  @Tag("long")
  void batchesWaitForASlotWhoseAgentIsThereToOnePercent() {
    check(48, 10_000, 0.015);
  }

  private static void check(int replications, int seconds, double halfWidth) {
    double away = 1 - THERE;
    // A batch that is ready with a block of L1 comes into the next one: U is in (0, 1].
    double first = (BLOCK + L2_BLOCK) / 2;
    double wait = first + away * BLOCK * ((SLOT + 1) / 2.0 + SLOT * away / THERE);
    List<Run> runs =
        Theory.run(
            Theory.scenario(
                "protocol.consensus.slot=100 ms",
                "protocol.aggregation.batchMaxAge=2 s",
                "protocol.aggregation.streaming=true",
                "hardware[machine].law=constant",
                "hardware[machine].secondsPerUnit=0.001 s",
                "arrivals.rate=0.2/s",
                "agents=[{name: gone, share: 25 %, behaviour: absent}]",
                "l1={blockTime: 1 s, missedSlots: 0 %, reorgs: {rate: 0}}",
                "provers.cohorts[crowd].count=5",
                "duration=" + seconds + " s"),
            replications,
            Run::new);

    Finding.of("wait for L1, s", wait, runs, Run::meanWait).agreesWithin(halfWidth);
    Finding.of(
            "P(in the next L1 block)",
            THERE,
            runs,
            run -> run.waits().map(w -> w <= BLOCK ? 1 : 0).average().orElseThrow())
        .agreesWithin(halfWidth);
  }

  private static final class Run extends Watcher {
    /**
     * The first slots have no seed yet, and what waits for the first that has one comes at once.
     */
    private static final long WARM_UP = 100_000;

    private final Long2LongOpenHashMap ready = new Long2LongOpenHashMap();
    private final DoubleArrayList waits = new DoubleArrayList();

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      for (Fact fact : facts) {
        if (fact instanceof Fact.BatchProven(long batch, int _, _)) {
          ready.put(batch, millis);
        }
      }
    }

    @Override
    public void l1(long millis, Event.L1Changed change) {
      for (L1Block block : change.added()) {
        for (L1Log log : block.logs()) {
          if (log instanceof L1Log.BatchProved proved && ready.get(proved.index()) > WARM_UP) {
            waits.add((block.timestamp() - ready.remove(proved.index())) / 1000.0);
          }
        }
      }
    }

    DoubleStream waits() {
      return waits.doubleStream();
    }

    double meanWait() {
      return waits().average().orElseThrow();
    }
  }
}
