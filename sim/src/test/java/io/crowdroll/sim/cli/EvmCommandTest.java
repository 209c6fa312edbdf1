package io.crowdroll.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.sim.experiment.SyntheticEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The EVM as a command: what it prints where, and how it exits. */
class EvmCommandTest {
  /** Returns its first word of call data plus one. */
  private static final String SUCCESSOR = "5f3560010160005260205ff3";

  /** An account that pays for a call of a contract which stores 2 in slot 1. */
  private static final String STATE_TEST =
      """
      {"stores": {
        "env": {"currentBaseFee": "0x0a", "currentCoinbase": "0x0000000000000000000000000000000000000c01",
          "currentGasLimit": "0x1000000", "currentNumber": "0x01", "currentTimestamp": "0x03e8",
          "currentRandom": "0x0000000000000000000000000000000000000000000000000000000000020000"},
        "pre": {
          "0x0000000000000000000000000000000000000c02":
            {"balance": "0x00", "code": "0x600260015500", "nonce": "0x00", "storage": {}},
          "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b":
            {"balance": "0x0de0b6b3a7640000", "code": "0x", "nonce": "0x00", "storage": {}}},
        "transaction": {"data": ["0x"], "gasLimit": ["0x061a80"], "gasPrice": "0x0a", "nonce": "0x00",
          "secretKey": "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8",
          "to": "0x0000000000000000000000000000000000000c02", "value": ["0x00"]},
        "post": {"FORK": [{"indexes": {"data": 0, "gas": 0, "value": 0}, "hash": "ROOT",
          "logs": "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"}]}}}
      """;

  private static final String NO_ROOT = "0x" + "00".repeat(32);

  @TempDir private Path scratch;

  /** What the command said, and its exit code. */
  private record Said(int code, String out, String err) {}

  private static Said evm(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine(new SyntheticEngine())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "evm";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new Said(command.execute(all), out.toString(), err.toString());
  }

  @Test
  void codeRunsAndItsOutputIsPrinted() {
    Said said = evm("run", SUCCESSOR, "--input", "00".repeat(31) + "2a");
    assertThat(said).isEqualTo(new Said(0, "0x" + "00".repeat(31) + "2b\n", ""));
  }

  @Test
  void codeAndInputComeFromFilesToo() throws IOException {
    Path code = Files.writeString(scratch.resolve("code.hex"), "0x" + SUCCESSOR + "\n");
    Path input = Files.writeString(scratch.resolve("input.hex"), "00".repeat(31) + "07\n");
    Said said = evm("run", "--codefile", code.toString(), "--inputfile", input.toString());
    assertThat(said.out).isEqualTo("0x" + "00".repeat(31) + "08\n");
  }

  @Test
  void codeThatFailsSaysWhyAndWhatItReturned() {
    assertThat(evm("run", "5b5f56", "--gas", "1000").out).isEqualTo("0x\n error: out of gas\n");
    assertThat(evm("run", "60aa5f5260205ffd").out)
        .isEqualTo("0x" + "00".repeat(31) + "aa\n error: execution reverted\n");
    assertThat(evm("run", "0c").out).contains("error: invalid opcode");
  }

  @Test
  void aTraceIsALineOfJsonAStepAndOneForTheEnd() {
    Said said = evm("run", "6001600201", "--trace", "--gas", "100");
    assertThat(said.out).isEmpty();
    List<JsonNode> steps = said.err.lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(steps.stream().map(step -> step.path("opName").asString("")))
        .containsExactly("PUSH1", "PUSH1", "ADD", "STOP", "");
    assertThat(steps.get(2).path("stack").toString()).isEqualTo("[\"0x1\",\"0x2\"]");
    assertThat(steps.get(2).path("gas").asString()).isEqualTo("0x5e");
    assertThat(steps.getLast().path("gasUsed").asString()).isEqualTo("0x9");
  }

