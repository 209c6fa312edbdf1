package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An editor that knows the shipped schema and the loader say the same about a file. */
class SchemaAgreementTest {
  private static final Schema SCHEMA = schema();
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir Path directory;

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              Files.readString(
                  ShippedScenariosTest.SCENARIOS.resolve("schema/scenario.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> shipped() {
    return ShippedScenariosTest.shipped();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void bothAcceptWhatIsShipped(Path file) throws IOException, ScenarioException {
    assertThat(schemaErrors(Files.readString(file))).isEmpty();
    Path resolved = directory.resolve("resolved.yaml");
    Files.writeString(resolved, ScenarioLoader.load(file, List.of()).resolvedYaml());
    assertThat(schemaErrors(Files.readString(resolved))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed: 7",
        "{\"seed\": 7, \"duration\": \"90 min\"}",
        "duration: 36h",
        "x-mine: [1, 2]",
        "confidence: 0.9",
        "confidence: 90 %",
        "arrivals: {rate: 0}",
        "arrivals: {rate: 3/min}",
        "arrivals: {law: diurnal, rate: 1/s, amplitude: 30 %, peak: 19 h}",
        "protocol: {bounty: {elasticity: 0.5, unitPrice: 25000000 gwei, mintCap: none}}",
        "protocol: {bounty: {elasticity: '0.5'}}",
        "protocol: {leases: {deadlineBase: 120 blocks, deadlinePerUnit: 0}}",
        "protocol: {leases: {deadlineBase: 120}}",
        "protocol: {proving: {suspendBelow: -5 ZKPoW}}",
        "network: {latency: {law: constant, value: 0}}",
        "market: {law: pool, zkpow: 1000 ZKPoW, eth: 0.5 ETH}",
        "provers: {cohorts: [{name: a, count: 10, behaviour: {kind: sleeper, probability: 0.1}}]}",
        "timeline: [{at: 1 h, action: crash, share: 10 %, duration: 5 min}]",
        "expect: ['time_to_proof.p95 < 2 min @ 95 %', 'a_b.c_d >= -1.5']",
        "variants: [{name: a, set: {protocol.bounty.source: mint}}, {name: b}]",
        "question: ''",
        "$schema: here"
      })
  void bothAccept(String text) throws IOException {
    assertThat(loaderErrors(text)).isEmpty();
    assertThat(schemaErrors(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sed: 7",
        "seed: seven",
        "seed: -1",
        "seed: 1.5",
        "seed: true",
        "seed: null",
        "seed: [1]",
        "seed:",
        "- seed",
        "confidence: 2",
        "duration: 90",
        "duration: 90 mins",
        "duration: soon",
        "duration: '1 d 3 h'",
        "mode: soft",
        "name: Upper",
        "name: 5",
        "name: a/b",
        "question: 5",
        "users: 5",
        "users: {count: 0}",
        "users: {balance: 5 ETH}",
        "users: {balance: 5}",
        "arrivals: {law: poisson, peak: 3 h}",
        "arrivals: {law: sometimes}",
        "arrivals: {rate: 2/week}",
        "arrivals: {rate: 1e999}",
        "protocol: {bounty: {elasticity: 0.7}}",
        "protocol: {proving: {probation: yes}}",
        "protocol: {proving: {probation: 'true'}}",
        "protocol: {leases: {deadlinePerUnit: 9.5}}",
        "protocol: {units: {transfer: 44 gas}}",
        "provers: {cohorts: {name: a}}",
        "provers: {cohorts: [{count: 5}]}",
        "provers: {cohorts: [{name: a, count: 1000000000000}]}",
        "provers: {cohorts: [{name: a, count: 10, behaviour: {kind: honest, until: 3}}]}",
        "timeline: [{at: 1 h}]",
        "timeline: [{action: reorg}]",
        "timeline: [{at: 1 h, action: reorg, share: 10 %}]",
        "timeline: [{at: 1 h, action: join, cohort: crowd}]",
        "expect: [fast]",
        "expect: time_to_proof.p95 < 1 min",
        "expect: ['a < 5 parsec']",
        "variants: [{set: {}}]",
        "variants: [{name: a, set: 5}]",
        "extends: 5"
      })
  void bothRefuse(String text) throws IOException {
    assertThat(loaderErrors(text)).isNotEmpty();
    assertThat(schemaErrors(text)).isNotEmpty();
  }

  @Test
  void everyParameterIsInTheSchemaAndEveryDefaultPassesIt() {
    List<String> refused = new ArrayList<>();
    Catalogue.parameters()
        .forEach(
            (path, parameter) -> {
              if (!path.contains("[]") && parameter.cases().isEmpty()) {
                for (String value : List.of(parameter.literal(), parameter.hardened())) {
                  String yaml =
                      nested(
                          path, parameter.type() instanceof Type.Text ? "'" + value + "'" : value);
                  if (!schemaErrors(yaml).isEmpty()) {
                    refused.add(yaml);
                  }
                }
              }
            });
    assertThat(refused).isEmpty();
  }

  private static String nested(String path, String value) {
    String yaml = value;
    String[] keys = path.split("\\.");
    for (int i = keys.length - 1; i >= 0; i--) {
      yaml = "{" + keys[i] + ": " + yaml + "}";
    }
    return yaml;
  }

  private static List<String> schemaErrors(String yaml) {
    JsonNode tree = YAML.readTree(yaml);
    return SCHEMA.validate(tree).stream().map(Object::toString).toList();
  }

  private List<String> loaderErrors(String yaml) throws IOException {
    Path file = directory.resolve("s.yaml");
    Files.writeString(file, yaml);
    try {
      ScenarioLoader.load(file, List.of());
      return List.of();
    } catch (ScenarioException refused) {
      return refused.problems().stream().map(Problem::toString).toList();
    }
  }
}
