package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.sim.kernel.QuaternaryHeap;
import io.crowdroll.sim.kernel.ReferenceQueue;
import io.crowdroll.sim.kernel.WheelQueue;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole scenarios, with all invariants checked at every block. */
class SimulationTest {
  private static final Path BASELINE = Path.of("..", "scenarios", "baseline.yaml");

  @TempDir Path folder;

  /** The baseline with settings {@code path=value} on top. */
  private static Scenario baseline(String... settings) throws Exception {
    List<Setting> all = new ArrayList<>();
    all.add(new Setting("checks", "full"));
    all.add(new Setting("duration", "20 min"));
    for (String setting : settings) {
      int at = setting.indexOf('=');
      all.add(new Setting(setting.substring(0, at), setting.substring(at + 1)));
    }
    return ScenarioLoader.load(BASELINE, all).scenario();
  }

  /** The baseline with more of a scenario file on top. */
  private Scenario extended(String text) throws Exception {
    Path file = folder.resolve("extended.yaml");
    Files.writeString(file, "extends: " + BASELINE.toAbsolutePath().normalize() + "\n" + text);
    return ScenarioLoader.load(
            file, List.of(new Setting("checks", "full"), new Setting("duration", "20 min")))
        .scenario();
  }

  private static Tally run(Scenario scenario) throws Exception {
    Tally tally = new Tally();
    new Simulation(scenario, 7, 0, tally).run();
    return tally;
  }

  @Test
  void transactionsAreIncludedProvenAndFinalOnL1() throws Exception {
    Tally tally = run(baseline("duration=1 h"));
    assertThat(tally.ended).isTrue();
    assertThat(tally.height).isEqualTo(1_799);
    assertThat(tally.submitted).isBetween(6_800L, 7_600L);
    assertThat(tally.included).isGreaterThan(tally.submitted - 20);
    assertThat(tally.proven).isGreaterThan(tally.made * 95 / 100);
    assertThat(tally.provenOnL1).isGreaterThan(100);
    // 40 min median sessions with sigma 1 are 66 min on average, against 67 min of absence.
    assertThat(tally.activeProvers.getLast()).isBetween(430L, 570L);
    assertThat(tally.provers).hasSize(1_000);
    assertThat(tally.validators).hasSize(16);
  }

  @Test
  void theQueueChangesNothing() throws Exception {
    Scenario scenario = baseline("duration=5 min");
    List<Long> hashes = new ArrayList<>();
    for (var queue : List.of(new WheelQueue(), new QuaternaryHeap(), new ReferenceQueue())) {
      Simulation simulation = new Simulation(scenario, 3, 1, new Tally(), queue);
      simulation.run();
      hashes.add(simulation.traceHash());
    }
    assertThat(hashes).containsOnly(hashes.getFirst());
    Simulation other = new Simulation(scenario, 3, 2, new Tally());
    other.run();
    assertThat(other.traceHash()).isNotEqualTo(hashes.getFirst());
  }

  @Test
  void whatAnotherThreadReadsIsAliveAndCancellingEndsTheRun() throws Exception {
    Simulation[] running = new Simulation[1];
    Tally tally =
        new Tally() {
          @Override
          public void sample(long millis, Gauges gauges) {
            if (millis > 0) {
              running[0].cancel();
            }
          }
        };
    running[0] = new Simulation(baseline(), 1, 0, tally);
    running[0].run();
    assertThat(tally.ended).isFalse();
    assertThat(running[0].nowMillis()).isEqualTo(300_000);
    assertThat(running[0].events()).isPositive();
  }
}
