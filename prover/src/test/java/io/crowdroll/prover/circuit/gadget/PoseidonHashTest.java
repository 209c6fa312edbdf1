package io.crowdroll.prover.circuit.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.crowdroll.prover.Vectors;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PoseidonHashTest {
  private static Probe hash(int inputs) {
    return Probe.one("Poseidon " + inputs, inputs, PoseidonHash::hash);
  }

  @ParameterizedTest
  @CsvSource({"1, 213", "2, 240", "3, 261", "5, 321", "8, 402", "10, 459", "16, 609"})
  void costsWhatCircomlibsDoes(int inputs, int constraints) {
    assertEquals(constraints, hash(inputs).constraints());
  }

  @Test
  void constantInputsCostNothing() {
    Probe tagged =
        Probe.one("tagged", 2, (api, in) -> PoseidonHash.hash(api, api.constant(7), in[0], in[1]));
    assertEquals(261 - 3, tagged.constraints());
    tagged.assertOutputs(List.of(Poseidon.hash(Probe.numbers(7, 1, 2))), Probe.numbers(1, 2));
    Probe constant = Probe.one("constant", 1, (api, in) -> PoseidonHash.hash(api, api.constant(7)));
    constant.assertOutputs(List.of(Poseidon.hash(Probe.numbers(7))), Probe.numbers(0));
  }

  @Test
  void hashesAgreeWithVectors() {
    Map<Integer, Probe> probes = new HashMap<>();
    for (JsonNode test : Vectors.read("poseidon", "poseidon_bn254_circom.json").get("cases")) {
      BigInteger[] in = numbers(test.get("inputs"));
      probes
          .computeIfAbsent(in.length, PoseidonHashTest::hash)
          .assertOutputs(List.of(new BigInteger(test.get("expected").asString())), in);
    }
  }

  @Test
  void wholeStatesAgreeWithVectors() {
    for (JsonNode test : Vectors.read("poseidon", "poseidon_ex_bn254_circom.json").get("cases")) {
      BigInteger[] in = numbers(test.get("inputs"));
      int outputs = test.get("nOut").asInt();
      BigInteger[] all = Arrays.copyOf(in, in.length + 1);
      all[in.length] = new BigInteger(test.get("initState").asString());
      Probe probe =
          Probe.of(
              "PoseidonEx",
              all.length,
              (api, v) ->
                  PoseidonHash.hash(api, v[in.length], Arrays.copyOf(v, in.length), outputs));
      probe.assertOutputs(List.of(numbers(test.get("expected"))), all);
    }
  }

  @Test
  void randomInputsAgreeWithTheNativeHash() {
    Random random = new Random(1);
    Probe probe = hash(3);
    for (int i = 0; i < 50; i++) {
      BigInteger[] in =
          IntStream.range(0, 3)
              .mapToObj(k -> new BigInteger(260, random).mod(Probe.R))
              .toArray(BigInteger[]::new);
      probe.assertOutputs(List.of(Poseidon.hash(in)), in);
    }
  }

  @Test
  void c11_aritiesAndCapacitiesAreToldApart() {
    BigInteger two = hash(2).outputs(Probe.numbers(5, 6)).getFirst();
    assertNotEquals(two, hash(3).outputs(Probe.numbers(5, 6, 0)).getFirst());
    Probe capacity =
        Probe.one("capacity", 2, (api, in) -> PoseidonHash.hash(api, api.constant(1), in, 1)[0]);
    assertNotEquals(two, capacity.outputs(Probe.numbers(5, 6)).getFirst());
  }

  @Test
  void c2_c3_everyWireAndConstraintIsNeeded() {
    Probe.assertTight(hash(2).mutation(Probe.numbers(11, 12)));
    Probe whole =
        Probe.of(
            "PoseidonEx 3", 4, (api, v) -> PoseidonHash.hash(api, v[3], Arrays.copyOf(v, 3), 4));
    Probe.assertTight(whole.mutation(Probe.numbers(11, 12, 13, 14)));
  }

  private static BigInteger[] numbers(JsonNode array) {
    return array.valueStream().map(v -> new BigInteger(v.asString())).toArray(BigInteger[]::new);
  }
}
