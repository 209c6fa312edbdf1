package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a researcher reads who mistyped: place, value, what is allowed, and what was meant. */
class ErrorMessagesTest {
  @TempDir Path directory;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("duratoin: 1 d", "1:1: unknown key `duratoin`; did you mean `duration`?"),
        Arguments.of(
            "protocol:\n  bounty: {unitPrise: 1 ZKPoW}",
            "2:12: unknown key `unitPrise` in protocol.bounty; did you mean `unitPrice`?"),
        Arguments.of(
            "unitPrice: 1 ZKPoW",
            "1:1: unknown key `unitPrice`; did you mean `protocol.bounty.unitPrice`?"),
        Arguments.of(
            "duration: 90",
            "1:11: duration: `90` has no unit; a duration is written with one of: d, h, min, s, ms"
                + " (`90 d`)"),
        Arguments.of(
            "duration: 90 mins",
            "1:11: duration: `90 mins` is not a duration: the unit `mins` is not one of d, h, min,"
                + " s, ms; did you mean `min`?"),
        Arguments.of(
            "protocol: {bounty: {unitPrice: 1 ETH}}",
            "1:32: protocol.bounty.unitPrice: `1 ETH` is not an amount of ZKPoW: the unit `ETH` is"
                + " not one of ZKPoW, gwei, wei"),
        Arguments.of(
            "mode: hardend",
            "1:7: mode: `hardend` is not one of literal, hardened; did you mean `hardened`?"),
        Arguments.of(
            "protocol: {proving: {probation: yes}}",
            "1:33: protocol.proving.probation: `yes` is neither true nor false; did you mean"
                + " `true`?"),
        Arguments.of(
            "arrivals: {rate: .nan}",
            "1:18: arrivals.rate: `.nan` is not a rate; allowed: 0 to 100,000/s"),
        Arguments.of(
            "arrivals: {rate: .inf}",
            "1:18: arrivals.rate: `.inf` is not a rate; allowed: 0 to 100,000/s"),
        Arguments.of(
            "replications: 1e999",
            "1:15: replications: `1e999` is not a whole number; allowed: 1 to 10,000"),
        Arguments.of(
            "replications: 2.5",
            "1:15: replications: `2.5` is not whole in the smallest unit; allowed: 1 to 10,000"),
        Arguments.of(
            "provers: {cohorts: [{name: crowd, count: 1000000000000}]}",
            "1:42: provers.cohorts[crowd].count: `1000000000000` is out of range; allowed: 0 to"
                + " 2,000,000"),
        Arguments.of(
            "provers: {cohorts: [{name: a, count: 2000000}, {name: b, count: 2000000}]}",
            "1:10: 4,000,000 provers in all cohorts are more than the limit of 2,000,000"),
        Arguments.of(
            "name: ../../etc/passwd",
            "1:7: name: `../../etc/passwd` is not allowed; allowed: lower-case letters, digits and"
                + " hyphens, at most 64"),
        Arguments.of("seed: 1\nseed: 2", "2:1: `seed` is given twice; first in line 1"),
        Arguments.of("seed:", "1:6: seed has no value; allowed: 0 to 9,223,372,036,854,775,807"),
        Arguments.of(
            "seed: [1]",
            "1:7: seed is one value, not a list; allowed: 0 to 9,223,372,036,854,775,807"),
        Arguments.of("users: many", "1:8: users is a mapping of keys; `many` is not"),
        Arguments.of("timeline: {at: 1 h}", "1:11: timeline is a list; a mapping is not"),
        Arguments.of("- a", "1:1: a scenario is a mapping of keys; a list is not"),
        Arguments.of(
            "a: &x {b: 1}\nc: *x",
            "1:4: anchors and aliases are not supported; use `extends` to share settings"),
        Arguments.of("seed: 1\n---\nseed: 2", "3:1: a scenario is one YAML document; a second one"),
        Arguments.of("seed: [1, 2", "is not YAML: "),
        Arguments.of(
            "provers: {cohorts: [{name: crowd}]}",
            "1:21: provers.cohorts[crowd].count is missing; allowed: 0 to 2,000,000"),
        Arguments.of(
            "provers: {cohorts: [{name: a, count: 1}, {name: a, count: 2}]}",
            "1:42: provers.cohorts has two items named `a`"),
        Arguments.of(
            "arrivals: {law: poisson, peak: 3 h}",
            "1:26: arrivals.peak does not go with `law: poisson`; it goes with `law: diurnal`"),
        Arguments.of(
            "transactions: {classes: [{name: a, kind: transfer, share: 40 %}, {name: b, kind:"
                + " transfer, share: 50 %}]}",
            "1:59: the shares of transactions.classes sum to 90 %, not 100 %"),
        Arguments.of(
            "transactions: {classes: [{name: a, kind: call, share: 1}]}",
            "1:26: transactions.classes[a].units is missing; allowed: 1 unit to 1,000,000 units"),
        Arguments.of(
            "provers: {cohorts: [{name: a, count: 1, hardware: [{class: cpu9, share: 1}]}]}",
            "1:60: provers.cohorts[a].hardware[0].class: `cpu9` is no name of hardware; there are:"
                + " cpu8, cpu16, m3max, l4; did you mean `cpu8`?"),
        Arguments.of(
            "protocol: {proving: {bond: 10 ZKPoW}}",
            "1:28: the bond of 10 ZKPoW is under the penalty of the largest task (2000 units, 50"
                + " ZKPoW); raise protocol.proving.bond or lower protocol.penalty (PROTOCOL.md"
                + " §3)"),
        Arguments.of(
            "protocol: {proving: {heartbeatTimeout: 20 s}}",
            "1:40: protocol.proving.heartbeatTimeout (20 s) is not longer than heartbeatInterval"
                + " (30 s): nobody would stay active"),
        Arguments.of(
            "protocol: {proving: {exitDelay: 10 blocks}}",
            "1:33: protocol.proving.exitDelay (10 blocks) is under the longest lease (362 blocks):"
                + " a prover could leave before its penalty"),
        Arguments.of(
            "protocol: {forced: {escapeDelay: 100}}",
            "1:34: protocol.forced needs forceDeadline < permissionlessAfter < escapeDelay"),
        Arguments.of(
            "users: {count: 10}",
            "1:16: users.count is 10, but 1000 provers are registered at genesis, and each of them"
                + " is a user"),
        Arguments.of(
            "validators: {stake: {law: explicit, weights: [1, 2]}}",
            "1:27: validators.stake.weights has 2 entries for 16 validators"),
        Arguments.of(
            "timeline: [{at: 2 d, action: reorg}]",
            "1:17: timeline[0].at is 2 d, after the end of the scenario (1 d)"),
        Arguments.of(
            "timeline: [{at: 2 h, action: explode}]",
            "1:30: timeline[0].action: `explode` is not one of outage, join, leave, rush,"
                + " congestion, reorg, price, censor, crash, deposit, force, withdraw"),
        Arguments.of(
            "timeline: [{at: 2 h, action: join, cohort: crwd, count: 1}]",
            "1:44: timeline[0].cohort: `crwd` is no name of provers.cohorts; there are: crowd; did"
                + " you mean `crowd`?"),
        Arguments.of(
            "timeline: [{at: 2 h, action: censor, share: 50 %}]",
            "1:30: needs targets, but targets.share is 0 %; say which share of the users"),
        Arguments.of(
            "heartbeats: elided\nnetwork: {loss: 1 %}",
            "1:13: heartbeats can be elided only where they are free (protocol.fees.heartbeatGas:"
                + " 0) and lossless (network.loss: 0 %); use `auto` or `explicit`"),
        Arguments.of(
            "expect: [time_to_proof.p95 is small]",
            "1:10: expect[0]: `time_to_proof.p95 is small` is not `[variant:] metric op value"),
        Arguments.of(
            "variants: [{name: a, set: {}}]\nexpect: ['b: minted > 0']",
            "2:10: expect[0]: there is no variant `b`; did you mean `a`?"),
        Arguments.of(
            "variants: [{name: a, set: {seed: 3}}]",
            "1:28: variants share `seed`; set it above them"),
        Arguments.of(
            "variants: [{name: a, set: {protocol.bounty.sauce: mint}}]",
            "1:28: unknown key `sauce` in protocol.bounty; did you mean `source`?"),
        Arguments.of(
            "arrivals: {law: trace, file: gone.csv}",
            "1:30: arrivals.file: there is no file `gone.csv`"),
        Arguments.of("extends: gone.yaml", "1:10: there is no file `"),
        Arguments.of("extends: {a: 1}", "1:10: `extends` is a file or a list of files; a mapping"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneErrorThatNamesItsPlace(String text, String message) throws IOException {
    ScenarioException refused = refused(text);
    assertThat(refused.problems()).hasSize(1);
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.problems().getFirst().source()).isEqualTo(file().toString());
  }

