package io.crowdroll.sim.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whole validators and provers in one process, on a network, a clock and an L1 that are modelled.
 */
class ValidatorNodeTest {
  private static final int USERS = 6;

  static Scenario scenario(String... settings) throws Exception {
    Path here = Path.of("scenarios", "baseline.yaml");
    Path file = Files.exists(here) ? here : Path.of("..").resolve(here);
    List<Setting> all = new ArrayList<>();
    all.add(new Setting("protocol.consensus.slot", "1 s"));
    all.add(new Setting("protocol.consensus.l1ImportDepth", "4 L1 blocks"));
    all.add(new Setting("protocol.aggregation.batchSize", "4"));
    all.add(new Setting("protocol.aggregation.scheme", "flat"));
    all.add(new Setting("protocol.settlement.settleSlots", "1"));
    all.add(new Setting("protocol.submission.slotBlocks", "2 L1 blocks"));
    for (String setting : settings) {
      int at = setting.indexOf('=');
      all.add(new Setting(setting.substring(0, at), setting.substring(at + 1)));
    }
    return ScenarioLoader.load(file, all).scenario();
  }

  private static void traffic(VirtualNetwork network, int rounds) {
    for (int i = 0; i < rounds; i++) {
      int from = network.random.nextInt(USERS);
      int to = network.random.nextInt(USERS);
      network.transfer(from, to, network.random.nextInt(network.validators.size()));
      network.run(700);
    }
  }

  @Test
  void transfersAreIncludedProvenAndFinalOnL1() throws Exception {
    VirtualNetwork network = new VirtualNetwork(scenario(), 4, USERS, 4, 1);
    network.begin();
    traffic(network, 40);
    network.run(120_000);
    assertThat(network.alarms).isEmpty();
    assertThat(network.included).containsAll(network.acknowledged).hasSizeGreaterThan(30);
    assertThat(network.batchesFinal).isGreaterThanOrEqualTo(4);
    assertThat(network.outcomes.lastKey()).isGreaterThan(120);
  }
}
