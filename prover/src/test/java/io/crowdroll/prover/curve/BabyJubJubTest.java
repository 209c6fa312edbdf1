package io.crowdroll.prover.curve;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.Vectors;
import io.crowdroll.prover.curve.BabyJubJub.Point;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BabyJubJubTest {
  private static final HexFormat HEX = HexFormat.of();

  private static BigInteger number(JsonNode node) {
    return new BigInteger(node.asString());
  }

  private static Point point(JsonNode node) {
    return new Point(number(node.get(0)), number(node.get(1)));
  }

  @Test
  void everyIndependentVectorAgrees() {
    int cases = 0;
    for (JsonNode vector : Vectors.read("babyjub", "babyjub_ops.json").get("cases")) {
      JsonNode expected = vector.get("expected");
      String op = vector.get("op").asString();
      switch (op) {
        case "add" ->
            assertThat(BabyJubJub.add(point(vector.get("p")), point(vector.get("q"))))
                .isEqualTo(point(expected));
        case "mul" ->
            assertThat(BabyJubJub.multiply(point(vector.get("p")), number(vector.get("k"))))
                .isEqualTo(point(expected));
        case "inSubgroup" ->
            assertThat(BabyJubJub.isInSubgroup(point(vector.get("p"))))
                .isEqualTo(expected.asBoolean());
        case "inCurve" ->
            assertThat(BabyJubJub.isOnCurve(point(vector.get("p"))))
                .isEqualTo(expected.asBoolean());
        case "pack" ->
            assertThat(HEX.formatHex(BabyJubJub.pack(point(vector.get("p")))))
                .isEqualTo(expected.asString());
        case "unpack" ->
            assertThat(BabyJubJub.unpack(HEX.parseHex(vector.get("packed").asString())))
                .isEqualTo(expected.isArray() ? Optional.of(point(expected)) : Optional.empty());
        default -> throw new IllegalArgumentException(op);
      }
      cases++;
    }
    assertThat(cases).isGreaterThanOrEqualTo(59);
  }

  @Test
  void theAdditionLawIsComplete() {
    Point p = BabyJubJub.BASE;
    Point minus = new Point(PrimeField.FR.modulus().subtract(p.x()), p.y());
    assertThat(BabyJubJub.add(p, minus)).isEqualTo(BabyJubJub.NEUTRAL);
    assertThat(BabyJubJub.add(p, BabyJubJub.NEUTRAL)).isEqualTo(p);
    assertThat(BabyJubJub.add(p, p)).isEqualTo(BabyJubJub.multiply(p, BigInteger.TWO));
    assertThat(BabyJubJub.multiply(p, BabyJubJub.SUBGROUP_ORDER)).isEqualTo(BabyJubJub.NEUTRAL);
    assertThat(BabyJubJub.isInSubgroup(p)).isTrue();
    // (0, −1) has order 2
    Point two = new Point(BigInteger.ZERO, PrimeField.FR.modulus().subtract(BigInteger.ONE));
    assertThat(BabyJubJub.isOnCurve(two)).isTrue();
    assertThat(BabyJubJub.isInSubgroup(two)).isFalse();
  }

  @Test
  void onlyTheOneEncodingUnpacks() {
    byte[] packed = BabyJubJub.pack(BabyJubJub.BASE);
    assertThat(BabyJubJub.unpack(packed)).hasValue(BabyJubJub.BASE);
    BigInteger y = BabyJubJub.BASE.y().add(PrimeField.FR.modulus());
    if (y.bitLength() < 256) {
      assertThat(BabyJubJub.unpack(BabyJubJub.littleEndian(y, 32))).isEmpty();
    }
    byte[] neutral = BabyJubJub.pack(BabyJubJub.NEUTRAL);
    assertThat(BabyJubJub.unpack(neutral)).hasValue(BabyJubJub.NEUTRAL);
    neutral[31] |= (byte) 0x80; // −0
    assertThat(BabyJubJub.unpack(neutral)).isEmpty();
    assertThat(BabyJubJub.unpack(new byte[31])).isEmpty();
    int none = 0;
    for (int k = 2; k < 40; k++) {
      none +=
          BabyJubJub.unpack(BabyJubJub.littleEndian(BigInteger.valueOf(k), 32)).isEmpty() ? 1 : 0;
    }
    assertThat(none).isBetween(8, 30);
  }
}
