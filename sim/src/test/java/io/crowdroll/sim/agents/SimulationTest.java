package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Rejection;
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
import java.util.Map;
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

  /** What each block made true, heartbeats apart. */
  private static List<String> ledger(Scenario scenario) throws Exception {
    List<String> ledger = new ArrayList<>();
    Tally tally =
        new Tally() {
          @Override
          public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
            ledger.add(block.height() + " " + gauges.activeProvers() + " " + gauges.supply());
            for (Fact fact : facts) {
              if (!(fact instanceof Fact.Ignored)) {
                ledger.add(fact.toString());
              }
            }
          }
        };
    new Simulation(scenario, 5, 0, tally).run();
    return ledger;
  }

  @Test
  void elidedHeartbeatsLeaveTheLedgerAsItIs() throws Exception {
    // Hectic: sessions of minutes, so that many begin, end, and begin again before they expire.
    String hectic =
        """
        provers:
          cohorts:
            - name: crowd
              count: 300
              availability:
                law: renewal
                session: {law: exponential, mean: 3 min}
                off: {law: exponential, mean: 1 min}
              loss: 12 %
        """;
    List<String> explicit = ledger(extended(hectic + "heartbeats: explicit\n"));
    List<String> elided = ledger(extended(hectic + "heartbeats: elided\n"));
    assertThat(explicit).hasSizeGreaterThan(10_000).hasSameSizeAs(elided);
    for (int i = 0; i < explicit.size(); i++) {
      assertThat(elided.get(i)).isEqualTo(explicit.get(i));
    }
  }

  /** The baseline with half of its provers behaving otherwise. */
  private Tally withBehaviour(String behaviour, String more) throws Exception {
    return run(
        extended(
            """
            targets: {share: 50 %%}
            provers:
              cohorts:
                - {name: crowd, count: 100, availability: {law: always}, loss: 0 %%}
                - name: others
                  count: 100
                  availability: {law: always}
                  loss: 0 %%
                  behaviour: %s
            %s
            """
                .formatted(behaviour, more)));
  }

  /** Sum over the members of the second cohort, numbers 100 to 199. */
  private static int ofOthers(Map<Integer, Integer> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey() >= 100 && entry.getKey() < 200)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  @Test
  void honestProversMissNothing() throws Exception {
    Tally tally = withBehaviour("{kind: honest}", "");
    assertThat(tally.missed).isEmpty();
    assertThat(ofOthers(tally.paid)).isGreaterThan(800);
  }

  @Test
  void fakeActiveProversMissAllAndEarnNothing() throws Exception {
    Tally tally = withBehaviour("{kind: fake-active}", "");
    assertThat(ofOthers(tally.paid)).isZero();
    assertThat(ofOthers(tally.missed)).isGreaterThan(100);
  }

  @Test
  void sleepersMissAsManyAsTheySleepThrough() throws Exception {
    Tally tally = withBehaviour("{kind: sleeper, probability: 30 %}", "");
    int missed = ofOthers(tally.missed);
    int all = missed + ofOthers(tally.paid);
    double error = Math.sqrt(0.3 * 0.7 / all);
    assertThat(missed / (double) all).isBetween(0.3 - 5 * error, 0.3 + 5 * error);
  }

  @Test
  void refusersMissTheTasksOfTargetsAlone() throws Exception {
    Tally tally = withBehaviour("{kind: selective-refuser}", "");
    assertThat(ofOthers(tally.missed)).isGreaterThan(50);
    assertThat(ofOthers(tally.paid)).isGreaterThan(ofOthers(tally.missed));
  }

  @Test
  void copiersEarnNothingWhereProofsNameTheirPayee() throws Exception {
    Tally tally = withBehaviour("{kind: proof-copier}", "");
    assertThat(ofOthers(tally.paid)).isZero();
    assertThat(tally.ignored).containsKey(Rejection.WRONG_PAYEE);
  }

  @Test
  void censorsDelayTheTargets() throws Exception {
    Tally tally =
        run(
            extended(
                """
                targets: {share: 20 %}
                validators:
                  censorship: {what: transactions, share: 40 %}
                """));
    // A share f of leaders leaves targets out: on average f / (1 − f) further slots of 2 s.
    double wait = tally.meanDelay(true) - tally.meanDelay(false);
    assertThat(wait).isBetween(600.0, 2_000.0);
    assertThat(tally.included).isGreaterThan(tally.submitted - 50);
  }
}
