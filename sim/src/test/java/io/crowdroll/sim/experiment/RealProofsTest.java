package io.crowdroll.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.agents.UserKeys;
import io.crowdroll.sim.proofs.Exits;
import io.crowdroll.sim.proofs.PublicRecord;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * {@code fidelity.proofs: full} in a world so small that it proves two withdrawals and their batch:
 * the scenario of stolen proofs, both variants beside each other and one again alone, every
 * invariant checked at every block.
 */
@ResourceLock("proving keys")
class RealProofsTest {
  private static final Path THEFT =
      Path.of(System.getProperty("crowdroll.home", "..")).resolve("scenarios/proof-theft.yaml");

  private static final int USERS = 4;
  private static final long BALANCE = 1_000;
  private static final long BOND = 300;

  @TempDir private static Path scratch;

  private static RunResult both;
  private static RunResult boundAlone;

  @BeforeAll
  static void run() throws ScenarioException, IOException {
    both =
        run(
            "both",
            """
            variants:
              - {name: unbound, set: {protocol.proving.payeeBound: false}}
              - {name: bound, set: {}}
            """,
            2);
    boundAlone = run("alone", "", 1);
  }

  private static RunResult run(String name, String variants, int threads)
      throws ScenarioException, IOException {
    Path folder = Files.createDirectories(scratch.resolve(name));
    Files.writeString(folder.resolve("few.csv"), "ms,class\n20000,transfer\n24000,transfer\n");
    Path small = folder.resolve("small.yaml");
    String theft = THEFT.toAbsolutePath().normalize().toString().replace('\\', '/');
    Files.writeString(
        small,
        """
        extends: [%s]
        duration: 25 min
        users: {count: 4}
        arrivals: {law: trace, file: few.csv}
        transactions: {classes: [{name: transfer, kind: withdraw}]}
        provers: {cohorts: [{name: crowd, count: 1}]}
        protocol: {aggregation: {batchMaxAge: 1 min}}
        l1: {reorgs: {rate: 0}}
        %s
        """
            .formatted(theft, variants));
    LoadedScenario loaded = ScenarioLoader.load(small, List.of());
    return DeterminismRun.run(loaded, new SimulationEngine(), folder, threads);
  }

  private static Path variant(String name) {
    return both.directory().resolve("variants").resolve(name);
  }

  private static double metric(String variant, String name) {
    return both.variants().stream()
        .filter(it -> it.name().equals(variant))
        .flatMap(it -> it.metrics().stream())
        .filter(it -> it.metric().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void everyTransitionIsProvenAndTheRootMovesOnL1() throws IOException {
    for (String variant : List.of("unbound", "bound")) {
      assertThat(metric(variant, "transactions_proven")).isEqualTo(2);
      assertThat(metric(variant, "batches_final")).isEqualTo(1);
      assertThat(Files.readAllLines(variant(variant).resolve("real-proofs-0000.csv")))
          .anyMatch(line -> line.contains(",withdraw,"))
          .anyMatch(line -> line.contains(",batch-4,"));
    }
  }

  @Test
  void resultsAreTheSameBytesOnOneThreadAndOnTwo() throws IOException {
    assertThat(DeterminismRun.digestOfResults(variant("bound")))
        .isEqualTo(DeterminismRun.digestOfResults(boundAlone.directory()));
  }

  @Test
  void theStateAtTheRootOfL1FollowsFromThePostedWordsAlone() throws Exception {
    Path posted = PublicRecord.folder(boundAlone.directory(), 0);
    Exits exits = new Exits(PublicRecord.read(posted));
    assertThat(exits.batches()).isEqualTo(1);
    Wei left = Wei.ZERO;
    for (int user = 0; user < USERS; user++) {
      byte[] key = UserKeys.rollup(1, 0, user);
      Address account = RollupMessage.address(EdDsa.publicKey(key));
      left = left.plus(exits.witness(account, new Address(0, 0, 1), key).exit().zkpow());
    }
    // two users have withdrawn something and paid for it; provers have a bond besides
    assertThat(left).isLessThan(Wei.tokens(USERS * BALANCE + 2 * BOND));

    Path words = posted.resolve("batches.csv");
    String good = Files.readString(words);
    int digit = good.lastIndexOf(' ') + 1;
    Files.writeString(
        words,
        good.substring(0, digit) + (good.charAt(digit) == '1' ? '2' : '1') + good.substring(digit));
    assertThatThrownBy(() -> new Exits(PublicRecord.read(posted)))
        .hasMessage("batch 1: its words are not those that were committed to");
    Files.writeString(words, good);
  }

  @Test
  void aCopierIsPaidForStolenProofsOnlyWhereTheyBindNoPayee() {
    assertThat(metric("unbound", "earned.behaviour.proof-copier")).isPositive();
    assertThat(metric("bound", "earned.behaviour.proof-copier")).isZero();
    assertThat(metric("bound", "earned.behaviour.honest")).isPositive();
  }
}
