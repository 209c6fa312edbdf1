package io.crowdroll.prover.field;

import static io.crowdroll.prover.field.PrimeField.FQ;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Fq2 = Fq[u] / (u² + 1): c0 + c1 u is 8 longs, c0 first, each part as in {@link PrimeField}.
 * Coordinates of G2 and the ground of the tower. Nothing here allocates unless it says so; an
 * output may be the same place as an input.
 */
public final class Fq2 implements Field {
  /** Longs an element takes. */
  public static final int SIZE = 2 * LIMBS;

  /** The field; stateless. */
  public static final Fq2 FQ2 = new Fq2();

  private static final long P0 = FQ.p0();
  private static final long P1 = FQ.p1();
  private static final long P2 = FQ.p2();
  private static final long P3 = FQ.p3();
  private static final long INVERSE = FQ.inverseOfP();

  // floor(2^k / (q / 2^246)), q / 2^246 rounded up: quotients of numbers below 10q, at most one too
  // small
  private static final int QUOTIENT_SHIFT = 40;
  private static final long QUOTIENT_FACTOR =
      (1L << QUOTIENT_SHIFT) / (FQ.modulus().shiftRight(246).longValueExact() + 1);

  private Fq2() {}

  @Override
  public int size() {
    return SIZE;
  }

  /** An element from two numbers, reduced modulo q. */
  public static long[] of(BigInteger c0, BigInteger c1) {
    long[] out = new long[SIZE];
    System.arraycopy(FQ.fromBigInteger(c0), 0, out, 0, LIMBS);
    System.arraycopy(FQ.fromBigInteger(c1), 0, out, LIMBS, LIMBS);
    return out;
  }

  @Override
  public long[] one() {
    return of(BigInteger.ONE, BigInteger.ZERO);
  }

