package io.crowdroll.prover.circuit.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdroll.prover.Vectors;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.mutation.Mutation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EdDsaPoseidonTest {
  private static final BigInteger R = Probe.R;

  private static EdDsaPoseidon.Key key(Variable[] in) {
    return new EdDsaPoseidon.Key(in[0], in[1]);
  }

  private static EdDsaPoseidon.Signature signature(Variable[] in) {
    return new EdDsaPoseidon.Signature(in[2], in[3], in[4]);
  }

  private static Probe verify() {
    return Probe.of(
        "EdDSA",
        6,
        (api, in) -> {
          EdDsaPoseidon.verify(api, key(in), signature(in), in[5]);
          return new Variable[0];
        });
  }

  private static Probe isValid() {
    return Probe.one(
        "EdDSA, total",
        6,
        (api, in) -> EdDsaPoseidon.isValid(api, key(in), signature(in), in[5]).value());
  }

  private record Case(boolean valid, String kind, BigInteger[] in) {
    BigInteger[] with(int at, BigInteger value) {
      BigInteger[] copy = in.clone();
      copy[at] = value.mod(R);
      return copy;
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (JsonNode c : Vectors.read("eddsa", "eddsa_poseidon.json").get("cases")) {
      BigInteger[] in = {
        number(c.get("A").get(0)),
        number(c.get("A").get(1)),
        number(c.get("R8").get(0)),
        number(c.get("R8").get(1)),
        number(c.get("S")),
        number(c.get("msg"))
      };
      cases.add(new Case(c.get("expected").asBoolean(), c.get("kind").asString(), in));
    }
    return cases;
  }

  private static BigInteger number(JsonNode node) {
    return new BigInteger(node.asString());
  }

  private static Case valid() {
    return cases().stream().filter(Case::valid).findFirst().orElseThrow();
  }

  @Test
  void costsAboutWhatCircomlibsDoes() {
    assertEquals(4_366, verify().constraints());
    assertEquals(4_546, isValid().constraints());
  }

  @Test
  void verdictsAgreeWithVectors() {
    Probe verify = verify();
    Probe isValid = isValid();
    for (Case c : cases()) {
      if (c.valid()) {
        verify.outputs(c.in());
      } else {
        verify.assertRefused(c.in());
      }
      isValid.assertOutputs(List.of(c.valid() ? BigInteger.ONE : BigInteger.ZERO), c.in());
    }
  }

  @Test
  void c10_otherEncodingsSmallOrdersAndForeignPointsAreRefused() {
    Case good = valid();
    Probe verify = verify();
    Probe isValid = isValid();
    BigInteger s = good.in()[4];
    BigInteger order = JubjubPoint.ORDER;
    List<BigInteger[]> bad = new ArrayList<>();
    for (int k = 1; k <= 7; k++) {
      bad.add(good.with(4, s.add(order.multiply(BigInteger.valueOf(k)))));
    }
    for (BigInteger[] small : List.of(Probe.numbers(0, 1), Probe.numbers(0, -1))) {
      BigInteger[] key = good.with(0, small[0]);
      key[1] = small[1];
      bad.add(key);
      BigInteger[] r8 = good.with(2, small[0]);
      r8[3] = small[1];
      bad.add(r8);
    }
    // A + (0, −1) = (−x, −y) is on the curve and off the subgroup
    BigInteger[] shifted = good.with(0, good.in()[0].negate());
    shifted[1] = R.subtract(good.in()[1]);
    bad.add(shifted);
    for (int i = 0; i < 4; i++) {
      bad.add(good.with(i, good.in()[i].add(BigInteger.ONE))); // off the curve
    }
    bad.add(new BigInteger[] {zero(), zero(), zero(), zero(), zero(), zero()});
    for (BigInteger[] in : bad) {
      verify.assertRefused(in);
      isValid.assertOutputs(List.of(zero()), in);
    }
  }

  /** The signature that anybody can make for the key of order 1: S = 0, R8 = 0. */
  @Test
  void c10_keyThatSignsEverythingIsRefused() {
    for (BigInteger[] key : List.of(Probe.numbers(0, 1), Probe.numbers(0, -1))) {
      BigInteger[] forged = {key[0], key[1], zero(), BigInteger.ONE, zero(), BigInteger.TEN};
      verify().assertRefused(forged);
      isValid().assertOutputs(List.of(zero()), forged);
    }
  }

  private static BigInteger zero() {
    return BigInteger.ZERO;
  }

  @Test
  void c2_c3_sampledWiresAndConstraintsAreNeeded() {
    Case wrong = cases().stream().filter(c -> !c.valid()).findFirst().orElseThrow();
    Probe.assertTight(isValid().mutation(valid().in(), wrong.in()).sample(150));
  }

  @Test
  @Tag("long")
  void c2_c3_twoThousandWiresAndConstraintsAreNeeded() {
    Case wrong = cases().stream().filter(c -> !c.valid()).findFirst().orElseThrow();
    BigInteger[] order2 = valid().with(2, zero());
    order2[3] = R.subtract(BigInteger.ONE);
    Probe.assertTight(isValid().mutation(valid().in(), wrong.in(), order2).sample(2_000));
  }

  private static Mutation verifyMutation() {
    Probe verify = verify();
    Case good = valid();
    return verify
        .mutation(good.in())
        .comparison(verify.assignment(good.with(5, good.in()[5].add(BigInteger.ONE))))
        .negative(verify.assignment(good.with(4, good.in()[4].add(JubjubPoint.ORDER))))
        .negative(verify.assignment(good.with(0, good.in()[0].add(BigInteger.ONE))))
        .negative(verify.assignment(good.with(2, good.in()[2].add(BigInteger.ONE))));
  }

  @Test
  void c2_c3_theAssertionIsTightWhereSampled() {
    Probe.assertTight(verifyMutation().sample(120));
  }

  @Test
  @Tag("long")
  void c2_c3_theAssertionIsTight() {
    Probe.assertTight(verifyMutation().sample(2_000));
  }
}
