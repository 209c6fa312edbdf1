package io.crowdroll.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.agents.UserKeys;
import io.crowdroll.sim.experiment.SimulationEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A rollup that nobody serves is frozen, every user leaves it with a real proof, and whoever wants
 * to do so by hand has the command for it; and real proofs under keys that are not fit for it.
 */
@ResourceLock("proving keys")
class ExitCommandTest {
  private static final String RECIPIENT = "0x00000000000000000000000000000000000000aa";

  /** No agent submits, nobody proves: one deposit waits until the contract may be frozen. */
  private static final String FROZEN =
      """
      question: Does everybody get out?
      mode: hardened
      duration: 20 min
      checks: full
      seed: 5
      fidelity: {execution: full, proofs: full}
      users: {count: 3, balance: 250 ZKPoW}
      arrivals: {rate: 0/s}
      transactions: {classes: [{name: transfer, kind: transfer, share: 100 %}]}
      hardware: [{name: desktop, secondsPerUnit: 0.05, sigma: 0.3, watts: 65 W}]
      provers:
        cohorts:
          - {name: idle, count: 1, hardware: [{class: desktop, share: 100 %}], behaviour: {kind: fake-active}}
      validators: {count: 4, stake: {law: equal}}
      agents: [{name: all, share: 100 %, behaviour: absent}]
      outside: {proves: false}
      l1: {reorgs: {rate: 0}}
      protocol:
        aggregation: {scheme: flat, batchSize: 4}
        forced: {forceDeadline: 10 L1 blocks, permissionlessAfter: 20 L1 blocks, escapeDelay: 40 L1 blocks}
      timeline:
        - {at: 10 s, action: deposit, count: 1, amount: 50 ZKPoW}
      """;

  @TempDir private static Path scratch;

  private static Path run;

  private record Said(int code, String out, String err) {}

  private static Said say(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new SimulationEngine())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  @BeforeAll
  static void freeze() throws IOException {
    Path file = Files.writeString(scratch.resolve("frozen.yaml"), FROZEN);
    Path runs = scratch.resolve("runs");
    Said said = say("run", file.toString(), "--quiet", "--out", runs.toString());
    assertThat(said.code).as("%s", said).isZero();
    try (Stream<Path> made = Files.list(runs)) {
      run = made.findFirst().orElseThrow();
    }
  }

  private static double metric(String name) {
    return RunDirectory.open(run).metrics().stream()
        .filter(it -> it.metric().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void everyUserLeavesAFrozenRollupByRealProof() throws IOException {
    assertThat(metric("users_escaped")).isEqualTo(3);
    assertThat(Files.readAllLines(run.resolve("real-proofs-0000.csv")))
        .filteredOn(line -> line.contains(",exit,"))
        .hasSize(3);
  }

  @Test
  void theCommandSaysWhatToSendToL1() throws IOException {
    Said said = say("exit", run.toString(), "--user", "2", "--to", RECIPIENT);
    assertThat(said.code).as("%s", said).isZero();
    byte[] key = UserKeys.rollup(5, 0, 2);
    String account = RollupMessage.address(EdDsa.publicKey(key)).toString();
    assertThat(said.out)
        .contains("rebuilt from 0 batches", account, "takes      250 ZKPoW and 0 ETH")
        .containsPattern("data       0x[0-9a-f]{8}0{24}" + account.substring(2));
    // four words, eight of the proof, and the selector
    String data = said.out.strip().lines().toList().getLast().substring("data       0x".length());
    assertThat(data).hasSize(8 + 64 * 12);
    Path file = scratch.resolve("own.key");
    Files.writeString(file, java.util.HexFormat.of().formatHex(key));
    Said byFile = say("exit", run.toString(), "--key", file.toString(), "--to", RECIPIENT);
    assertThat(byFile.code).isZero();
    assertThat(byFile.out).contains("takes      250 ZKPoW");
  }

  @Test
  void whatIsWrongWithAnExitIsSaid() throws IOException {
    Said nobody = say("exit", run.toString(), "--account", RECIPIENT);
    assertThat(nobody.code).isEqualTo(1);
    assertThat(nobody.err).contains("there is no account " + RECIPIENT);
    assertThat(say("exit", run.toString(), "--user", "1").err)
        .contains("--key or --user with --to");
    assertThat(say("exit", run.toString(), "--user", "1", "--to", "0x12").err)
        .contains("--to 0x12 is no address");
    Said nowhere = say("exit", scratch.toString(), "--account", RECIPIENT);
    assertThat(nowhere.code).isEqualTo(1);
    assertThat(nowhere.err).contains("neither posted-0000").contains("nor a testnet");
  }

  @Test
  void aRecordThatDoesNotLeadToTheRootOfL1IsRefused() throws IOException {
    Path other = scratch.resolve("other");
    Path posted = Files.createDirectories(other.resolve("posted-0000"));
    Path own = run.resolve("posted-0000");
    Files.copy(own.resolve("genesis.bin"), posted.resolve("genesis.bin"));
    List<String> lines = Files.readAllLines(own.resolve("batches.csv"));
    String root = lines.getLast();
    char digit = root.charAt(root.length() - 1);
    String false_ = root.substring(0, root.length() - 1) + (digit == '0' ? '1' : '0');
    Files.write(posted.resolve("batches.csv"), List.of(lines.getFirst(), false_));
    Said said = say("exit", other.toString(), "--account", RECIPIENT);
    assertThat(said.code).isEqualTo(1);
    assertThat(said.err).contains("after 0 batches the state root is");
    Files.write(posted.resolve("batches.csv"), List.of(lines.getFirst(), "1,2,3", root));
    assertThat(say("exit", other.toString(), "--account", RECIPIENT).err)
        .contains("line 2, is not what this version writes");
    Files.write(posted.resolve("batches.csv"), List.of(lines.getFirst()));
    assertThat(say("exit", other.toString(), "--account", RECIPIENT).err).contains("is cut off");
  }

  @Test
  void productionRefusesADevelopmentKeyOfALeafToo() throws IOException {
    Path file = Files.writeString(scratch.resolve("strict.yaml"), FROZEN + "keys: production\n");
    Said said =
        say("run", file.toString(), "--quiet", "--out", scratch.resolve("strict").toString());
    assertThat(said.code).isEqualTo(2);
    // leaves come first: this directory has none of `open`, and none is made for production
    assertThat(said.err).contains("there is no key of open in");
  }
}
