package io.crowdroll.prover.field;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Arithmetic modulo one of BN254's two primes, on flat arrays: an element is 4 consecutive longs at
 * an offset, least significant first, in Montgomery form with R = 2^256, always fully reduced (each
 * value has one representation, so equality is equality of limbs). Nothing here allocates unless it
 * says so; an output may be the same place as an input.
 *
 * <p>This is the scalar path: it needs no vector hardware, its results define what every other
 * kernel must give. Method: Montgomery multiplication, coarsely integrated operand scanning (Koç,
 * Acar, Kaliski, "Analyzing and comparing Montgomery multiplication algorithms", IEEE Micro 1996),
 * without the spare carry word, which both primes leave unused (below 2^254).
 *
 * <p>A record because HotSpot folds the constants of a record that is itself a constant.
 */
public record PrimeField(
    String name, long p0, long p1, long p2, long p3, long inverseOfP, BigInteger modulus)
    implements Field {

  /** Longs an element takes. */
  public static final int LIMBS = 4;

  /** The base field Fq of BN254: coordinates of points. */
  public static final PrimeField FQ =
      of("Fq", "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  /** The scalar field Fr of BN254, the order of its groups: wires, signals, exponents. */
  public static final PrimeField FR =
      of("Fr", "21888242871839275222246405745257275088548364400416034343698204186575808495617");

  // R in Montgomery form, never written to: what takes a plain number to that form
  private static final long[] R_IN_FQ = FQ.fromBigInteger(BigInteger.ONE.shiftLeft(256));
  private static final long[] R_IN_FR = FR.fromBigInteger(BigInteger.ONE.shiftLeft(256));

  private static PrimeField of(String name, String decimal) {
    BigInteger p = new BigInteger(decimal);
    BigInteger twoTo64 = BigInteger.ONE.shiftLeft(64);
    return new PrimeField(
        name,
        p.longValue(),
        p.shiftRight(64).longValue(),
        p.shiftRight(128).longValue(),
        p.shiftRight(192).longValue(),
        p.modInverse(twoTo64).negate().longValue(),
        p);
  }

  /** {@value #LIMBS}. */
  @Override
  public int size() {
    return LIMBS;
  }

  /** The residue R = 2^256 mod p, that is the number 1 in Montgomery form. Allocates. */
  @Override
  public long[] one() {
    return fromBigInteger(BigInteger.ONE);
  }

  /** out = a · b. */
  @Override
  public void mul(long[] out, int o, long[] a, int i, long[] b, int j) {
    long b0 = b[j], b1 = b[j + 1], b2 = b[j + 2], b3 = b[j + 3];
    long t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    for (int row = 0; row < LIMBS; row++) {
      long x = a[i + row];
      // t += x · b
      long low = x * b0;
      long s0 = t0 + low;
      long carry = Math.unsignedMultiplyHigh(x, b0) + carry(s0, low);
      low = x * b1;
      long high = Math.unsignedMultiplyHigh(x, b1);
      long s1 = t1 + low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b2;
      high = Math.unsignedMultiplyHigh(x, b2);
      long s2 = t2 + low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b3;
      high = Math.unsignedMultiplyHigh(x, b3);
      long s3 = t3 + low;
      high += carry(s3, low);
      s3 += carry;
      long s4 = high + carry(s3, carry);
      // t = (t + q · p) / 2^64
      long q = s0 * inverseOfP;
      low = q * p0;
      carry = Math.unsignedMultiplyHigh(q, p0) + carry(s0 + low, low);
      low = q * p1;
      high = Math.unsignedMultiplyHigh(q, p1);
      s1 += low;
      high += carry(s1, low);
      t0 = s1 + carry;
      carry = high + carry(t0, carry);
      low = q * p2;
      high = Math.unsignedMultiplyHigh(q, p2);
      s2 += low;
      high += carry(s2, low);
      t1 = s2 + carry;
      carry = high + carry(t1, carry);
      low = q * p3;
      high = Math.unsignedMultiplyHigh(q, p3);
      s3 += low;
      high += carry(s3, low);
      t2 = s3 + carry;
      t3 = s4 + high + carry(t2, carry);
    }
    reduce(out, o, t0, t1, t2, t3);
  }

  /** out = a². */
  @Override
  public void square(long[] out, int o, long[] a, int i) {
    mul(out, o, a, i, a, i);
  }

  /** out = a + b. */
  @Override
  public void add(long[] out, int o, long[] a, int i, long[] b, int j) {
    long s0 = a[i] + b[j];
    long carry = carry(s0, b[j]);
    long x = a[i + 1];
    long s1 = x + b[j + 1] + carry;
    carry = ((x & b[j + 1]) | ((x | b[j + 1]) & ~s1)) >>> 63;
    x = a[i + 2];
    long s2 = x + b[j + 2] + carry;
    carry = ((x & b[j + 2]) | ((x | b[j + 2]) & ~s2)) >>> 63;
    reduce(out, o, s0, s1, s2, a[i + 3] + b[j + 3] + carry);
  }

  /** out = a − b. */
  @Override
  public void sub(long[] out, int o, long[] a, int i, long[] b, int j) {
    long d0 = a[i] - b[j];
    long borrow = borrow(a[i], b[j], d0);
    long d1 = a[i + 1] - b[j + 1] - borrow;
    borrow = borrow(a[i + 1], b[j + 1], d1);
    long d2 = a[i + 2] - b[j + 2] - borrow;
    borrow = borrow(a[i + 2], b[j + 2], d2);
    long d3 = a[i + 3] - b[j + 3] - borrow;
    long mask = -borrow(a[i + 3], b[j + 3], d3);
    // below zero: add p
    long m = p0 & mask;
    long r0 = d0 + m;
    long carry = carry(r0, m);
    m = p1 & mask;
    long r1 = d1 + m + carry;
    carry = ((d1 & m) | ((d1 | m) & ~r1)) >>> 63;
    m = p2 & mask;
    long r2 = d2 + m + carry;
    carry = ((d2 & m) | ((d2 | m) & ~r2)) >>> 63;
    out[o] = r0;
    out[o + 1] = r1;
    out[o + 2] = r2;
    out[o + 3] = d3 + (p3 & mask) + carry;
  }

  /** out = −a. */
  @Override
  public void negate(long[] out, int o, long[] a, int i) {
    if (isZero(a, i)) {
      Arrays.fill(out, o, o + LIMBS, 0);
      return;
    }
    long d0 = p0 - a[i];
    long borrow = borrow(p0, a[i], d0);
    long d1 = p1 - a[i + 1] - borrow;
    borrow = borrow(p1, a[i + 1], d1);
    long d2 = p2 - a[i + 2] - borrow;
    borrow = borrow(p2, a[i + 2], d2);
    long d3 = p3 - a[i + 3] - borrow;
    out[o] = d0;
    out[o + 1] = d1;
    out[o + 2] = d2;
    out[o + 3] = d3;
  }

  /** out = a + a. */
  @Override
  public void twice(long[] out, int o, long[] a, int i) {
    add(out, o, a, i, a, i);
  }

  /**
   * out = a^exponent, 0^0 = 1; the time depends on the exponent. Allocates.
   *
   * @throws ArithmeticException if the exponent is negative
   */
  public void power(long[] out, int o, long[] a, int i, BigInteger exponent) {
    if (exponent.signum() < 0) {
      throw new ArithmeticException("negative exponent " + exponent);
    }
    long[] base = Arrays.copyOfRange(a, i, i + LIMBS);
    long[] result = one();
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      square(result, 0, result, 0);
      if (exponent.testBit(bit)) {
        mul(result, 0, result, 0, base, 0);
      }
    }
    System.arraycopy(result, 0, out, o, LIMBS);
  }

  /**
   * out = 1 / a. Not in constant time. Allocates.
   *
   * @throws ArithmeticException if a is zero
   */
  @Override
  public void inverse(long[] out, int o, long[] a, int i) {
    if (isZero(a, i)) {
      throw new ArithmeticException("zero has no inverse in " + name);
    }
    new Inverter(this).invert(out, o, a, i);
  }

  /** Whether a = 0. */
  @Override
  public boolean isZero(long[] a, int i) {
    return (a[i] | a[i + 1] | a[i + 2] | a[i + 3]) == 0;
  }

  /** Whether a = b. */
  @Override
  public boolean equal(long[] a, int i, long[] b, int j) {
    return Arrays.equals(a, i, i + LIMBS, b, j, j + LIMBS);
  }

  /** The number in Montgomery form; any integer, reduced modulo p. Allocates 4 longs. */
  public long[] fromBigInteger(BigInteger value) {
    long[] out = new long[LIMBS];
    store(value.shiftLeft(256).mod(modulus), out, 0);
    return out;
  }

  /** The number in [0, p) that an element in Montgomery form stands for. Allocates. */
  public BigInteger toBigInteger(long[] a, int i) {
    long[] plain = new long[LIMBS];
    toPlain(plain, 0, a, i);
    return load(plain, 0);
  }

  /** From Montgomery form to the plain number in [0, p). */
  public void toPlain(long[] out, int o, long[] a, int i) {
    mul(out, o, a, i, PLAIN_ONE, 0);
  }

  /** From a plain number, reduced to [0, p), to Montgomery form. */
  public void fromPlain(long[] out, int o, long[] plain, int i) {
    mul(out, o, plain, i, p0 == FQ.p0 ? R_IN_FQ : R_IN_FR, 0);
  }

  /** Whether 4 longs hold a number below p: the only encoding that is taken from outside. */
  @Override
  public boolean isCanonical(long[] a, int i) {
    int order = Long.compareUnsigned(a[i + 3], p3);
    order = order != 0 ? order : Long.compareUnsigned(a[i + 2], p2);
    order = order != 0 ? order : Long.compareUnsigned(a[i + 1], p1);
    order = order != 0 ? order : Long.compareUnsigned(a[i], p0);
    return order < 0;
  }

  /** The unsigned 256-bit number in 4 longs, least significant first. Allocates. */
  public static BigInteger load(long[] a, int i) {
    byte[] bytes = new byte[8 * LIMBS];
    for (int k = 0; k < bytes.length; k++) {
      bytes[bytes.length - 1 - k] = (byte) (a[i + k / 8] >>> (8 * (k % 8)));
    }
    return new BigInteger(1, bytes);
  }

  /** Writes a number of [0, 2^256) to 4 longs, least significant first. */
  public static void store(BigInteger value, long[] out, int o) {
    for (int k = 0; k < LIMBS; k++) {
      out[o + k] = value.shiftRight(64 * k).longValue();
    }
  }

  private static final long[] PLAIN_ONE = {1, 0, 0, 0};

  // out = t − p if t ≥ p, else t, for t < 2p
  void reduce(long[] out, int o, long t0, long t1, long t2, long t3) {
    long d0 = t0 - p0;
    long borrow = borrow(t0, p0, d0);
    long d1 = t1 - p1 - borrow;
    borrow = borrow(t1, p1, d1);
    long d2 = t2 - p2 - borrow;
    borrow = borrow(t2, p2, d2);
    long d3 = t3 - p3 - borrow;
    long keep = -borrow(t3, p3, d3);
    out[o] = (t0 & keep) | (d0 & ~keep);
    out[o + 1] = (t1 & keep) | (d1 & ~keep);
    out[o + 2] = (t2 & keep) | (d2 & ~keep);
    out[o + 3] = (t3 & keep) | (d3 & ~keep);
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
