package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.BountyRules.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers, settings, variants and the hash. */
class LoadingTest {
  @TempDir Path directory;

  @BeforeEach
  void base() throws IOException {
    write(
        "base.yaml",
        """
        name: base
        question: Whose?
        duration: 2 h
        provers:
          cohorts:
            - {name: a, count: 10, loss: 5 %}
            - {name: b, count: 20}
        expect: [minted > 0]
        """);
  }

  @Test
  void jsonIsReadLikeYaml() throws Exception {
    write("s.yaml", "seed: 7\nusers: {count: 2000}\n");
    write("s.json", "{\n\t\"seed\": 7,\n\t\"users\": {\"count\": 2000}\n}\n");
    assertThat(load("s.json").resolvedYaml()).isEqualTo(load("s.yaml").resolvedYaml());
  }

  @Test
  void aFileIsNamedAfterItselfUnlessItSaysOtherwise() throws Exception {
    write("My Scenario.yaml", "seed: 7");
    assertThat(load("My Scenario.yaml").scenario().name()).isEqualTo("my-scenario");
    write("other.yaml", "name: mine");
    assertThat(load("other.yaml").scenario().name()).isEqualTo("mine");
  }

  @Test
  void whatAFileSaysAboutItselfIsNotInherited() throws Exception {
    write("child.yaml", "extends: base.yaml");
    Scenario child = load("child.yaml").scenario();
    assertThat(child.name()).isEqualTo("child");
    assertThat(child.question()).isEmpty();
    assertThat(child.expectations()).isEmpty();
    assertThat(child.durationMillis()).isEqualTo(7_200_000);
  }

  @Test
  void namedItemsMergeByNameAndNewOnesComeAfter() throws Exception {
    write(
        "child.yaml",
        """
        extends: base.yaml
        provers:
          cohorts:
            - {name: c, count: 5}
            - {name: a, count: 11}
        """);
    List<Cohort> cohorts = load("child.yaml").scenario().cohorts();
    assertThat(cohorts).extracting(Cohort::name).containsExactly("a", "b", "c");
    assertThat(cohorts).extracting(Cohort::count).containsExactly(11, 20, 5);
    assertThat(cohorts.getFirst().loss()).isEqualTo(0.05);
  }

  @Test
  void laterLayersWinAndTheFileItselfComesLast() throws Exception {
    write("one.yaml", "seed: 1\nduration: 1 h");
    write("two.yaml", "seed: 2\nduration: 3 h");
    write("child.yaml", "extends: [one.yaml, two.yaml]\nduration: 4 h");
    Scenario scenario = load("child.yaml").scenario();
    assertThat(scenario.seed()).isEqualTo(2);
    assertThat(scenario.durationMillis()).isEqualTo(4 * 3_600_000);
  }

  @Test
  void anotherLawDropsInheritedKeysThatDoNotGoWithIt() throws Exception {
    write("law.yaml", "network: {latency: {law: lognormal, median: 9 ms, sigma: 2}}");
    write("child.yaml", "extends: law.yaml\nnetwork: {latency: {law: constant, value: 3 ms}}");
    assertThat(load("child.yaml").scenario().network().latency())
        .isEqualTo(new DurationLaw.Constant(3));
  }

  @Test
  void settingsReachIntoDefaultLists() throws Exception {
    write("s.yaml", "seed: 1");
    Scenario scenario =
        load(
                "s.yaml",
                new Setting("provers.cohorts[crowd].count", "42"),
                new Setting("protocol.bounty.source", "mint"),
                new Setting("transactions.classes[call].units", "310 units"))
            .scenario();
    assertThat(scenario.proversAtGenesis()).isEqualTo(42);
    assertThat(scenario.rules().bounty().source()).isEqualTo(Source.MINT);
    assertThat(scenario.transactions()).extracting(TransactionClass::units).contains(44, 310, 2000);
  }

