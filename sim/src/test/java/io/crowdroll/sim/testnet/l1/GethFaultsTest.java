package io.crowdroll.sim.testnet.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crowdroll.protocol.chain.Wei;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real L1 in its own time: it is killed and reorganised, and the agents heal. */
@Tag("testnet")
@Tag("campaign")
class GethFaultsTest {
  @TempDir private Path directory;

  @Test
  void agentsOutliveCrashesAndReorganisationsOfL1() throws IOException, InterruptedException {
    assumeTrue(
        GethBinary.isToBeHad(), "skipped: there is neither Geth here nor Go to build it with");
    try (GethProcess geth = GethProcess.start(directory);
        TestRollup rollup =
            new TestRollup(geth, TestRollup.RULES, null, Wei.tokens(1_000), Wei.ZERO)) {
      Stations stations = new Stations(rollup);
      stations.close(2);
      until(stations, 2);
      geth.setHead(rollup.rpc.head().getNumber().longValueExact() - 5);
      stations.close(4);
      follow(stations);
      geth.crash();
      until(stations, 4);
      geth.pause();
      follow(stations);
      geth.resume();
      stations.close(5);
      until(stations, 5);
      assertThat(stations.alarms()).doesNotContain("L1_REORG_BEYOND_IMPORT_DEPTH");
    }
  }

  private static void until(Stations stations, long batch)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + 150_000_000_000L;
    while (stations.finalBatches().stream().anyMatch(last -> last < batch)) {
      assertThat(System.nanoTime()).as("final are " + stations.finalBatches()).isLessThan(end);
      Thread.sleep(100);
      follow(stations);
    }
  }

  /** As a node's link does: what L1 does not answer is asked again. */
  private static void follow(Stations stations) {
    try {
      stations.look();
    } catch (IOException trouble) {
      // the next look starts where this one has
    }
  }
}
