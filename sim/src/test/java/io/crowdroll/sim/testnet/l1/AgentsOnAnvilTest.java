package io.crowdroll.sim.testnet.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Wei;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents post real batches to the real contract, block by block, and heal what L1 does to them. */
@Tag("testnet")
class AgentsOnAnvilTest {
  private static final String TOO_DEEP = "L1_REORG_BEYOND_IMPORT_DEPTH";

  @TempDir private Path directory;
  private AnvilProcess anvil;
  private TestRollup rollup;
  private Stations stations;

  @BeforeEach
  void deploy() throws IOException {
    anvil = TestRollup.anvil(directory);
    rollup = TestRollup.on(anvil);
    stations = new Stations(rollup);
  }

  @AfterEach
  void stop() {
    rollup.close();
    anvil.close();
  }

  @Test
  void batchesBecomeFinal() throws IOException {
    stations.close(3);
    run(60);
    assertThat(stations.finalBatches()).containsOnly(3L);
    assertThat(stations.alarms()).isEmpty();
  }

  @Test
  void whatReorganisationsTakeIsPostedAgain() throws IOException {
    heal(10);
  }

  @Tag("long")
  @Test
  void aHundredReorganisationsHeal() throws IOException {
    heal(100);
  }

  private void heal(int reorganisations) throws IOException {
    Random random = new Random(8);
    run(Stations.REORG_DEPTH); // or the contract itself would be gone
    for (int i = 1; i <= reorganisations; i++) {
      stations.close(i);
      run(1 + random.nextInt(4));
      anvil.reorg(1 + random.nextInt(63));
    }
    run(120);
    assertThat(stations.finalBatches()).containsOnly((long) reorganisations);
    assertThat(stations.alarms()).doesNotContain(TOO_DEEP);
  }

  @Test
  void whatCannotBeFollowedRaisesTheAlarm() throws IOException {
    run(3 * Stations.REORG_DEPTH);
    anvil.reorg(2 * Stations.REORG_DEPTH);
    stations.look();
    assertThat(stations.alarms()).containsExactly(TOO_DEEP, TOO_DEEP, TOO_DEEP);
  }

  @Test
  void aSpikeOfTheBaseFeeDelaysAndDoesNotStop() throws IOException {
    run(40);
    stations.close(1);
    stations.look();
    for (int i = 0; i < 10; i++) {
      anvil.nextBaseFee(Wei.of(1_000_000_000_000L));
      run(1);
    }
    assertThat(rollup.rpc.head().getBaseFeePerGas()).isEqualTo(1_000_000_000_000L);
    run(80);
    assertThat(stations.finalBatches()).containsOnly(1L);
  }

  @Test
  void anL1ThatStallsIsFollowedWhenItIsBack() throws IOException {
    run(40);
    stations.close(1);
    anvil.pause();
    assertThatThrownBy(stations::look).isInstanceOf(IOException.class);
    anvil.resume();
    run(40);
    assertThat(stations.finalBatches()).containsOnly(1L);
  }

  private void run(int blocks) throws IOException {
    for (int i = 0; i < blocks; i++) {
      anvil.mine(1);
      stations.look();
    }
  }
}
