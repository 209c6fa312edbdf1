package io.crowdroll.sim.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.node.NodeMachine;
import io.crowdroll.reports.html.ReportWriter;
import io.crowdroll.reports.results.CsvTable;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.reports.results.RunMetricRow;
import io.crowdroll.sim.experiment.Progress;
import io.crowdroll.sim.experiment.RunResult;
import io.crowdroll.sim.experiment.Runner;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.testnet.l1.L1Client;
import io.crowdroll.sim.testnet.rpc.RpcClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real processes on a real L1 client: {@code testnet-dev}, with a validator killed on the way. */
@Tag("testnet")
class TestnetTest {
  private static final long PATIENCE_NANOS = 150_000_000_000L;
  private static final int VICTIM = 3;

  @TempDir private Path folder;

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(300);
    }
  }

  @Test
  void whatOneValidatorTakesAllExecuteTheCrowdProvesAndNoKillLoses() throws Exception {
    Path home = Path.of(System.getProperty("crowdroll.home", "..")).toRealPath();
    LoadedScenario loaded =
        ScenarioLoader.load(home.resolve("scenarios/testnet-dev.yaml"), List.of());
    TestnetPlan plan = new TestnetPlan(loaded.scenario(), "test");
    int taken;
    try (Testnet testnet =
        Testnet.start(plan, L1Client.parse("anvil", null), home, folder, _ -> {})) {
      Cluster cluster = testnet.cluster();
      Traffic traffic =
          new Traffic(plan, testnet.contracts().deployment(), cluster, new SplittableRandom(1));
      for (int i = 0; i < 6; i++) {
        traffic.transfer();
      }
      cluster.validators().get(VICTIM).kill();
      for (int i = 0; i < 6; i++) {
        traffic.transfer();
      }
      assertThat(traffic.taken()).hasSizeGreaterThanOrEqualTo(9);
      await("the others go on", () -> hasAll(traffic, cluster.client(0)));
      cluster.validators().get(VICTIM).start();
      cluster.validators().get(VICTIM).awaitReady(90);
      await("it catches up", () -> hasAll(traffic, cluster.client(VICTIM)));
      JsonNode here = cluster.client(0).call("eth_getBlockByNumber", "0x3", false);
      assertThat(cluster.client(VICTIM).call("eth_getBlockByNumber", "0x3", false)).isEqualTo(here);
      await("a batch is proven", () -> isProven(cluster.client(1)));
      taken = traffic.taken().size();
    }
    countedLikeASimulation(plan, loaded, taken);
  }

  /** The records give the results of a run, and every effect is the recorded one (I9). */
  private void countedLikeASimulation(TestnetPlan plan, LoadedScenario loaded, int taken)
      throws Exception {
    RecordedRun recorded =
        new RecordedRun(
            plan,
            folder,
            (_, start) -> NodeMachine.of(start, ProofSystem.MODELLED),
            List.of(new RecordedRun.Mark(0, "a validator is killed")));
    Path results = folder.resolve("results");
    RunResult result =
        new Runner(
                recorded,
                ReportWriter::write,
                new Runner.Options(results, 1, "./crowdroll testnet", "test", Progress.NONE, 1_000))
            .run(loaded);
    assertThat(result.failures()).isEmpty();
    assertThat(recorded.report().differences()).isEmpty();
    assertThat(recorded.millis()).isPositive();
    Map<String, Double> metrics =
        RunDirectory.open(results).metrics().stream()
            .collect(Collectors.toMap(RunMetricRow::metric, RunMetricRow::value));
    assertThat(metrics).containsEntry("transactions_submitted", (double) taken);
    assertThat(metrics).containsEntry("transactions_included", (double) taken);
    assertThat(metrics.get("inclusion_delay.p50")).isBetween(0.0, 60.0);
    assertThat(metrics.get("active_provers.mean")).isBetween(0.5, 4.0);
    assertThat(metrics.get("utilisation")).isBetween(0.0, 1.0);
    assertThat(metrics.get("bounty_paid_over_base")).isBetween(0.5, 10.0);
    assertThat(RunDirectory.open(results).reader(0).all(CsvTable.EVENTS))
        .anyMatch(event -> event.text().equals("a validator is killed"));
  }

  private static boolean hasAll(Traffic traffic, RpcClient node) throws Exception {
    for (Hash256 hash : traffic.taken().keySet()) {
      if (node.call("eth_getTransactionReceipt", hash.toString()).isNull()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isProven(RpcClient node) throws Exception {
    JsonNode batches = node.call("crowdroll_batches");
    return !batches.isEmpty() && batches.get(0).get("proven").booleanValue();
  }
}
