package io.crowdroll.sim.theory;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.sim.agents.Gauges;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A prover's account under bounty B = 1 and penalty π = 1, leases being proven with probability p:
 * n leases bring n(pB − (1 − p)π) with variance n·p(1 − p)(B + π)². One who begins with b₀ is ever
 * in debt with probability r^{b₀+1}, r = (1 − p)/p; before it has gained u, with (r^{b₀+1} −
 * r^{b₀+1+u})/(1 − r^{b₀+1+u}), the gambler's ruin.
 */
class TokenWalkTest {
  private static final double PROVEN = 0.6;
  private static final int LEASES = 50;

  /** A walk that has gained this much is over, and the next begins. */
  private static final int GAIN = 12;

  @Test
  void bountiesAndFinesMakeARandomWalk() {
    check(12, 0.05);
  }

  @Test
  @Tag("long")
  void bountiesAndFinesMakeARandomWalkToOnePercent() {
    check(240, 0.01);
  }

  private static void check(int replications, double halfWidth) {
    var scenario =
        Theory.scenario(
            "protocol.bounty.unitPrice=1 ZKPoW",
            "protocol.penalty.amount=1 ZKPoW",
            "protocol.leases.deadlineBase=4 blocks",
            "hardware[machine].law=constant",
            "hardware[machine].secondsPerUnit=0.001 s",
            "provers.cohorts[crowd].count=40",
            "provers.cohorts[crowd].loss=" + (1 - PROVEN),
            "arrivals.rate=4000/s",
            "duration=1 s");
    List<Run> runs = Theory.run(scenario, replications, Run::new);
    double[] sums = runs.stream().flatMapToDouble(Run::sums).toArray();
    double mean = LEASES * (2 * PROVEN - 1);
    double variance = LEASES * PROVEN * (1 - PROVEN) * 4;

    Finding.of("ZKPoW after " + LEASES + " leases", mean, sums).agreesWithin(halfWidth);
    Finding.of(
            "their variance",
            variance,
            DoubleStream.of(sums).map(sum -> (sum - mean) * (sum - mean)).toArray())
        .agreesWithin(2 * halfWidth);
    for (int start : new int[] {0, 3}) {
      Finding.of(
              "P(in debt before +" + GAIN + "), b₀ = " + start,
              ruin(start + 1),
              runs.stream().flatMapToDouble(run -> run.ruins(start + 1)).toArray())
          .agreesWithin(start == 0 ? halfWidth : 3 * halfWidth);
    }
  }

  /** P(a walk loses {@code depth} before it gains {@link #GAIN}). */
  private static double ruin(int depth) {
    double r = (1 - PROVEN) / PROVEN;
    double all = StrictMath.pow(r, depth + GAIN);
    return (StrictMath.pow(r, depth) - all) / (1 - all);
  }

  /** Each prover's steps, +1 for a bounty and −1 for a fine. */
  private static final class Run extends Watcher {
    private final Int2ObjectOpenHashMap<IntArrayList> steps = new Int2ObjectOpenHashMap<>();

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      for (Fact fact : facts) {
        switch (fact) {
          case Fact.Paid paid -> step(paid.payee(), 1);
          case Fact.Penalised fined -> step(fined.holder(), -1);
          default -> {}
        }
      }
    }

    private void step(int prover, int change) {
      steps.computeIfAbsent(prover, _ -> new IntArrayList()).add(change);
    }

    /** What whole runs of leases brought. */
    DoubleStream sums() {
      return steps.values().stream()
          .flatMapToDouble(
              all -> {
                double[] sums = new double[all.size() / LEASES];
                for (int i = 0; i < sums.length; i++) {
                  sums[i] =
                      all.subList(i * LEASES, (i + 1) * LEASES).intStream().asLongStream().sum();
                }
                return DoubleStream.of(sums);
              });
    }

    /**
     * One for each walk that lost {@code depth}, 0 for one that gained. Leases are independent, so
     * that the walks go on from one prover's to the next one's, and the horizon cuts but one.
     */
    DoubleStream ruins(int depth) {
      DoubleStream.Builder walks = DoubleStream.builder();
      int sum = 0;
      for (IntArrayList all : steps.values()) {
        for (int step : all) {
          sum += step;
          if (sum == GAIN || sum == -depth) {
            walks.add(sum < 0 ? 1 : 0);
            sum = 0;
          }
        }
      }
      return walks.build();
    }
  }
}
