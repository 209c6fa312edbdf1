package io.crowdroll.prover.poly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
  private static final PrimeField FR = PrimeField.FR;
  private static final BigInteger R = FR.modulus();
  private static final ForkJoinPool POOL = new ForkJoinPool(2);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void forwardEvaluatesAtThePowersOfTheRoot(int log2) {
    Domain domain = Domain.ofSize(log2);
    BigInteger[] f = random(domain.size(), log2);
    long[] values = pack(f);
    domain.forward(values, POOL);
    BigInteger omega = FR.toBigInteger(domain.root(), 0);
    for (int k = 0; k < domain.size(); k++) {
      assertEquals(at(f, omega.modPow(BigInteger.valueOf(k), R)), FR.toBigInteger(values, 4 * k));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 8, 11, 14, 15})
  void inverseUndoesForward(int log2) {
    Domain domain = Domain.ofSize(log2);
    long[] start = pack(random(domain.size(), log2));
    long[] values = start.clone();
    domain.forward(values, POOL);
    domain.inverse(values, POOL);
    assertArrayEquals(start, values);
  }

  /** At a point of the larger sizes, by the definition of the transform. */
  @ParameterizedTest
  @ValueSource(ints = {10, 13, 14})
  void largeTransformsAgreeWithTheDefinition(int log2) {
    Domain domain = Domain.ofSize(log2);
    BigInteger[] f = random(domain.size(), log2);
    long[] values = pack(f);
    domain.forward(values, POOL);
    BigInteger omega = FR.toBigInteger(domain.root(), 0);
    for (int k : new int[] {0, 1, 2, 77, domain.size() / 2 + 1, domain.size() - 1}) {
      assertEquals(at(f, omega.modPow(BigInteger.valueOf(k), R)), FR.toBigInteger(values, 4 * k));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void quotientIsProductLessInterpolantOnOddPoints(int log2) {
    Domain domain = Domain.ofSize(log2);
    int n = domain.size();
    long[] a = pack(random(n, 3));
    long[] b = pack(random(n, 4));
    long[] c = new long[4 * n];
    for (int k = 0; k < 4 * n; k += 4) {
      FR.mul(c, k, a, k, b, k);
    }
    BigInteger[][] f = new BigInteger[3][];
    long[][] all = {a.clone(), b.clone(), c};
    for (int m = 0; m < 3; m++) {
      domain.inverse(all[m], POOL);
      f[m] = unpack(all[m]);
    }
    long[] out = new long[4 * n];
    domain.quotient(out, a, b, POOL);
    BigInteger shift = FR.toBigInteger(Domain.ofSize(log2 + 1).root(), 0);
    for (int k = 0; k < n; k++) {
      BigInteger x = shift.modPow(BigInteger.valueOf(2L * k + 1), R);
      BigInteger h = at(f[0], x).multiply(at(f[1], x)).subtract(at(f[2], x)).mod(R);
      assertEquals(h, PrimeField.load(out, 4 * k));
    }
  }

  @Test
  void rootHasExactlyTheDomainsOrder() {
    BigInteger omega = FR.toBigInteger(Domain.ofSize(27).root(), 0);
    assertEquals(R.subtract(BigInteger.ONE), omega.modPow(BigInteger.ONE.shiftLeft(26), R));
    assertThrows(IllegalArgumentException.class, () -> Domain.ofSize(28));
    assertThrows(IllegalArgumentException.class, () -> Domain.ofSize(-1));
  }

  private static BigInteger at(BigInteger[] f, BigInteger x) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = f.length - 1; k >= 0; k--) {
      sum = sum.multiply(x).add(f[k]).mod(R);
    }
    return sum;
  }

  private static BigInteger[] random(int n, int seed) {
    Random random = new Random(seed);
    BigInteger[] f = new BigInteger[n];
    for (int k = 0; k < n; k++) {
      f[k] = new BigInteger(300, random).mod(R);
    }
    return f;
  }

  private static long[] pack(BigInteger[] f) {
    long[] out = new long[4 * f.length];
    for (int k = 0; k < f.length; k++) {
      System.arraycopy(FR.fromBigInteger(f[k]), 0, out, 4 * k, 4);
    }
    return out;
  }

  private static BigInteger[] unpack(long[] values) {
    BigInteger[] out = new BigInteger[values.length / 4];
    for (int k = 0; k < out.length; k++) {
      out[k] = FR.toBigInteger(values, 4 * k);
    }
    return out;
  }
}
