package io.crowdroll.sim.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.protocol.node.StatementCodec;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.sim.proofs.ProvenCircuit;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole validators and provers in one process, on a network, clock and L1 that are modelled. */
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
    traffic(network, 16);
    network.run(45_000);
    assertThat(network.alarms).isEmpty();
    assertThat(network.included).containsAll(network.acknowledged).hasSizeGreaterThan(12);
    assertThat(network.batchesFinal).isGreaterThanOrEqualTo(2);
    assertThat(network.outcomes.lastKey()).isGreaterThan(40);
  }

  @Test
  void whereProofsAreRealEachProverIsServedAWitnessThatItsCircuitTakes() throws Exception {
    Scenario real =
        scenario(
            "fidelity.execution=full",
            "fidelity.proofs=full",
            "protocol.settlement.settleMin=1 ZKPoW");
    VirtualNetwork network = new VirtualNetwork(real, 4, USERS, 4, 8);
    network.deaths = 0.002; // a validator that comes back serves what it would have served
    network.begin();
    traffic(network, 12);
    network.deaths = 0;
    network.run(45_000);
    Map<String, Compiled> circuits = new TreeMap<>();
    for (byte[] witness : network.witnesses.values()) {
      Statement statement = StatementCodec.decode(witness);
      assertThat(statement.deployment()).isEqualTo(network.genesis.deployment().word());
      ProvenCircuit circuit = ProvenCircuit.of(statement, false);
      Compiled compiled =
          circuits.computeIfAbsent(circuit.name(), _ -> circuit.circuit().compile());
      assertThatCode(() -> compiled.solve(statement.assign(compiled, BigInteger.ONE)))
          .as(circuit.name())
          .doesNotThrowAnyException();
    }
    assertThat(circuits).containsKeys("transfer", "settle", "batch-4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vrf", "proposer-hash"})
  void blocksAreMadeUnderEachBeacon(String beacon) throws Exception {
    VirtualNetwork network =
        new VirtualNetwork(scenario("protocol.consensus.beacon=" + beacon), 4, USERS, 0, 2);
    network.begin();
    traffic(network, 5);
    network.run(5_000);
    assertThat(network.alarms).isEmpty();
    assertThat(network.included).containsAll(network.acknowledged);
    assertThat(network.outcomes.lastKey()).isGreaterThan(5);
  }

  @Test
  void whatWasCutOffCatchesUpAndNothingIsLost() throws Exception {
    VirtualNetwork network = new VirtualNetwork(scenario(), 4, USERS, 2, 3);
    network.losses = 0.05;
    network.begin();
    traffic(network, 5);
    network.cutOff = Set.of(2);
    traffic(network, 20);
    long before = network.validator(2).rollup().height();
    assertThat(network.outcomes.lastKey()).isGreaterThan(before + 3);
    network.cutOff = Set.of();
    network.run(20_000);
    assertThat(network.validator(2).rollup().height())
        .isGreaterThanOrEqualTo(network.outcomes.lastKey() - 2);
    assertThat(network.included).containsAll(network.acknowledged);
  }

  @Test
  void whatL1ShowsAsFinalBeforeOnesOwnChainDoesIsNoSurprise() throws Exception {
    VirtualNetwork network = new VirtualNetwork(scenario(), 4, USERS, 3, 7);
    network.begin();
    network.cutOff = Set.of(2);
    for (int i = 0; i < 16; i++) {
      network.transfer(i % USERS, (i + 1) % USERS, i % 2); // to those who are together
      network.run(700);
    }
    network.run(45_000);
    assertThat(network.batchesFinal).isPositive();
    network.cutOff = Set.of();
    network.run(25_000);
    assertThat(network.validator(2).rollup().height())
        .isGreaterThanOrEqualTo(network.outcomes.lastKey() - 2);
  }

  @Test
  void nodesDieAtAnyEventAndComeBackAsTheyWere() throws Exception {
    VirtualNetwork network = new VirtualNetwork(scenario(), 4, USERS, 3, 4);
    network.deaths = 0.01;
    network.begin();
    traffic(network, 25);
    network.deaths = 0;
    network.run(40_000);
    assertThat(network.lives()).isGreaterThan(5);
    assertThat(network.included).containsAll(network.acknowledged).isNotEmpty();
    assertThat(network.batchesFinal).isPositive();
  }

  @Test
  void shallowReorganisationsOfL1Heal() throws Exception {
    VirtualNetwork network = new VirtualNetwork(scenario(), 4, USERS, 3, 5);
    network.begin();
    for (int depth = 1; depth <= 3; depth++) {
      traffic(network, 8);
      network.reorganise(depth);
    }
    network.run(40_000);
    assertThat(network.alarms).noneMatch(alarm -> alarm.contains("REORG"));
    assertThat(network.batchesFinal).isGreaterThanOrEqualTo(2);
    assertThat(network.included).containsAll(network.acknowledged);
  }

  @Test
  void aReorganisationBelowTheImportsStopsEveryValidator() throws Exception {
    VirtualNetwork network = new VirtualNetwork(scenario(), 4, USERS, 0, 6);
    network.begin();
    traffic(network, 15);
    network.reorganise(8);
    network.run(2_000);
    assertThat(network.alarms)
        .filteredOn(alarm -> alarm.contains("L1_REORG_BEYOND_IMPORT_DEPTH"))
        .hasSizeGreaterThanOrEqualTo(4);
    for (int i = 0; i < 4; i++) {
      assertThat(network.validator(i).isHalted()).isTrue();
    }
  }

  @Tag("campaign")
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void crashCampaign(long seed) throws Exception {
    VirtualNetwork network = new VirtualNetwork(scenario(), 4, USERS, 3, seed);
    network.deaths = 0.003;
    network.losses = 0.02;
    network.begin();
    for (int i = 0; i < 10; i++) {
      traffic(network, 15);
      network.cutOff = i % 3 == 1 ? Set.of(network.random.nextInt(4)) : Set.of();
      if (i % 4 == 2) {
        network.reorganise(1 + network.random.nextInt(3));
      }
    }
    network.deaths = 0;
    network.losses = 0;
    network.cutOff = Set.of();
    network.run(120_000);
    assertThat(network.lives()).isGreaterThan(25);
    assertThat(network.included).containsAll(network.acknowledged);
    assertThat(network.batchesFinal).isGreaterThan(5);
  }
}
