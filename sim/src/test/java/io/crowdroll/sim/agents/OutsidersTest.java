package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do when the rollup does not, in whole runs: with all invariants checked at every
 * block of both chains, across forks too.
 */
class OutsidersTest {
  /** Deadlines of minutes, so that an hour or two shows every stage. */
  private static final String SMALL =
      """
      arrivals: {rate: 0.5/s}
      users: {count: 200}
      provers: {cohorts: [{name: crowd, count: 60, availability: {law: always}, loss: 0 %}]}
      l1: {reorgs: {rate: 0/day}}
      protocol:
        consensus: {l1ImportDepth: 4 L1 blocks}
        aggregation: {batchMaxAge: 3 min}
        forced: {permissionlessAfter: 100 L1 blocks, escapeDelay: 200 L1 blocks}
      """;

  private static final String NO_AGENTS =
      "agents: [{name: away, share: 100 %, behaviour: absent}]\n";

  @TempDir Path folder;

  private static final class L1 extends Tally {
    final List<L1Log.PermissionlessBatch> permissionless = new ArrayList<>();
    final List<L1Log.Claimed> claimed = new ArrayList<>();
    final List<L1Log.Escaped> escaped = new ArrayList<>();
    int reclaimed;
    int frozen;
    int forks;
    long blocksAfterFork;
    long provenAfterFork;
    long batchesAfterFork;
    Wei held = Wei.ZERO;

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      super.applied(millis, block, facts, gauges);
      if (forks > 0) {
        blocksAfterFork++;
        provenAfterFork += facts.stream().filter(Fact.Proven.class::isInstance).count();
      }
    }

    @Override
    public void reverted(long millis, L1Block block, long lastKept, long blocks, List<Fact> facts) {
      super.reverted(millis, block, lastKept, blocks, facts);
      forks++;
    }

