package io.crowdroll.prover.field;

import static io.crowdroll.prover.field.Fq2.FQ2;
import static io.crowdroll.prover.field.Fq2.SIZE;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Fq12 = Fq6[w] / (w² − v), where pairings take their values: 48 longs, the coefficients in Fq2 of
 * 1, w², w⁴ and then of w, w³, w⁵. An object holds the scratch space of its operations: one a
 * thread. Nothing here allocates unless it says so; an output may be the same place as an input.
 */
public final class Fq12 {
  /** Longs an element takes. */
  public static final int LONGS = 12 * PrimeField.LIMBS;

  private static final int HALF = Fq6.LONGS;

  /** Place of the coefficient of w^k. */
  private static final int[] PLACE = {0, HALF, SIZE, HALF + SIZE, 2 * SIZE, HALF + 2 * SIZE};

  /** ξ^(k (q − 1) / 6) at 8k: what w^k is multiplied by when it is raised to the power q. */
  private static final long[] FROBENIUS = frobeniusConstants();

  private final Fq6 fq6 = new Fq6();
  private final long[] t0 = new long[HALF];
  private final long[] t1 = new long[HALF];
  private final long[] t2 = new long[HALF];

  // operands of a line: coefficients of w^-3, w^-1, w, w³, w⁵ and of w^-2, 1, w², w⁴
  private final long[] odd = new long[5 * SIZE];
  private final long[] even = new long[4 * SIZE];

  // a line's coefficients (of w³, of w) as they meet real and imaginary parts
  private final long[] real = new long[2 * SIZE];
  private final long[] imaginary = new long[2 * SIZE];

  private final long[] power = new long[LONGS];
  private final long[] negative = new long[LONGS];

  /** The number 1; a new array. */
  public static long[] one() {
    return Arrays.copyOf(FQ2.one(), LONGS);
  }

  /** Whether a = 1. */
  public static boolean isOne(long[] a) {
    return Arrays.equals(a, one());
  }

  /** out = a · b. */
  public void mul(long[] out, long[] a, long[] b) {
    fq6.mul(t0, 0, a, 0, b, 0);
    fq6.mul(t1, 0, a, HALF, b, HALF);
    fq6.add(t2, 0, b, 0, b, HALF);
    fq6.add(out, HALF, a, 0, a, HALF);
    fq6.mul(out, HALF, out, HALF, t2, 0);
    fq6.sub(out, HALF, out, HALF, t0, 0);
    fq6.sub(out, HALF, out, HALF, t1, 0);
    fq6.mulByV(t1, 0, t1, 0);
    fq6.add(out, 0, t0, 0, t1, 0);
  }

  /** out = a². Two products in Fq6: with t = c0 c1, c0' = (c0 + c1)(c0 + v c1) − t − v t. */
  public void square(long[] out, long[] a) {
    fq6.add(t0, 0, a, 0, a, HALF);
    fq6.mulByV(t1, 0, a, HALF);
    fq6.add(t1, 0, t1, 0, a, 0);
    fq6.mul(t0, 0, t0, 0, t1, 0);
    fq6.mul(t1, 0, a, 0, a, HALF);
    fq6.sub(t0, 0, t0, 0, t1, 0);
    fq6.add(out, HALF, t1, 0, t1, 0);
    fq6.mulByV(t1, 0, t1, 0);
    fq6.sub(out, 0, t0, 0, t1, 0);
  }

  /**
   * out = a · (1 + b w + c w³), the form of a line in the Miller loop.
   *
   * <p>Each coefficient w^k of the product takes two products of Fq2, b · a[k − 1] + c · a[k − 3]
   * with w^(−j) = ξ^(−1) w^(6 − j): each of its parts is one sum of four products.
   *
   * @param line c, then b: 16 longs from l
   */
  public void mulByLine(long[] out, long[] a, long[] line, int l) {
    SumOfProducts sum = SumOfProducts.FQ;
    PrimeField fq = PrimeField.FQ;
    for (int k = l; k < l + 2 * SIZE; k += SIZE) { // (x, y) → (x, −y) and (y, x)
      System.arraycopy(line, k, real, k - l, 4);
      fq.negate(real, k - l + 4, line, k + 4);
      System.arraycopy(line, k + 4, imaginary, k - l, 4);
      System.arraycopy(line, k, imaginary, k - l + 4, 4);
    }
    System.arraycopy(a, HALF, odd, 2 * SIZE, HALF);
    FQ2.mulByXi(odd, 0, a, PLACE[3]);
    FQ2.mulByXi(odd, SIZE, a, PLACE[5]);
    System.arraycopy(a, 0, even, SIZE, HALF);
    FQ2.mulByXi(even, 0, a, PLACE[4]);
    for (int k = 0; k < 3; k++) {
      int at = k * SIZE;
      sum.of4(t0, at, real, 0, odd, at);
      sum.of4(t0, at + 4, imaginary, 0, odd, at);
      sum.of4(t1, at, real, 0, even, at);
      sum.of4(t1, at + 4, imaginary, 0, even, at);
    }
    fq6.add(out, 0, a, 0, t0, 0);
    fq6.add(out, HALF, a, HALF, t1, 0);
  }

  /** out = c0 − c1 w, which is a^(q^6): the inverse where a^(q^6 + 1) = 1. */
  public void conjugate(long[] out, long[] a) {
    System.arraycopy(a, 0, out, 0, HALF);
    fq6.negate(out, HALF, a, HALF);
  }