  @Test
  void modeChoosesTheColumnAndEveryRowStaysSelectable() throws Exception {
    write("s.yaml", "mode: literal\nprotocol: {bounty: {source: fees-then-mint}}");
    var rules = load("s.yaml").scenario().rules();
    assertThat(rules.bounty().source()).isEqualTo(Source.FEES_THEN_MINT);
    assertThat(rules.bounty().lockedAtLease()).isFalse();
    assertThat(rules.proving().bonded()).isFalse();
  }

  @Test
  void variantsAreScenariosOfTheirOwn() throws Exception {
    write(
        "s.yaml",
        """
        seed: 5
        expect: ["minted >= 0", "literal: penalties_levied > 1 ZKPoW @ 95 %"]
        variants:
          - {name: plain, set: {}}
          - {name: literal, set: {mode: literal, "provers.cohorts[crowd].loss": 50 %}}
        """);
    Scenario scenario = load("s.yaml").scenario();
    assertThat(scenario.variants()).extracting(Variant::name).containsExactly("plain", "literal");
    Scenario plain = scenario.variants().get(0).scenario();
    Scenario literal = scenario.variants().get(1).scenario();
    assertThat(plain.rules()).isEqualTo(scenario.rules());
    assertThat(plain.expectations()).hasSize(1);
    assertThat(literal.rules().proving().bonded()).isFalse();
    assertThat(literal.cohorts().getFirst().loss()).isEqualTo(0.5);
    assertThat(literal.expectations()).hasSize(2);
    assertThat(literal.seed()).isEqualTo(5);
    Expectation penalty = literal.expectations().get(1);
    assertThat(penalty.value()).isEqualTo(1e18);
    assertThat(penalty.confidence()).contains(0.95);
    assertThat(penalty.operator()).isEqualTo(Expectation.Operator.GREATER);
  }

  @Test
  void theHashIsOfWhatIsSimulated() throws Exception {
    write("s.yaml", "duration: 90 min\nseed: 1");
    String hash = load("s.yaml").hash();
    assertThat(hash).matches("[0-9a-f]{64}");
    write(
        "s.yaml",
        "# the same\nseed: 99\nname: x\nreplications: 3\nexpect: [minted > 0]\n'duration': 5400 s");
    assertThat(load("s.yaml").hash()).isEqualTo(hash);
    write("s.yaml", "duration: 91 min\nseed: 1");
    assertThat(load("s.yaml").hash()).isNotEqualTo(hash);
  }

  @Test
  void theHashCoversTheTraceItself() throws Exception {
    write("s.yaml", "arrivals: {law: trace, file: t.csv}");
    write("t.csv", "ms,class\n5,transfer\n");
    String hash = load("s.yaml").hash();
    write("t.csv", "ms,class\n6,transfer\n");
    assertThat(load("s.yaml").hash()).isNotEqualTo(hash);
  }

  @Test
  void timelineIsInOrderOfTime() throws Exception {
    write(
        "s.yaml",
        """
        timeline:
          - {at: 5 h, action: reorg, depth: 2}
          - {at: 1 h, action: outage, share: 30 %, duration: 10 min}
          - {at: 2 h, action: deposit, count: 3, amount: 7 ZKPoW}
        """);
    assertThat(load("s.yaml").scenario().timeline())
        .containsExactly(
            new Intervention.Outage(3_600_000, "anywhere", 0.3, 600_000),
            new Intervention.Deposit(7_200_000, 3, Wei.tokens(7)),
            new Intervention.Reorg(18_000_000, 2));
  }

  @Test
  void anOutageWithoutARegionIsEverywhere() {
    assertThat(new Intervention.Outage(0, "anywhere", 1, 1).isIn("world")).isTrue();
    assertThat(new Intervention.Outage(0, "inside", 1, 1).isIn("inside")).isTrue();
    assertThat(new Intervention.Outage(0, "inside", 1, 1).isIn("outside")).isFalse();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private LoadedScenario load(String file, Setting... settings) throws ScenarioException {
    return ScenarioLoader.load(directory.resolve(file), List.of(settings));
  }
}
