package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every validator's own machine and every message, beside the model of consensus. */
class FullConsensusTest {
  @TempDir Path folder;

  private Tally run(String rung, String duration, int validators, int replication, String text)
      throws Exception {
    Scenario scenario =
        Worlds.extended(
            folder,
            text,
            "duration=" + duration,
            "fidelity.consensus=" + rung,
            "validators.count=" + validators);
    Tally tally = new Tally();
    new Simulation(scenario, 11, replication, tally).run();
    assertThat(tally.ended).isTrue();
    return tally;
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 31})
  void agreesWithTheModelWithinTheIntervals(int validators) throws Exception {
    Tally[] full = new Tally[Agreement.REPLICATIONS];
    Tally[] modelled = new Tally[Agreement.REPLICATIONS];
    for (int i = 0; i < Agreement.REPLICATIONS; i++) {
      full[i] = run("full", "4 min", validators, i, "");
      modelled[i] = run("modelled", "4 min", validators, i, "");
      assertThat(full[i].blocksByRound).containsOnlyKeys(0);
    }
    Agreement.require(full, modelled, tally -> tally.height);
    Agreement.require(full, modelled, tally -> tally.included);
    Agreement.require(full, modelled, tally -> tally.meanDelay(false));
  }

  @Test
  void theSameSeedGivesTheSameRun() throws Exception {
    Tally first = run("full", "3 min", 7, 0, "");
    Tally second = run("full", "3 min", 7, 0, "");
    assertThat(second.included).isEqualTo(first.included);
    assertThat(second.lastFinalMillis).isEqualTo(first.lastFinalMillis);
    assertThat(second.meanDelay(false)).isEqualTo(first.meanDelay(false));
  }

  @Test
  void leadersThatAreDownCostRoundsAndTheChainGoesOn() throws Exception {
    Tally tally =
        run(
            "full",
            "7 min",
            16,
            0,
            "timeline: [{at: 2 min, action: crash, share: 25 %, duration: 4 min}]\n");
    assertThat(tally.blocksByRound.keySet()).hasSizeGreaterThan(1);
    assertThat(tally.height).isBetween(120L, 208L);
    assertThat(tally.included).isGreaterThan(tally.submitted * 9 / 10);
  }

  @Test
  void validatorsThatEquivocateAreSlashedAndRemoved() throws Exception {
    Slashings slashings = new Slashings();
    Scenario scenario =
        Worlds.extended(
            folder,
            "validators: {misconduct: {kind: equivocating, share: 25 %}}\n",
            "duration=10 min",
            "fidelity.consensus=full");
    new Simulation(scenario, 11, 0, slashings).run();
    assertThat(slashings.offenders).isNotEmpty();
    assertThat(slashings.blocksSince).isGreaterThan(100);
    assertThat(slashings.height).isGreaterThan(280);
  }

  @Test
  void validatorsThatForgeEvidenceHaveNobodySlashed() throws Exception {
    Slashings slashings = new Slashings();
    Scenario scenario =
        Worlds.extended(
            folder,
            "validators: {misconduct: {kind: slandering, share: 25 %}}\n",
            "duration=2 min",
            "fidelity.consensus=full");
    new Simulation(scenario, 11, 0, slashings).run();
    assertThat(slashings.ignored.get(Rejection.BAD_EVIDENCE)).isGreaterThan(100);
    assertThat(slashings.offenders).isEmpty();
    assertThat(slashings.blocksByRound).containsOnlyKeys(0);
  }

  /** Who was slashed, and how many blocks of round 0 came after the last of them. */
  private static final class Slashings extends Tally {
    final Set<Integer> offenders = new TreeSet<>();
    int blocksSince;

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      super.applied(millis, block, facts, gauges);
      blocksSince++;
      for (Fact fact : facts) {
        if (fact instanceof Fact.Slashed(int validator, Wei stake)) {
          offenders.add(validator);
          blocksSince = 0;
        }
      }
    }
  }

  @Test
  void silentLeadersCostTheirRounds() throws Exception {
    Tally tally =
        run("full", "7 min", 16, 0, "validators: {misconduct: {kind: silent, share: 25 %}}\n");
    assertThat(tally.blocksByRound.keySet()).hasSizeGreaterThan(1);
    assertThat(tally.height).isBetween(110L, 205L);
  }

  @Test
  void messagesThatAreLostDelayBlocksAndForkNothing() throws Exception {
    Tally tally = run("full", "7 min", 7, 0, "network: {loss: 2 %}\n");
    assertThat(tally.height).isGreaterThan(180);
  }
}