  @Test
  void everyMistakeOfAFileIsReportedAtOnceInOrder() throws IOException {
    ScenarioException refused = refused("seed: -1\nmode: x\nusers:\n  cuont: 3\n");
    assertThat(refused.problems()).extracting(Problem::line).containsExactly(1, 2, 4);
  }

  @Test
  void aSettingIsBlamedAsTyped() throws IOException {
    Files.writeString(file(), "seed: 1");
    ScenarioException refused =
        catchThrowableOfType(
            ScenarioException.class,
            () -> ScenarioLoader.load(file(), List.of(new Setting("users.count", "many"))));
    assertThat(refused)
        .hasMessage(
            "--set users.count=many: users.count: `many` is not a whole number; allowed: 1 to"
                + " 10,000,000");
  }

  @Test
  void aSettingOfAnUnknownItemListsTheKnownOnes() throws IOException {
    Files.writeString(file(), "seed: 1");
    ScenarioException refused =
        catchThrowableOfType(
            ScenarioException.class,
            () ->
                ScenarioLoader.load(
                    file(), List.of(new Setting("provers.cohorts[crwd].count", "5"))));
    assertThat(refused)
        .hasMessage(
            "--set provers.cohorts[crwd].count=5: `cohorts` has no item `crwd`; it has crowd; did"
                + " you mean `crowd`?");
  }