  /**
   * out = 1 / a = (c0 − c1 w) / (c0² − v c1²).
   *
   * @throws ArithmeticException if a is zero
   */
  public void inverse(long[] out, long[] a) {
    fq6.mul(t0, 0, a, 0, a, 0);
    fq6.mul(t1, 0, a, HALF, a, HALF);
    fq6.mulByV(t1, 0, t1, 0);
    fq6.sub(t0, 0, t0, 0, t1, 0);
    fq6.inverse(t0, 0, t0, 0);
    fq6.mul(out, 0, a, 0, t0, 0);
    fq6.mul(out, HALF, a, HALF, t0, 0);
    fq6.negate(out, HALF, out, HALF);
  }

  /** out = a^q. */
  public void frobenius(long[] out, long[] a) {
    for (int k = 0; k < 6; k++) {
      FQ2.conjugate(out, PLACE[k], a, PLACE[k]);
      FQ2.mul(out, PLACE[k], out, PLACE[k], FROBENIUS, k * SIZE);
    }
  }

  /**
   * out = a² for an a of the cyclotomic subgroup (a^(q^4 − q² + 1) = 1), as three squarings in Fq4
   * = Fq2[w³] (Granger, Scott, "Faster Squaring in the Cyclotomic Subgroup of Sixth Degree
   * Extensions", PKC 2010). Wrong for any other a.
   */
  public void cyclotomicSquare(long[] out, long[] a) {
    fq4Square(t0, 0, a, PLACE[0], PLACE[3]);
    fq4Square(t1, 0, a, PLACE[1], PLACE[4]);
    fq4Square(t2, 0, a, PLACE[2], PLACE[5]);
    tripleMinusTwice(out, PLACE[0], t0, 0, a, PLACE[0]);
    triplePlusTwice(out, PLACE[3], t0, SIZE, a, PLACE[3]);
    tripleMinusTwice(out, PLACE[2], t1, 0, a, PLACE[2]);
    triplePlusTwice(out, PLACE[5], t1, SIZE, a, PLACE[5]);
    FQ2.mulByXi(t2, SIZE, t2, SIZE);
    triplePlusTwice(out, PLACE[1], t2, SIZE, a, PLACE[1]);
    tripleMinusTwice(out, PLACE[4], t2, 0, a, PLACE[4]);
  }

  // out = (x² + ξ y², 2 x y); the third element of out is scratch
  private static void fq4Square(long[] out, int o, long[] a, int x, int y) {
    FQ2.add(out, o + 2 * SIZE, a, x, a, y);
    FQ2.square(out, o + 2 * SIZE, out, o + 2 * SIZE);
    FQ2.square(out, o, a, x);
    FQ2.square(out, o + SIZE, a, y);
    FQ2.sub(out, o + 2 * SIZE, out, o + 2 * SIZE, out, o);
    FQ2.sub(out, o + 2 * SIZE, out, o + 2 * SIZE, out, o + SIZE);
    FQ2.mulByXi(out, o + SIZE, out, o + SIZE);
    FQ2.add(out, o, out, o, out, o + SIZE);
    System.arraycopy(out, o + 2 * SIZE, out, o + SIZE, SIZE);
  }

  // out = 3 t − 2 a = 2 (t − a) + t
  private static void tripleMinusTwice(long[] out, int o, long[] t, int i, long[] a, int j) {
    FQ2.sub(out, o, t, i, a, j);
    FQ2.twice(out, o, out, o);
    FQ2.add(out, o, out, o, t, i);
  }

  // out = 3 t + 2 a
  private static void triplePlusTwice(long[] out, int o, long[] t, int i, long[] a, int j) {
    FQ2.add(out, o, t, i, a, j);
    FQ2.twice(out, o, out, o);
    FQ2.add(out, o, out, o, t, i);
  }

  /**
   * out = a^exponent for an a of the cyclotomic subgroup, where the inverse is the conjugate.
   *
   * @param digits the exponent in signed binary, the least significant digit first, the last one 1
   */
  public void cyclotomicPower(long[] out, long[] a, byte[] digits) {
    System.arraycopy(a, 0, power, 0, LONGS);
    conjugate(negative, a);
    System.arraycopy(a, 0, out, 0, LONGS);
    for (int k = digits.length - 2; k >= 0; k--) {
      cyclotomicSquare(out, out);
      if (digits[k] != 0) {
        mul(out, out, digits[k] > 0 ? power : negative);
      }
    }
  }

  /** out = a^exponent for any a and any exponent ≥ 0, bit by bit. Allocates. */
  public void power(long[] out, long[] a, BigInteger exponent) {
    long[] base = a.clone();
    long[] result = one();
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      square(result, result);
      if (exponent.testBit(bit)) {
        mul(result, result, base);
      }
    }
    System.arraycopy(result, 0, out, 0, LONGS);
  }

  private static long[] frobeniusConstants() {
    long[] constants = new long[6 * SIZE];
    BigInteger sixth =
        PrimeField.FQ.modulus().subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));
    long[] xi = Fq2.of(BigInteger.valueOf(9), BigInteger.ONE);
    for (int k = 0; k < 6; k++) {
      FQ2.power(constants, k * SIZE, xi, 0, sixth.multiply(BigInteger.valueOf(k)));
    }
    return constants;
  }
}