    @Override
    public void l1(long millis, Event.L1Changed change) {
      super.l1(millis, change);
      for (L1Block block : change.added()) {
        for (L1Log log : block.logs()) {
          switch (log) {
            case L1Log.PermissionlessBatch batch -> permissionless.add(batch);
            case L1Log.Claimed claim -> claimed.add(claim);
            case L1Log.Escaped exit -> escaped.add(exit);
            case L1Log.Reclaimed _ -> reclaimed++;
            case L1Log.Frozen _ -> frozen++;
            case L1Log.BatchProved _ -> batchesAfterFork += forks > 0 ? 1 : 0;
            default -> {}
          }
        }
      }
    }
  }

  private L1 run(String text, String... settings) throws Exception {
    L1 ledger = new L1();
    new Simulation(Worlds.extended(folder, text, settings), 7, 0, ledger).run();
    return ledger;
  }

  @Test
  void usersClaimWhatTheyWithdraw() throws Exception {
    String wave = "timeline: [{at: 5 min, action: withdraw, count: 30, amount: 10 ZKPoW}]\n";
    L1 ledger = run(SMALL + wave, "duration=50 min");
    assertThat(ledger.claimed).hasSize(30);
    assertThat(ledger.claimed)
        .allSatisfy(claim -> assertThat(claim.withdrawal().value()).isEqualTo(Wei.tokens(10)));
    assertThat(run(SMALL + wave + "outside: {claims: false}\n", "duration=50 min").claimed)
        .isEmpty();
  }

  private static final String FORCE =
      "timeline: [{at: 5 min, action: force, count: 5, kind: withdraw, amount: 10 ZKPoW}]\n";

  @Test
  void withoutAgentsAnybodyProvesTheQueueAndTheChainStartsAnewOnThat() throws Exception {
    L1 ledger = run(SMALL + NO_AGENTS + FORCE, "duration=50 min");
    assertThat(ledger.permissionless).hasSize(1);
    assertThat(ledger.permissionless.getFirst().header().items()).hasSize(5);
    assertThat(ledger.forks).isEqualTo(1);
    assertThat(ledger.frozen).isZero();
    // Nothing had ever been committed: all is reverted, and included again.
    assertThat(ledger.revertedBlocks).isGreaterThan(700);
    assertThat(ledger.provenAfterFork).isGreaterThan(500);
    assertThat(ledger.refusals.values().stream().mapToInt(Integer::intValue).sum()).isLessThan(60);
    // Those whose nonce the reverted blocks had raised are void; the others leave.
    long applied =
        ledger.permissionless.getFirst().header().items().stream()
            .filter(item -> item.applied())
            .count();
    assertThat(ledger.claimed).hasSize((int) applied).isNotEmpty();
  }

  @Test
  void afterAgentsComeBackTheirBatchesExtendThePermissionlessOne() throws Exception {
    // Commits stop when L1 becomes dear and go on when it is cheap again.
    String shy =
        """
        agents: [{name: shy, share: 100 %, behaviour: gas-shy, maxBaseFee: 30 gwei}]
        timeline:
          - {at: 18 min, action: congestion, factor: 40, duration: 30 min}
          - {at: 20 min, action: force, count: 5, kind: withdraw, amount: 10 ZKPoW}
        """;
    L1 ledger = run(SMALL + shy, "duration=85 min");
    assertThat(ledger.permissionless).hasSize(1);
    assertThat(ledger.permissionless.getFirst().header().index()).isGreaterThan(2);
    assertThat(ledger.forks).isEqualTo(1);
    assertThat(ledger.batchesAfterFork).isGreaterThan(3);
    assertThat(ledger.frozen).isZero();
    assertThat(ledger.ended).isTrue();
  }

  @Test
  void aFrozenRollupIsLeftByEachUserAlone() throws Exception {
    L1 ledger =
        run(
            SMALL + NO_AGENTS + FORCE + "outside: {proves: false, escapes: 50 %}\n",
            "duration=60 min");
    assertThat(ledger.permissionless).isEmpty();
    assertThat(ledger.frozen).isEqualTo(1);
    assertThat(ledger.reclaimed).isEqualTo(5);
    assertThat(ledger.escaped).hasSizeBetween(70, 130);
    // The state that L1 has proven is genesis.
    assertThat(ledger.escaped)
        .allSatisfy(
            exit -> assertThat(exit.proof().zkpow()).isGreaterThanOrEqualTo(Wei.tokens(1_000)));
    assertThat(ledger.height).isBetween(1_300L, 1_500L);
  }

  /** Exits open a real root, and the chain that follows the queue comes to the root on L1. */
  @Tag("long")
  @Test
  void withRealStateRootsTheQueueAndTheExitsWorkAlike() throws Exception {
    L1 forked = run(SMALL + NO_AGENTS + FORCE, "duration=50 min", "fidelity.execution=full");
    assertThat(forked.permissionless).hasSize(1);
    assertThat(forked.forks).isEqualTo(1);
    assertThat(forked.claimed).isNotEmpty();
    L1 left =
        run(
            SMALL + NO_AGENTS + FORCE + "outside: {proves: false, escapes: 50 %}\n",
            "duration=60 min",
            "fidelity.execution=full");
    assertThat(left.frozen).isEqualTo(1);
    // each with its two accounts
    assertThat(left.escaped).hasSizeBetween(140, 260);
  }

  @Test
  void nobodyFreezesWhereNobodyWatches() throws Exception {
    L1 ledger =
        run(
            SMALL + NO_AGENTS + FORCE + "outside: {proves: false, freezes: false}\n",
            "duration=60 min");
    assertThat(ledger.frozen).isZero();
    assertThat(ledger.escaped).isEmpty();
  }

  @Test
  void agentsThatDoTheirDutyLeaveNothingToOthers() throws Exception {
    L1 ledger = run(SMALL + FORCE, "duration=50 min");
    assertThat(ledger.permissionless).isEmpty();
    assertThat(ledger.forks).isZero();
    assertThat(ledger.imported).isEqualTo(5);
    assertThat(ledger.claimed).hasSize(5);
  }
}