  @Test
  void benchPrintsGasAndMeanTimeAsGoEthereumDoes() {
    Said said = evm("run", "600160020100", "--bench");
    assertThat(said.err.lines())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("EVM gas used:    9"),
            line -> assertThat(line).matches("execution time:  [0-9.]+(ns|µs|ms)"));
  }

  @Test
  void initCodeIsRunWithCreate() {
    assertThat(evm("run", "60fe5f5360015ff3", "--create").out).isEqualTo("0xfe\n");
  }

  @Test
  void codeRunsInTheWorldOfAGenesisFile() throws IOException {
    String genesis =
        """
        {"config": {"shanghaiTime": 0, "cancunTime": 0}, "timestamp": "0x5", "difficulty": "0x0",
         "gasLimit": "0x2000", "alloc": {
           "0000000000000000000000000000000000000abc": {"balance": "7", "code": "0x42345f5260205ff3"},
           "00000000000000000000000000000000000c0de5": {"balance": "9"}}}
        """;
    String file = Files.writeString(scratch.resolve("genesis.json"), genesis).toString();
    Said said =
        evm(
            "run",
            "--prestate",
            file,
            "--receiver",
            "0xabc",
            "--sender",
            "0xc0de5",
            "--value",
            "9");
    assertThat(said).isEqualTo(new Said(0, "0x" + "00".repeat(31) + "09\n", ""));
    assertThat(
            evm("run", "47545f5260205ff3", "--prestate", file, "--receiver", "0xabc", "--trace")
                .err)
        .contains("\"gas\":\"0x2000\"")
        .contains("\"stack\":[\"0x7\"]");
    assertThat(evm("run", "--prestate", file, "--receiver", "0xabc", "--value", "1").out)
        .contains("insufficient balance");
  }

  @Test
  void wrongArgumentsExitWithTwo() {
    assertThat(evm("run", "5f", "--gas", "-1").code).isEqualTo(2);
    assertThat(evm("run", "xyz").err).contains("no even number of hexadecimal digits");
    assertThat(evm("run", "5f", "--codefile", "-").err).contains("given twice");
    assertThat(evm("run", "5f", "--prestate", "nowhere.json").err).contains("cannot be read");
    assertThat(evm("run", "5f", "--sender", "me").err).contains("\"0xme\" is no number");
  }

  @Test
  void aStateTestPassesWithTheRightRootAlone() throws IOException {
    Said wrong = stateTest("Cancun", NO_ROOT);
    JsonNode failed = JsonMapper.shared().readTree(wrong.out).get(0);
    assertThat(wrong.code).isEqualTo(1);
    assertThat(failed.get("pass").asBoolean()).isFalse();
    Matcher got =
        Pattern.compile("post state root mismatch: got ([0-9a-f]{64}), want 0{64}")
            .matcher(failed.get("error").asString());
    assertThat(got.matches()).isTrue();

    Said right = stateTest("Cancun", "0x" + got.group(1));
    JsonNode passed = JsonMapper.shared().readTree(right.out).get(0);
    assertThat(right.code).isZero();
    assertThat(passed.propertyNames()).containsExactly("name", "pass", "stateRoot", "fork");
    assertThat(passed.get("name").asString()).isEqualTo("stores");
    assertThat(right.err).isEqualTo("{\"stateRoot\": \"0x" + got.group(1) + "\"}\n");
  }

  @Test
  void aTracedStateTestShowsItsSteps() throws IOException {
    Path file = file("Cancun", NO_ROOT);
    Said said = evm("statetest", "--trace", file.toString());
    assertThat(said.err).contains("\"opName\":\"SSTORE\"").contains("\"stateRoot\"");
  }

  @Test
  void anotherForkIsNotSupportedAndSaysSo() throws IOException {
    Said said = stateTest("Prague", NO_ROOT);
    assertThat(said.code).isEqualTo(1);
    assertThat(said.out).contains("unsupported fork");
  }

  @Test
  void whatIsNoStateTestExitsWithTwo() throws IOException {
    assertThat(evm("statetest", scratch.resolve("none.json").toString()))
        .satisfies(said -> assertThat(said.code).isEqualTo(2))
        .satisfies(said -> assertThat(said.err).contains("there is no file"));
    Path list = Files.writeString(scratch.resolve("list.json"), "[]");
    assertThat(evm("statetest", list.toString()).err).contains("no state test");
  }

  private Said stateTest(String fork, String root) throws IOException {
    return evm("statetest", file(fork, root).toString());
  }

  private Path file(String fork, String root) throws IOException {
    String text = STATE_TEST.replace("FORK", fork).replace("ROOT", root);
    return Files.writeString(scratch.resolve(fork + ".json"), text);
  }
}
