package io.crowdroll.prover.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The tower against polynomials over Fq modulo w^12 − 18 w^6 + 82, with u = w^6 − 9. */
class TowerTest {
  private static final BigInteger Q = PrimeField.FQ.modulus();
  private static final BigInteger EIGHTEEN = BigInteger.valueOf(18);
  private static final BigInteger EIGHTY_TWO = BigInteger.valueOf(82);
  private static final int[] PLACE = {0, 24, 8, 32, 16, 40};

  private final SplittableRandom random = new SplittableRandom(12);
  private final Fq12 field = new Fq12();

  @Test
  void productsAndSquaresAgreeWithPolynomials() {
    long[] out = new long[Fq12.LONGS];
    for (int round = 0; round < 60; round++) {
      long[] a = element(round);
      long[] b = element(round + 7);
      field.mul(out, a, b);
      assertThat(polynomial(out)).isEqualTo(product(polynomial(a), polynomial(b)));
      field.square(out, a);
      assertThat(polynomial(out)).isEqualTo(product(polynomial(a), polynomial(a)));
      field.mul(a, a, a);
      assertThat(a).isEqualTo(out);
    }
  }

  @Test
  void productsWithLinesAgreeWithPolynomials() {
    long[] out = new long[Fq12.LONGS];
    for (int round = 0; round < 30; round++) {
      long[] a = element(round);
      long[] line = Arrays.copyOf(element(round), 16);
      long[] sparse = Fq12.one();
      System.arraycopy(line, 0, sparse, PLACE[3], 8);
      System.arraycopy(line, 8, sparse, PLACE[1], 8);
      field.mulByLine(out, a, line, 0);
      assertThat(polynomial(out)).isEqualTo(product(polynomial(a), polynomial(sparse)));
      field.mulByLine(a, a, line, 0);
      assertThat(a).isEqualTo(out);
    }
  }

  @Test
  void inversesAreInverses() {
    long[] out = new long[Fq12.LONGS];
    for (int round = 0; round < 10; round++) {
      long[] a = element(round);
      if (Arrays.equals(a, new long[Fq12.LONGS])) {
        continue;
      }
      field.inverse(out, a);
      field.mul(out, out, a);
      assertThat(Fq12.isOne(out)).isTrue();
    }
    assertThatThrownBy(() -> field.inverse(out, new long[Fq12.LONGS]))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void frobeniusIsThePowerOfQAndConjugationThatOfItsSixth() {
    long[] a = element(50);
    long[] expected = new long[Fq12.LONGS];
    long[] out = new long[Fq12.LONGS];
    field.power(expected, a, Q);
    field.frobenius(out, a);
    assertThat(out).isEqualTo(expected);
    for (int k = 1; k < 6; k++) {
      field.frobenius(out, out);
    }
    field.conjugate(expected, a);
    assertThat(out).isEqualTo(expected);
  }

  @Test
  void cyclotomicShortcutsAgreeWithTheGeneralOnes() {
    long[] a = element(51);
    long[] expected = new long[Fq12.LONGS];
    long[] out = new long[Fq12.LONGS];
    // a^((q^6 − 1)(q² + 1)) lies in the cyclotomic subgroup
    field.power(a, a, Q.pow(6).subtract(BigInteger.ONE).multiply(Q.pow(2).add(BigInteger.ONE)));
    field.square(expected, a);
    field.cyclotomicSquare(out, a);
    assertThat(out).isEqualTo(expected);
    // 2^6 − 2^3 + 1 = 57
    field.power(expected, a, BigInteger.valueOf(57));
    field.cyclotomicPower(out, a, new byte[] {1, 0, 0, -1, 0, 0, 1});
    assertThat(out).isEqualTo(expected);
    field.cyclotomicSquare(out, element(52));
    field.square(expected, element(52));
    assertThat(out).isNotEqualTo(expected);
  }

  @Test
  void theNonResidueMultipliesAtTheEdgesOfTheField() {
    Fq2 fq2 = Fq2.FQ2;
    long[] xi = Fq2.of(BigInteger.valueOf(9), BigInteger.ONE);
    long[] expected = new long[8];
    long[] out = new long[8];
    for (int c0 = -3; c0 < 4; c0++) {
      for (int c1 = -3; c1 < 4; c1++) {
        for (int ninth = 0; ninth < 10; ninth++) {
          long[] a = new long[8];
          // limbs near multiples of q/9 and q/10, where the quotient changes
          BigInteger x = Q.multiply(BigInteger.valueOf(ninth)).divide(BigInteger.valueOf(9));
          BigInteger y = Q.multiply(BigInteger.valueOf(ninth)).divide(BigInteger.TEN);
          PrimeField.store(x.add(BigInteger.valueOf(c0)).mod(Q), a, 0);
          PrimeField.store(y.add(BigInteger.valueOf(c1)).mod(Q), a, 4);
          fq2.mul(expected, 0, a, 0, xi, 0);
          fq2.mulByXi(out, 0, a, 0);
          assertThat(out).isEqualTo(expected);
        }
      }
    }
    for (int round = 0; round < 2000; round++) {
      long[] a = element(100);
      fq2.mul(expected, 0, a, 0, xi, 0);
      fq2.mulByXi(a, 0, a, 0);
      assertThat(Arrays.copyOf(a, 8)).isEqualTo(expected);
    }
  }

  // small rounds: sparse elements with edge values; then random ones
  private long[] element(int round) {
    long[] a = new long[Fq12.LONGS];
    for (int k = 0; k < a.length; k += 4) {
      byte[] bytes = new byte[40];
      random.nextBytes(bytes);
      BigInteger value = new BigInteger(1, bytes);
      if (round < 20) {
        value = BigInteger.valueOf(random.nextInt(-1, 2));
      }
      System.arraycopy(PrimeField.FQ.fromBigInteger(value), 0, a, k, 4);
    }
    return a;
  }

  private static BigInteger[] polynomial(long[] a) {
    BigInteger[] out = new BigInteger[12];
    for (int k = 0; k < 6; k++) {
      BigInteger c0 = PrimeField.FQ.toBigInteger(a, PLACE[k]);
      BigInteger c1 = PrimeField.FQ.toBigInteger(a, PLACE[k] + 4);
      out[k] = c0.subtract(c1.multiply(BigInteger.valueOf(9))).mod(Q);
      out[k + 6] = c1;
    }
    return out;
  }

  private static BigInteger[] product(BigInteger[] a, BigInteger[] b) {
    BigInteger[] wide = new BigInteger[23];
    Arrays.fill(wide, BigInteger.ZERO);
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        wide[i + j] = wide[i + j].add(a[i].multiply(b[j]));
      }
    }
    for (int k = 22; k >= 12; k--) {
      wide[k - 6] = wide[k - 6].add(wide[k].multiply(EIGHTEEN));
      wide[k - 12] = wide[k - 12].subtract(wide[k].multiply(EIGHTY_TWO));
    }
    BigInteger[] out = new BigInteger[12];
    for (int k = 0; k < 12; k++) {
      out[k] = wide[k].mod(Q);
    }
    return out;
  }
}
