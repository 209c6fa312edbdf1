package io.crowdroll.prover.field;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import java.math.BigInteger;

/**
 * Montgomery inverses by Kaliski's almost inverse ("The Montgomery Inverse and Its Applications",
 * IEEE Transactions on Computers 1995): shifts and subtractions give 2^k / a for a k of 254 to 508,
 * one multiplication by a table entry takes 2^k away. Not in constant time.
 */
final class Inversion {
  static final Inversion FQ = new Inversion(PrimeField.FQ);
  static final Inversion FR = new Inversion(PrimeField.FR);
  private static final int STEPS = 2 * 254;

  private final PrimeField field;
  private final long[] modulus = new long[LIMBS];

  /** R³ / 2^k at 4k, plain. */
  private final long[] corrections = new long[(STEPS + 1) * LIMBS];

  private Inversion(PrimeField field) {
    this.field = field;
    BigInteger p = field.modulus();
    PrimeField.store(p, modulus, 0);
    BigInteger half = p.add(BigInteger.ONE).shiftRight(1);
    BigInteger correction = BigInteger.ONE.shiftLeft(3 * 256).mod(p);
    for (int k = 0; k <= STEPS; k++) {
      PrimeField.store(correction, corrections, k * LIMBS);
      correction = correction.multiply(half).mod(p);
    }
  }

  /** out = 1 / a for an a that is not zero. Allocates scratch. */
  void inverse(long[] out, int o, long[] a, int i) {
    long[] u = modulus.clone();
    long[] v = {a[i], a[i + 1], a[i + 2], a[i + 3]};
    long[] r = new long[LIMBS];
    long[] s = {1, 0, 0, 0};
    int k = 0;
    // p = u s + v r, all of them at most 2p: four limbs
    while ((v[0] | v[1] | v[2] | v[3]) != 0) {
      if ((u[0] & 1) == 0) {
        halve(u);
        add(s, s);
      } else if ((v[0] & 1) == 0) {
        halve(v);
        add(r, r);
      } else if (isAbove(u, v)) {
        subtract(u, v);
        halve(u);
        add(r, s);
        add(s, s);
      } else {
        subtract(v, u);
        halve(v);
        add(s, r);
        add(r, r);
      }
      k++;
    }
    // r = −2^k / a mod p, below 2p
    field.reduce(r, 0, r[0], r[1], r[2], r[3]);
    field.negate(r, 0, r, 0);
    field.mul(out, o, r, 0, corrections, k * LIMBS);
  }

  private static void halve(long[] x) {
    x[0] = x[0] >>> 1 | x[1] << 63;
    x[1] = x[1] >>> 1 | x[2] << 63;
    x[2] = x[2] >>> 1 | x[3] << 63;
    x[3] >>>= 1;
  }

  private static void add(long[] x, long[] y) {
    long carry = 0;
    for (int k = 0; k < LIMBS; k++) {
      long a = x[k];
      long b = y[k];
      long sum = a + b + carry;
      carry = ((a & b) | ((a | b) & ~sum)) >>> 63;
      x[k] = sum;
    }
  }

  private static void subtract(long[] x, long[] y) {
    long borrow = 0;
    for (int k = 0; k < LIMBS; k++) {
      long a = x[k];
      long b = y[k];
      long difference = a - b - borrow;
      borrow = ((~a & b) | ((~a | b) & difference)) >>> 63;
      x[k] = difference;
    }
  }

  private static boolean isAbove(long[] x, long[] y) {
    int k = LIMBS - 1;
    while (k > 0 && x[k] == y[k]) {
      k--;
    }
    return Long.compareUnsigned(x[k], y[k]) > 0;
  }
}
