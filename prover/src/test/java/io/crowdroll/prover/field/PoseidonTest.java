package io.crowdroll.prover.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.prover.Vectors;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PoseidonTest {

  @Test
  void everyIndependentVectorAgreesInEveryWidth() {
    TreeSet<Integer> sizes = new TreeSet<>();
    for (JsonNode vector : Vectors.read("poseidon", "poseidon_bn254_circom.json").get("cases")) {
      BigInteger[] inputs = numbers(vector.get("inputs"));
      sizes.add(inputs.length);
      assertThat(Poseidon.hash(inputs))
          .as("hash of %s", Arrays.toString(inputs))
          .isEqualTo(number(vector.get("expected")));
    }
    assertThat(sizes).hasSize(Poseidon.MAX_INPUTS);
  }

  @Test
  void theWholeFinalStateAgreesForAnyCapacityElement() {
    int cases = 0;
    for (JsonNode vector : Vectors.read("poseidon", "poseidon_ex_bn254_circom.json").get("cases")) {
      BigInteger[] inputs = numbers(vector.get("inputs"));
      Poseidon poseidon = Poseidon.ofWidth(inputs.length + 1);
      long[] state = new long[4 * poseidon.width()];
      put(state, 0, number(vector.get("initState")));
      for (int i = 0; i < inputs.length; i++) {
        put(state, i + 1, inputs[i]);
      }
      poseidon.permute(state, new long[4 * (poseidon.width() + 2)]);
      BigInteger[] expected = numbers(vector.get("expected"));
      for (int i = 0; i < expected.length; i++) {
        assertThat(PrimeField.FR.toBigInteger(state, 4 * i)).isEqualTo(expected[i]);
      }
      cases++;
    }
    assertThat(cases).isPositive();
  }

  /** Known first and last constants of circomlib's width 3, so that this fails without vectors. */
  @Test
  void constantsAreThoseOfCircomlib() {
    Poseidon poseidon = Poseidon.ofWidth(3);
    assertThat(poseidon.roundConstant(0, 0))
        .isEqualTo(hex("ee9a592ba9a9518d05986d656f40c2114c4993c11bb29938d21d47304cd8e6e"));
    assertThat(poseidon.matrix(0, 0))
        .isEqualTo(hex("109b7f411ba0e4c9b2b70caf5c36a7b194be7c11ad24378bfedb68592ba8118b"));
    assertThat(Poseidon.hash(BigInteger.ONE, BigInteger.TWO))
        .isEqualTo(
            new BigInteger(
                "7853200120776062878684798364095072458815029376092732009249414926327459813530"));
  }

  @Test
  void arityIsPartOfTheHash() {
    assertThat(Poseidon.hash(BigInteger.ONE, BigInteger.TWO))
        .isNotEqualTo(Poseidon.hash(BigInteger.ONE, BigInteger.TWO, BigInteger.ZERO));
    assertThatThrownBy(() -> Poseidon.hash(new BigInteger[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Poseidon.ofWidth(18)).isInstanceOf(IllegalArgumentException.class);
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  private static BigInteger number(JsonNode node) {
    return new BigInteger(node.asString());
  }

  private static BigInteger[] numbers(JsonNode array) {
    BigInteger[] numbers = new BigInteger[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(array.get(i));
    }
    return numbers;
  }

  private static void put(long[] state, int index, BigInteger value) {
    System.arraycopy(PrimeField.FR.fromBigInteger(value), 0, state, 4 * index, 4);
  }
}
