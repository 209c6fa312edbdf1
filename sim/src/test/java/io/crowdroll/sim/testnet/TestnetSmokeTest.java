package io.crowdroll.sim.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.testnet.l1.L1Client;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * {@code testnet-smoke}: from signed transfers to final batches on L1, every proof a real one, with
 * a prover that sleeps and one that is killed; then every node's record once more.
 */
@Tag("testnet")
@Isolated("eight processes want both processors")
class TestnetSmokeTest {
  private static final int VICTIM = 1;
  private static final long KILL_AFTER_MILLIS = 20_000;

  private static Scenario scenario;
  private static Path home;

  @TempDir private Path folder;

  @BeforeAll
  static void keys() throws Exception {
    home = Path.of(System.getProperty("crowdroll.home", "..")).toRealPath();
    scenario =
        ScenarioLoader.load(home.resolve("scenarios/testnet-smoke.yaml"), List.of()).scenario();
    long begin = System.nanoTime();
    VerifyingKeys.open(scenario, System.out::println);
    System.out.printf("keys: %.1f s%n", (System.nanoTime() - begin) / 1e9);
  }

  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  @Test
  void whatUsersSignBecomesFinalOnL1WithRealProofsAndReplaysBitForBit() throws Exception {
    TestnetRun.Outcome outcome = run();
    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.taken()).isGreaterThan(15);
    assertThat(outcome.finals()).isGreaterThanOrEqualTo(2);
    try (ForkJoinPool pool = new ForkJoinPool()) {
      Replay replay = new Replay(VerifyingKeys.machines(pool), (_, _, _, _, _) -> {});
      Replay.Report report = replay.run(folder);
      assertThat(report.differences()).isEmpty();
      assertThat(report.nodes()).isEqualTo(8);
    }
  }

  private TestnetRun.Outcome run() throws Exception {
    TestnetPlan plan = new TestnetPlan(scenario, "test");
    L1Client anvil = L1Client.parse("anvil", null);
    try (Testnet testnet = Testnet.start(plan, anvil, home, folder, System.out::println)) {
      Thread killer = Thread.ofVirtual().start(() -> kill(testnet));
      TestnetRun.Outcome outcome = new TestnetRun(plan, testnet, System.out::println).run();
      killer.join();
      return outcome;
    }
  }

  private static void kill(Testnet testnet) {
    try {
      Thread.sleep(KILL_AFTER_MILLIS);
      testnet.cluster().provers().get(VICTIM).kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
