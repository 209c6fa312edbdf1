package io.crowdroll.prover.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.prover.field.Fq12;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairingTest {
  private final SplittableRandom random = new SplittableRandom(20);
  private final Fq12 field = new Fq12();

  private static long[] pair(long[] p, long[] q) {
    Pairing pairing = new Pairing();
    pairing.multiply(p, q, 1);
    return pairing.result();
  }

  @Test
  void isBilinear() {
    long[] p = TestPoints.point(Curve.G1, random);
    long[] q = TestPoints.point(Curve.G2, random);
    BigInteger a = TestPoints.number(random).mod(Curve.ORDER);
    BigInteger b = TestPoints.number(random).mod(Curve.ORDER);
    long[] ap = new long[8];
    long[] bq = new long[16];
    Curve.G1.multiply(ap, 0, p, 0, a);
    Curve.G2.multiply(bq, 0, q, 0, b);
    long[] expected = new long[Fq12.LONGS];
    field.power(expected, pair(p, q), a.multiply(b).mod(Curve.ORDER));
    assertThat(pair(ap, bq)).isEqualTo(expected);
    // additive in each argument
    long[] sum = new long[8];
    Curve.G1.add(sum, 0, p, 0, ap, 0);
    field.mul(expected, pair(p, q), pair(ap, q));
    assertThat(pair(sum, q)).isEqualTo(expected);
    long[] sum2 = new long[16];
    Curve.G2.add(sum2, 0, q, 0, bq, 0);
    field.mul(expected, pair(p, q), pair(p, bq));
    assertThat(pair(p, sum2)).isEqualTo(expected);
  }

  @Test
  void isNotDegenerateAndHasOrderR() {
    long[] e = pair(Curve.G1.generator(), Curve.G2.generator());
    assertThat(Fq12.isOne(e)).isFalse();
    long[] out = new long[Fq12.LONGS];
    field.power(out, e, Curve.ORDER);
    assertThat(Fq12.isOne(out)).isTrue();
  }

  @Test
  void infinityContributesOne() {
    long[] p = TestPoints.point(Curve.G1, random);
    long[] q = TestPoints.point(Curve.G2, random);
    assertThat(Fq12.isOne(pair(new long[8], q))).isTrue();
    assertThat(Fq12.isOne(pair(p, new long[16]))).isTrue();
    assertThat(Pairing.productIsOne(new long[0], new long[0], 0)).isTrue();
    assertThatThrownBy(() -> new Pairing.Prepared(new long[16], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Several pairs in one loop, infinity among them, prepared points among them: one value. */
  @Test
  void productsArePairingsMultiplied() {
    int n = 5;
    long[] p = new long[8 * n];
    long[] q = new long[16 * n];
    long[] expected = Fq12.one();
    for (int i = 0; i < n; i++) {
      if (i != 1) {
        System.arraycopy(TestPoints.point(Curve.G1, random), 0, p, 8 * i, 8);
      }
      if (i != 2) {
        System.arraycopy(TestPoints.point(Curve.G2, random), 0, q, 16 * i, 16);
      }
      long[] e =
          pair(Arrays.copyOfRange(p, 8 * i, 8 * i + 8), Arrays.copyOfRange(q, 16 * i, 16 * i + 16));
      field.mul(expected, expected, e);
    }
    Pairing together = new Pairing();
    together.multiply(p, q, n);
    assertThat(together.result()).isEqualTo(expected);
    together.reset();
    together.multiply(p, q, 3, new Pairing.Prepared(q, 48), new Pairing.Prepared(q, 64));
    assertThat(together.result()).isEqualTo(expected);
    Pairing first = new Pairing();
    Pairing rest = new Pairing();
    first.multiply(p, q, 1);
    rest.multiply(Arrays.copyOfRange(p, 8, 8 * n), Arrays.copyOfRange(q, 16, 16 * n), n - 1);
    first.multiply(rest);
    assertThat(first.result()).isEqualTo(expected);
    together.reset();
    assertThat(together.isOne()).isTrue();
  }

  @Test
  void theFinalExponentiationIsThePowerThatItClaims() {
    Pairing pairing = new Pairing();
    long[] p = TestPoints.point(Curve.G1, random);
    long[] q = TestPoints.point(Curve.G2, random);
    pairing.multiply(p, q, 1);
    BigInteger u = Curve.U;
    BigInteger prime = PrimeField.FQ.modulus();
    BigInteger factor =
        u.pow(2)
            .multiply(BigInteger.valueOf(6))
            .add(u.multiply(BigInteger.valueOf(3)))
            .add(BigInteger.ONE)
            .multiply(u)
            .multiply(BigInteger.TWO);
    assertThat(factor.gcd(Curve.ORDER)).isEqualTo(BigInteger.ONE);
    BigInteger exponent =
        prime.pow(12).subtract(BigInteger.ONE).divide(Curve.ORDER).multiply(factor);
    long[] expected = new long[Fq12.LONGS];
    field.power(expected, pairing.value(), exponent);
    assertThat(pairing.result()).isEqualTo(expected);
  }
}
