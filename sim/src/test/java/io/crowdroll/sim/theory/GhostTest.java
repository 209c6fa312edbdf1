package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.sim.agents.Gauges;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Provers that die without a word count as active until their last heartbeat is too old. With
 * heartbeats every h, a timeout g and lives Exp(δ) such a ghost lasts g − [1/δ − h·e^{−δh}/(1 −
 * e^{−δh})] on average.
 */
class GhostTest {
  private static final double SLOT = 0.25;
  private static final double INTERVAL = 30;
  private static final double TIMEOUT = 90;
  private static final double LIFE = 120;

  /** A heartbeat counts from the block that includes it on: half a slot late. */
  private static final double GHOST =
      TIMEOUT + SLOT / 2 - (LIFE - INTERVAL / (StrictMath.exp(INTERVAL / LIFE) - 1));

  @Test
  void ghostsAndTheirShareOfTheLeases() {
    check(10, 0.03, "");
  }

  @Test
  @Tag("long")
  void ghostsAndTheirShareOfTheLeasesToOnePercent() {
    check(40, 0.01, ", long test");
  }

  private static void check(int replications, double halfWidth, String which) {
    List<Run> runs = run("explicit", replications);

    Finding.of("life of a ghost, s" + which, GHOST, runs, Run::ghostSeconds)
        .agreesWithin(halfWidth);
    Finding.of("leases to ghosts" + which, GHOST / (GHOST + LIFE), runs, Run::ghostShare)
        .agreesWithin(halfWidth);
  }

  @Test
  void elidedHeartbeatsMakeTheSameGhostsAndDraws() {
    List<Run> explicit = run("explicit", 2);
    List<Run> elided = run("elided", 2);
    for (int i = 0; i < explicit.size(); i++) {
      assertThat(explicit.get(i).excess).isPositive();
      assertThat(elided.get(i)).usingRecursiveComparison().isEqualTo(explicit.get(i));
    }
  }

  private static List<Run> run(String heartbeats, int replications) {
    return Theory.run(
        Theory.scenario(
            "heartbeats=" + heartbeats,
            "protocol.consensus.slot=250 ms",
            "protocol.proving.heartbeatInterval=30 s",
            "protocol.proving.heartbeatTimeout=90 s",
            "protocol.leases.deadlineBase=20 blocks",
            "arrivals.rate=0.05/s",
            "duration=1 h",
            "provers.cohorts[crowd].count=150",
            "provers.cohorts[crowd].capacity=1000",
            "provers.cohorts[crowd].behaviour={kind: fake-active}",
            "provers.cohorts[crowd].availability={law: renewal, session: {law: exponential, mean: "
                + "120 s}, off: {law: constant, value: 4 min}}"),
        replications,
        Run::new);
  }

  private static final class Run extends Watcher {
    private static final long WARM_UP = 400_000;
    private final BitSet open = new BitSet();
    private long excess;
    private int blocks;
    private int deaths;
    private int leases;
    private int toGhosts;
    private long last;

    @Override
    public void session(long millis, int member, boolean opens) {
      open.set(member, opens);
      deaths += !opens && millis > WARM_UP ? 1 : 0;
    }

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      if (millis <= WARM_UP) {
        return;
      }
      last = millis;
      blocks++;
      excess += gauges.activeProvers() - open.cardinality();
      for (Fact fact : facts) {
        if (fact instanceof Fact.Leased leased) {
          leases++;
          toGhosts += open.get(leased.holder()) ? 0 : 1;
        }
      }
    }

    /** Little: ghosts there, over deaths a second. */
    double ghostSeconds() {
      return (double) excess / blocks / (deaths * 1000.0 / (last - WARM_UP));
    }

    double ghostShare() {
      return (double) toGhosts / leases;
    }
  }
}
