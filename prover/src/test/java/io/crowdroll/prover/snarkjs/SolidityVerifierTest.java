package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.prover.bench.DenseCircuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.TestPoints;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The exported contract, compiled and deployed: it accepts what is a proof and nothing else. */
class SolidityVerifierTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final BigInteger Q = PrimeField.FQ.modulus();
  private static final BigInteger R = PrimeField.FR.modulus();
  private static final Peers PEERS = Peers.installed();

  @TempDir private static Path scratch;
  private static Arena arena;
  private static ForkJoinPool pool;
  private static Anvil anvil;
  private static VerifyingKey key;
  private static Contract contract;

  /** a.x, a.y, b.x.c1, b.x.c0, b.y.c1, b.y.c0, c.x, c.y, signals: as calldata has them. */
  private static List<BigInteger> ours;

  private static List<BigInteger> theirs;

  /** Where a verifier lives and how it is called. */
  private record Contract(String address, String selector) {
    boolean accepts(List<BigInteger> words) throws IOException, InterruptedException {
      StringBuilder data = new StringBuilder(selector);
      words.forEach(word -> data.append(String.format(Locale.ROOT, "%064x", word)));
      return new BigInteger(anvil.ask(address, data.toString()).substring(2), 16).intValueExact()
          == 1;
    }
  }

  @BeforeAll
  static void prove() throws Exception {
    arena = Arena.ofShared();
    pool = new ForkJoinPool(2);
    anvil = Anvil.start(PEERS.anvil());
    Compiled circuit = new DenseCircuit(5).compile();
    ProvingKey provingKey = Setup.development(circuit.r1cs(), new SplittableRandom(5), arena, pool);
    key = provingKey.verifyingKey();
    long[] witness = circuit.solve(DenseCircuit.inputs(circuit, 1));
    ours = words(Prover.open(provingKey, pool).prove(witness), circuit.publicSignals(witness));

    Zkey.write(scratch.resolve("k.zkey"), provingKey);
    Wtns.write(scratch.resolve("w.wtns"), witness);
    PEERS
        .snarkjs(scratch, "groth16", "prove", "k.zkey", "w.wtns", "proof.json", "public.json")
        .mustSucceed();
    theirs =
        words(
            SnarkjsJson.readProof(scratch.resolve("proof.json")),
            SnarkjsJson.readPublic(scratch.resolve("public.json")));
    contract = deploy(SolidityVerifier.source(key, "Groth16Verifier"));
  }

  @AfterAll
  static void stop() {
    anvil.close();
    pool.close();
    arena.close();
  }

  private static List<BigInteger> words(Proof proof, long[] signals) {
    List<BigInteger> words = new ArrayList<>();
    for (int at : new int[] {0, 4}) {
      words.add(PrimeField.FQ.toBigInteger(proof.a(), at));
    }
    for (int at : new int[] {4, 0, 12, 8}) {
      words.add(PrimeField.FQ.toBigInteger(proof.b(), at));
    }
    for (int at : new int[] {0, 4}) {
      words.add(PrimeField.FQ.toBigInteger(proof.c(), at));
    }
    for (int at = 0; at < signals.length; at += PrimeField.LIMBS) {
      words.add(PrimeField.load(signals, at));
    }
    return words;
  }

  private static Contract deploy(String source) throws IOException, InterruptedException {
    ObjectNode input = JSON.createObjectNode().put("language", "Solidity");
    input.putObject("sources").putObject("V.sol").put("content", source);
    ObjectNode settings = input.putObject("settings");
    settings.putObject("optimizer").put("enabled", true);
    settings
        .putObject("outputSelection")
        .putObject("*")
        .putArray("*")
        .add("evm.bytecode.object")
        .add("evm.methodIdentifiers");
    JsonNode output = JSON.readTree(PEERS.solc(scratch, JSON.writeValueAsString(input)));
    assertThat(output.has("errors")).as(String.valueOf(output.get("errors"))).isFalse();
    JsonNode evm = output.get("contracts").get("V.sol").get("Groth16Verifier").get("evm");
    String selector = evm.get("methodIdentifiers").iterator().next().asString();
    return new Contract(anvil.deploy(evm.get("bytecode").get("object").asString()), selector);
  }

  private static List<BigInteger> with(int at, BigInteger word) {
    List<BigInteger> words = new ArrayList<>(ours);
    words.set(at, word);
    return words;
  }

  private static List<BigInteger> swapped(int... pairs) {
    List<BigInteger> words = new ArrayList<>(ours);
    for (int i = 0; i < pairs.length; i += 2) {
      Collections.swap(words, pairs[i], pairs[i + 1]);
    }
    return words;
  }

  @Test
  void itAcceptsOurProofsAndThoseOfSnarkjs() throws Exception {
    assertThat(contract.accepts(ours)).isTrue();
    assertThat(contract.accepts(theirs)).isTrue();
  }

  @Test
  void itRejectsEveryWordThatIsChanged() throws Exception {
    for (int at = 0; at < ours.size(); at++) {
      assertThat(contract.accepts(with(at, ours.get(at).flipBit(0)))).as("word " + at).isFalse();
    }
  }

  @Test
  void itRejectsNumbersFromTheirPrimeOn() throws Exception {
    for (int at = 0; at < ours.size(); at++) {
      BigInteger prime = at < 8 ? Q : R;
      assertThat(contract.accepts(with(at, ours.get(at).add(prime)))).as("word " + at).isFalse();
      assertThat(contract.accepts(with(at, prime))).as("word " + at).isFalse();
    }
  }

  @Test
  void itRejectsInfinityInEachPlace() throws Exception {
    for (int[] range : new int[][] {{0, 2}, {2, 6}, {6, 8}, {0, 8}}) {
      List<BigInteger> words = new ArrayList<>(ours);
      Collections.fill(words.subList(range[0], range[1]), BigInteger.ZERO);
      assertThat(contract.accepts(words)).as(Arrays.toString(range)).isFalse();
    }
  }

  @Test
  void itRejectsPointsAndHalvesThatAreSwappedAndANegatedPoint() throws Exception {
    assertThat(contract.accepts(swapped(0, 6, 1, 7))).isFalse();
    assertThat(contract.accepts(swapped(2, 3, 4, 5))).isFalse();
    assertThat(contract.accepts(with(1, Q.subtract(ours.get(1))))).isFalse();
  }

  @Test
  void itRejectsAPointOutsideOfTheSubgroup() throws Exception {
    long[] outside = TestPoints.onTwist(new SplittableRandom(4));
    assertThat(Curve.G2.isOnCurve(outside, 0)).isTrue();
    assertThat(Curve.G2.contains(outside, 0)).isFalse();
    List<BigInteger> words = new ArrayList<>(ours);
    int word = 2;
    for (int at : new int[] {4, 0, 12, 8}) {
      words.set(word++, PrimeField.FQ.toBigInteger(outside, at));
    }
    assertThat(contract.accepts(words)).isFalse();
  }

  @Test
  void theContractOfAnotherKeyRejectsTheProof() throws Exception {
    Compiled circuit = new DenseCircuit(5).compile();
    VerifyingKey other =
        Setup.development(circuit.r1cs(), new SplittableRandom(6), arena, pool).verifyingKey();
    assertThat(deploy(SolidityVerifier.source(other, "Groth16Verifier")).accepts(ours)).isFalse();
  }

  @Test
  void aNameThatIsCodeIsRefused() {
    assertThatThrownBy(() -> SolidityVerifier.source(key, "V { } contract W"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
