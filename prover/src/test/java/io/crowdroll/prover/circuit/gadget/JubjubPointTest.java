package io.crowdroll.prover.circuit.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdroll.prover.Vectors;
import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.mutation.Mutation;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JubjubPointTest {
  private static final BigInteger R = Probe.R;
  private static final BigInteger BASE_X =
      new BigInteger(
          "5299619240641551281634865583518297030282874472190772894086521144482721001553");
  private static final BigInteger BASE_Y =
      new BigInteger(
          "16950150798460657717958625567821834550301663161624707787222815936182638968203");
  private static final BigInteger[] BASE = {BASE_X, BASE_Y};

  private static JubjubPoint point(Api api, Variable[] in, int at) {
    return JubjubPoint.require(api, in[at], in[at + 1]);
  }

  private static Variable[] xy(JubjubPoint p) {
    return new Variable[] {p.x(), p.y()};
  }

  private static Probe add() {
    return Probe.of("add", 4, (api, in) -> xy(point(api, in, 0).add(api, point(api, in, 2))));
  }

  private static Probe twice() {
    return Probe.of("double", 2, (api, in) -> xy(point(api, in, 0).twice(api)));
  }

  /** bits · point, bits first. */
  private static Probe times(int bits) {
    return Probe.of(
        "times " + bits,
        bits + 2,
        (api, in) ->
            xy(point(api, in, bits).times(api, Bit.require(api, Arrays.copyOf(in, bits)))));
  }

  private static Probe timesBase(int bits) {
    return Probe.of(
        "times base " + bits,
        bits,
        (api, in) -> xy(FixedBase.times(api, Bit.require(api, in), BASE_X, BASE_Y)));
  }

  private static BigInteger[] bits(BigInteger k, int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> k.testBit(i) ? BigInteger.ONE : BigInteger.ZERO)
        .toArray(BigInteger[]::new);
  }

  private static BigInteger[] join(BigInteger[]... parts) {
    return Stream.of(parts).flatMap(Arrays::stream).toArray(BigInteger[]::new);
  }

  private static BigInteger[] numbers(JsonNode array) {
    return array.valueStream().map(v -> new BigInteger(v.asString())).toArray(BigInteger[]::new);
  }

  private static List<JsonNode> vectors(String op) {
    return Vectors.read("babyjub", "babyjub_ops.json")
        .get("cases")
        .valueStream()
        .filter(c -> c.get("op").asString().equals(op))
        .toList();
  }

  @Test
  void additionLawHasNoExceptions() {
    // complete if a is a square and d is not
    BigInteger half = R.subtract(BigInteger.ONE).shiftRight(1);
    assertEquals(BigInteger.ONE, JubjubPoint.A.modPow(half, R));
    assertEquals(R.subtract(BigInteger.ONE), JubjubPoint.D.modPow(half, R));
    Probe add = add();
    BigInteger[] zero = Probe.numbers(0, 1);
    BigInteger[] order2 = Probe.numbers(0, -1);
    BigInteger[] minusBase = {R.subtract(BASE_X), BASE_Y};
    add.assertOutputs(List.of(BASE), join(BASE, zero));
    add.assertOutputs(List.of(zero), join(BASE, minusBase));
    add.assertOutputs(List.of(zero), join(order2, order2));
    assertEquals(twice().outputs(BASE), add.outputs(join(BASE, BASE)));
    twice().assertOutputs(List.of(zero), order2);
    twice().assertOutputs(List.of(zero), zero);
  }

  @Test
  void sumsAgreeWithVectors() {
    Probe add = add();
    for (JsonNode test : vectors("add")) {
      add.assertOutputs(
          List.of(numbers(test.get("expected"))),
          join(numbers(test.get("p")), numbers(test.get("q"))));
    }
    assertEquals(3 + 3 + 6, add.constraints());
    assertEquals(3 + 5, twice().constraints());
  }

  @Test
  void multiplesAgreeWithVectors() {
    Probe probe = times(256);
    for (JsonNode test : vectors("mul")) {
      BigInteger k = new BigInteger(test.get("k").asString());
      probe.assertOutputs(
          List.of(numbers(test.get("expected"))), join(bits(k, 256), numbers(test.get("p"))));
    }
  }

  @Test
  void multiplesOfTheBaseAgreeWithThoseOfAnyPoint() {
    Random random = new Random(3);
    for (int n : new int[] {1, 2, 3, 4, 5, 251}) {
      Probe fixed = timesBase(n);
      Probe any = times(n);
      for (int i = 0; i < (n < 5 ? 1 << n : 20); i++) {
        BigInteger k = n < 5 ? BigInteger.valueOf(i) : new BigInteger(n, random);
        BigInteger[] bits = bits(k, n);
        assertEquals(any.outputs(join(bits, BASE)), fixed.outputs(bits), () -> k + " of " + n);
      }
    }
    timesBase(251).assertOutputs(List.of(Probe.numbers(0, 1)), bits(JubjubPoint.ORDER, 251));
  }

  @Test
  void smallOrderPointsMultiplyToo() {
    Probe probe = times(4);
    for (int k = 0; k < 16; k++) {
      probe.assertOutputs(
          List.of(Probe.numbers(0, k % 2 == 0 ? 1 : -1)),
          join(bits(BigInteger.valueOf(k), 4), Probe.numbers(0, -1)));
    }
  }

  @Test
  void whatIsNotOnTheCurveIsRefused() {
    Probe require = Probe.of("on curve", 2, (api, in) -> xy(point(api, in, 0)));
    Probe test =
        Probe.one("is on curve", 2, (api, in) -> JubjubPoint.isOnCurve(api, in[0], in[1]).value());
    for (JsonNode vector : vectors("inCurve")) {
      BigInteger[] p = numbers(vector.get("p"));
      boolean onCurve = vector.get("expected").asBoolean();
      test.assertOutputs(List.of(onCurve ? BigInteger.ONE : BigInteger.ZERO), p);
      if (onCurve) {
        require.outputs(p);
      } else {
        require.assertRefused(p);
      }
    }
    require.assertRefused(Probe.numbers(0, 0));
    require.assertRefused(BASE_X, BASE_Y.add(BigInteger.ONE));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Probe.of(
                "constant",
                0,
                (api, in) -> xy(JubjubPoint.constant(api, BigInteger.ONE, BigInteger.ONE))));
  }

  @Test
  void c2_c3_everyWireAndConstraintIsNeeded() {
    BigInteger[] other = twice().outputs(BASE).toArray(BigInteger[]::new);
    BigInteger[] off = {BASE_X, BASE_Y.add(BigInteger.ONE)};
    assertTight(add(), states(join(BASE, other)), states(join(off, BASE), join(BASE, off)));
    assertTight(twice(), states(BASE), states(off));
    Probe equal =
        Probe.one(
            "equal points",
            4,
            (api, in) -> point(api, in, 0).isEqual(api, point(api, in, 2)).value());
    assertTight(
        equal,
        states(join(BASE, BASE), join(BASE, other)),
        states(join(off, BASE), join(BASE, off)));
    BigInteger k = BigInteger.valueOf(0b1011_0010_1101L);
    assertTight(
        times(12),
        states(join(bits(k, 12), BASE), join(bits(k.not(), 12), other)),
        states(join(bits(k, 12), off)));
    assertTight(timesBase(12), states(bits(k, 12), bits(k.not(), 12)), states());
  }

  private static BigInteger[][] states(BigInteger[]... states) {
    return states;
  }

  private static void assertTight(Probe probe, BigInteger[][] accepted, BigInteger[][] refused) {
    Mutation mutation = probe.mutation(accepted);
    for (BigInteger[] in : refused) {
      mutation.negative(probe.assignment(in));
    }
    Probe.assertTight(mutation);
  }
}
