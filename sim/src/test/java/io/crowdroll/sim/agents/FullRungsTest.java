package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import io.crowdroll.sim.scenario.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Execution and consensus both at the full rung, beside the models of both. */
class FullRungsTest {
  private static final Path SCENARIOS = Path.of("..", "scenarios");

  @TempDir Path folder;

  private Tally run(String rung, int validators, int replication) throws Exception {
    Tally tally = new Tally();
    Scenario scenario =
        Worlds.extended(
            folder,
            FullExecutionTest.SMALL,
            "duration=2 min",
            "fidelity.execution=" + rung,
            "fidelity.consensus=" + rung,
            "validators.count=" + validators);
    new Simulation(scenario, 11, replication, tally).run();
    assertThat(tally.ended).isTrue();
    return tally;
  }

  @Test
  void theyAgreeWithTheModelsOnInclusionDelayAndThroughput() throws Exception {
    agree(7);
  }

  @Tag("long")
  @Test
  void manyValidatorsAgreeWithTheModelsToo() throws Exception {
    agree(31);
  }

  private void agree(int validators) throws Exception {
    Tally[] full = new Tally[Agreement.REPLICATIONS];
    Tally[] modelled = new Tally[Agreement.REPLICATIONS];
    for (int i = 0; i < Agreement.REPLICATIONS; i++) {
      full[i] = run("full", validators, i);
      modelled[i] = run("modelled", validators, i);
      assertThat(full[i].included).isGreaterThan(full[i].submitted - 20);
    }
    Agreement.require(full, modelled, tally -> tally.included);
    Agreement.require(full, modelled, tally -> tally.meanDelay(false));
    Agreement.require(full, modelled, tally -> tally.proven);
  }

  /** A shipped experiment with real execution, cut to a small world; variants by name. */
  private static Map<String, Misdeeds> experiment(String name, String... settings)
      throws Exception {
    List<Setting> all = new ArrayList<>();
    all.add(new Setting("checks", "full"));
    all.add(new Setting("fidelity.execution", "full"));
    all.add(new Setting("provers.cohorts[crowd].count", "60"));
    all.add(new Setting("users.count", "200"));
    for (String setting : settings) {
      int at = setting.indexOf('=');
      all.add(new Setting(setting.substring(0, at), setting.substring(at + 1)));
    }
    Scenario scenario =
        ScenarioLoader.load(SCENARIOS.resolve("experiments/" + name + ".yaml"), all).scenario();
    Map<String, Misdeeds> tallies = new HashMap<>();
    for (Variant variant : scenario.variants()) {
      Misdeeds tally = new Misdeeds();
      new Simulation(variant.scenario(), 11, 0, tally).run();
      assertThat(tally.ended).isTrue();
      tallies.put(variant.name(), tally);
    }
    return tallies;
  }

  /** Who was slashed. */
  private static final class Misdeeds extends Tally {
    final TreeSet<Integer> offenders = new TreeSet<>();

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      super.applied(millis, block, facts, gauges);
      for (Fact fact : facts) {
        if (fact instanceof Fact.Slashed slashed) {
          offenders.add(slashed.validator());
        }
      }
    }
  }

  @Test
  void censoringProposersDelayTheirTargets() throws Exception {
    Map<String, Misdeeds> variants =
        experiment(
            "validator-censorship", "duration=3 min", "targets.share=20 %", "validators.count=7");
    Misdeeds nobody = variants.get("nobody");
    Misdeeds half = variants.get("half");
    assertThat(half.meanDelay(true)).isGreaterThan(nobody.meanDelay(true) + 500);
    assertThat(half.meanDelay(false)).isLessThan(nobody.meanDelay(false) + 500);
    assertThat(half.included).isGreaterThan(half.submitted - 20);
  }

  @Test
  void equivocatingProposersAreSlashedAndSilentOnesCostTheirRounds() throws Exception {
    Map<String, Misdeeds> variants =
        experiment("equivocation", "duration=3 min", "validators.count=7");
    assertThat(variants.get("honest").offenders).isEmpty();
    assertThat(variants.get("honest").blocksByRound).containsOnlyKeys(0);
    assertThat(variants.get("equivocating").offenders).isNotEmpty();
    assertThat(variants.get("silent").offenders).isEmpty();
    assertThat(variants.get("silent").blocksByRound.keySet()).hasSizeGreaterThan(1);
    for (Misdeeds variant : variants.values()) {
      assertThat(variant.included).isGreaterThan(variant.submitted * 9 / 10);
    }
  }

  @Tag("campaign")
  @ParameterizedTest
  @ValueSource(ints = {7, 31})
  void halfAnHourOfTheBaselineKeepsAllInvariants(int validators) throws Exception {
    Tally tally = new Tally();
    Scenario scenario =
        Worlds.extended(
            folder,
            "",
            "duration=30 min",
            "fidelity.execution=full",
            "fidelity.consensus=full",
            "validators.count=" + validators);
    new Simulation(scenario, 7, 0, tally).run();
    assertThat(tally.ended).isTrue();
    assertThat(tally.included).isGreaterThan(3_300).isGreaterThan(tally.submitted - 20);
    assertThat(tally.blocksByRound).containsOnlyKeys(0);
    assertThat(tally.provenOnL1).isGreaterThan(20);
  }
}