  /**
   * out = a · b. Two sums of two products, each with the rows of both products interleaved and one
   * reduction step a row: as many limb products as Karatsuba's method, without its five additions.
   */
  @Override
  public void mul(long[] out, int o, long[] a, int i, long[] b, int j) {
    long b0 = b[j], b1 = b[j + 1], b2 = b[j + 2], b3 = b[j + 3];
    long c0 = b[j + 4], c1 = b[j + 5], c2 = b[j + 6], c3 = b[j + 7];
    // n = q − b.c1, at most q: the sum stays below 3q
    long n0 = P0 - c0;
    long borrow = borrow(P0, c0, n0);
    long n1 = P1 - c1 - borrow;
    borrow = borrow(P1, c1, n1);
    long n2 = P2 - c2 - borrow;
    borrow = borrow(P2, c2, n2);
    long n3 = P3 - c3 - borrow;
    // t = a.c0 · b.c0 + a.c1 · n
    long t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    for (int row = 0; row < LIMBS; row++) {
      long x = a[i + row];
      long s0 = t0, s1 = t1, s2 = t2, s3 = t3, s4 = 0;
      long low = x * b0;
      s0 += low;
      long carry = Math.unsignedMultiplyHigh(x, b0) + carry(s0, low);
      low = x * b1;
      long high = Math.unsignedMultiplyHigh(x, b1);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b2;
      high = Math.unsignedMultiplyHigh(x, b2);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b3;
      high = Math.unsignedMultiplyHigh(x, b3);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      x = a[i + 4 + row];
      low = x * n0;
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, n0) + carry(s0, low);
      low = x * n1;
      high = Math.unsignedMultiplyHigh(x, n1);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * n2;
      high = Math.unsignedMultiplyHigh(x, n2);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * n3;
      high = Math.unsignedMultiplyHigh(x, n3);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      long q = s0 * INVERSE;
      low = q * P0;
      carry = Math.unsignedMultiplyHigh(q, P0) + carry(s0 + low, low);
      low = q * P1;
      high = Math.unsignedMultiplyHigh(q, P1);
      s1 += low;
      high += carry(s1, low);
      t0 = s1 + carry;
      carry = high + carry(t0, carry);
      low = q * P2;
      high = Math.unsignedMultiplyHigh(q, P2);
      s2 += low;
      high += carry(s2, low);
      t1 = s2 + carry;
      carry = high + carry(t1, carry);
      low = q * P3;
      high = Math.unsignedMultiplyHigh(q, P3);
      s3 += low;
      high += carry(s3, low);
      t2 = s3 + carry;
      t3 = s4 + high + carry(t2, carry);
    }
    // v = a.c0 · b.c1 + a.c1 · b.c0
    long v0 = 0, v1 = 0, v2 = 0, v3 = 0;
    for (int row = 0; row < LIMBS; row++) {
      long x = a[i + row];
      long s0 = v0, s1 = v1, s2 = v2, s3 = v3, s4 = 0;
      long low = x * c0;
      s0 += low;
      long carry = Math.unsignedMultiplyHigh(x, c0) + carry(s0, low);
      low = x * c1;
      long high = Math.unsignedMultiplyHigh(x, c1);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * c2;
      high = Math.unsignedMultiplyHigh(x, c2);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * c3;
      high = Math.unsignedMultiplyHigh(x, c3);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      x = a[i + 4 + row];
      low = x * b0;
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b0) + carry(s0, low);
      low = x * b1;
      high = Math.unsignedMultiplyHigh(x, b1);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b2;
      high = Math.unsignedMultiplyHigh(x, b2);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b3;
      high = Math.unsignedMultiplyHigh(x, b3);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      long q = s0 * INVERSE;
      low = q * P0;
      carry = Math.unsignedMultiplyHigh(q, P0) + carry(s0 + low, low);
      low = q * P1;
      high = Math.unsignedMultiplyHigh(q, P1);
      s1 += low;
      high += carry(s1, low);
      v0 = s1 + carry;
      carry = high + carry(v0, carry);
      low = q * P2;
      high = Math.unsignedMultiplyHigh(q, P2);
      s2 += low;
      high += carry(s2, low);
      v1 = s2 + carry;
      carry = high + carry(v1, carry);
      low = q * P3;
      high = Math.unsignedMultiplyHigh(q, P3);
      s3 += low;
      high += carry(s3, low);
      v2 = s3 + carry;
      v3 = s4 + high + carry(v2, carry);
    }
    FQ.reduce(out, o, t0, t1, t2, t3);
    FQ.reduce(out, o + LIMBS, v0, v1, v2, v3);
  }

  @Override
  public void square(long[] out, int o, long[] a, int i) {
    mul(out, o, a, i, a, i);
  }

  /** out = a · s for s in Fq. */
  public void mulByFq(long[] out, int o, long[] a, int i, long[] s, int j) {
    FQ.mul(out, o + LIMBS, a, i + LIMBS, s, j);
    FQ.mul(out, o, a, i, s, j);
  }

  /** out = ξ · a = (9 + u) · a; ξ is what the tower takes its roots of. */
  public void mulByXi(long[] out, int o, long[] a, int i) {
    long x0 = a[i], x1 = a[i + 1], x2 = a[i + 2], x3 = a[i + 3];
    long y0 = a[i + 4], y1 = a[i + 5], y2 = a[i + 6], y3 = a[i + 7];
    long n0 = P0 - y0;
    long borrow = borrow(P0, y0, n0);
    long n1 = P1 - y1 - borrow;
    borrow = borrow(P1, y1, n1);
    long n2 = P2 - y2 - borrow;
    borrow = borrow(P2, y2, n2);
    long n3 = P3 - y3 - borrow;
    nineTimesPlus(out, o, x0, x1, x2, x3, n0, n1, n2, n3);
    nineTimesPlus(out, o + LIMBS, y0, y1, y2, y3, x0, x1, x2, x3);
  }

  /** out = c0 − c1 u, which is a^q. */
  public void conjugate(long[] out, int o, long[] a, int i) {
    System.arraycopy(a, i, out, o, LIMBS);
    FQ.negate(out, o + LIMBS, a, i + LIMBS);
  }

  @Override
  public void add(long[] out, int o, long[] a, int i, long[] b, int j) {
    FQ.add(out, o, a, i, b, j);
    FQ.add(out, o + LIMBS, a, i + LIMBS, b, j + LIMBS);
  }

  @Override
  public void sub(long[] out, int o, long[] a, int i, long[] b, int j) {
    FQ.sub(out, o, a, i, b, j);
    FQ.sub(out, o + LIMBS, a, i + LIMBS, b, j + LIMBS);
  }

  @Override
  public void negate(long[] out, int o, long[] a, int i) {
    FQ.negate(out, o, a, i);
    FQ.negate(out, o + LIMBS, a, i + LIMBS);
  }

  @Override
  public void twice(long[] out, int o, long[] a, int i) {
    add(out, o, a, i, a, i);
  }

  /** out = 1 / a = (c0 − c1 u) / (c0² + c1²). Allocates 4 longs. */
  @Override
  public void inverse(long[] out, int o, long[] a, int i) {
    long[] norm = new long[LIMBS];
    SumOfProducts.FQ.of2(norm, 0, a, i, a, i);
    FQ.inverse(norm, 0, norm, 0);
    conjugate(out, o, a, i);
    mulByFq(out, o, out, o, norm, 0);
  }

  /** out = a^exponent, 0^0 = 1. Allocates. */
  public void power(long[] out, int o, long[] a, int i, BigInteger exponent) {
    long[] base = Arrays.copyOfRange(a, i, i + SIZE);
    long[] result = one();
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      square(result, 0, result, 0);
      if (exponent.testBit(bit)) {
        mul(result, 0, result, 0, base, 0);
      }
    }
    System.arraycopy(result, 0, out, o, SIZE);
  }

  @Override
  public boolean isZero(long[] a, int i) {
    return FQ.isZero(a, i) && FQ.isZero(a, i + LIMBS);
  }

  @Override
  public boolean equal(long[] a, int i, long[] b, int j) {
    return Arrays.equals(a, i, i + SIZE, b, j, j + SIZE);
  }

  @Override
  public boolean isCanonical(long[] a, int i) {
    return FQ.isCanonical(a, i) && FQ.isCanonical(a, i + LIMBS);
  }

  // out = 9x + y for x < q, y ≤ q: below 10q < 2^257.3, so five limbs; then the quotient by q from
  // the leading bits, which is exact or one too small
  private static void nineTimesPlus(
      long[] out, int o, long x0, long x1, long x2, long x3, long y0, long y1, long y2, long y3) {
    long t0 = 9 * x0 + y0;
    long carry = Math.unsignedMultiplyHigh(x0, 9) + carry(t0, y0);
    long low = 9 * x1;
    long t1 = low + y1;
    long high = Math.unsignedMultiplyHigh(x1, 9) + carry(t1, y1);
    t1 += carry;
    carry = high + carry(t1, carry);
    low = 9 * x2;
    long t2 = low + y2;
    high = Math.unsignedMultiplyHigh(x2, 9) + carry(t2, y2);
    t2 += carry;
    carry = high + carry(t2, carry);
    low = 9 * x3;
    long t3 = low + y3;
    high = Math.unsignedMultiplyHigh(x3, 9) + carry(t3, y3);
    t3 += carry;
    high += carry(t3, carry);
    long quotient = (((high << 10) | (t3 >>> 54)) * QUOTIENT_FACTOR) >>> QUOTIENT_SHIFT;
    low = quotient * P0;
    long d0 = t0 - low;
    long borrow = Math.unsignedMultiplyHigh(quotient, P0) + below(t0, low);
    low = quotient * P1;
    long d1 = t1 - low;
    high = Math.unsignedMultiplyHigh(quotient, P1) + below(t1, low);
    high += below(d1, borrow);
    d1 -= borrow;
    borrow = high;
    low = quotient * P2;
    long d2 = t2 - low;
    high = Math.unsignedMultiplyHigh(quotient, P2) + below(t2, low);
    high += below(d2, borrow);
    d2 -= borrow;
    FQ.reduce(out, o, d0, d1, d2, t3 - quotient * P3 - high);
  }

  private static long below(long x, long y) {
    return x + Long.MIN_VALUE < y + Long.MIN_VALUE ? 1 : 0;
  }

  // 1 if sum = addend + anything overflowed 64 bits
  private static long carry(long sum, long addend) {
    return sum + Long.MIN_VALUE < addend + Long.MIN_VALUE ? 1 : 0;
  }

  // the borrow out of difference = x − y − borrow in
  private static long borrow(long x, long y, long difference) {
    return ((~x & y) | ((~x | y) & difference)) >>> 63;
  }
}