  @Test
  void extendingInACircleIsRefused() throws IOException {
    Files.writeString(directory.resolve("a.yaml"), "extends: s.yaml");
    assertThat(refused("extends: a.yaml")).hasMessageContaining("`extends` goes in a circle");
  }

  @Test
  void aMissingFileIsRefused() {
    ScenarioException refused =
        catchThrowableOfType(
            ScenarioException.class,
            () -> ScenarioLoader.load(directory.resolve("none.yaml"), List.of()));
    assertThat(refused).hasMessageContaining("there is no file `");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(load()).hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(refused("# nothing\n")).hasMessageContaining("the file is empty");
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackEnds() throws IOException {
    assertThat(refused("a: " + "[".repeat(100_000))).hasMessageContaining("nested deeper than 32");
    assertThat(refused("{\"a\":".repeat(100_000))).hasMessageContaining("nested deeper than 32");
    var block = new StringBuilder();
    for (int depth = 0; depth < 500; depth++) {
      block.append(" ".repeat(depth)).append("a:\n");
    }
    assertThat(refused(block.toString())).hasMessageContaining("nested deeper than 32");
  }

  @Test
  void aBombOfAliasesIsRefusedAtItsFirstAnchor() throws IOException {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(refused(bomb.toString())).hasMessageContaining("1:5: anchors and aliases");
  }

  @Test
  void aHugeFileIsRefused() throws IOException {
    assertThat(refused("# " + "x".repeat(2_000_000))).hasMessageContaining("is larger than");
  }

  @Test
  void aRungThatIsNotBuiltIsOneSentence() throws IOException, ScenarioException {
    Files.writeString(file(), "fidelity: {network: testnet, l1: testnet}");
    Scenario scenario = ScenarioLoader.load(file(), List.of()).scenario();
    ScenarioException refused =
        catchThrowableOfType(ScenarioException.class, scenario::requireBuilt);
    assertThat(refused)
        .hasMessage(
            "s: This version cannot run fidelity.l1: testnet, fidelity.network: testnet; all rungs"
                + " built so far are `modelled`, and `full` of execution, proofs and consensus.");
  }

  private Path file() {
    return directory.resolve("s.yaml");
  }

  private ScenarioException refused(String text) throws IOException {
    Files.write(file(), text.getBytes(StandardCharsets.UTF_8));
    return load();
  }

  private ScenarioException load() {
    ScenarioException refused =
        catchThrowableOfType(ScenarioException.class, () -> ScenarioLoader.load(file(), List.of()));
    assertThat(refused).as("the scenario is refused").isNotNull();
    return refused;
  }
}
