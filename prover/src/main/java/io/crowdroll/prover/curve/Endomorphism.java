package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;

/**
 * The endomorphism (x, y) → (βx, y) of both groups, which multiplies by λ: Gallant, Lambert,
 * Vanstone (CRYPTO 2001). Splits a scalar k into k1 + λ k2 mod r with |k1|, |k2| below 2^126.2. The
 * lattice basis for BN curves with parameter x is (a1, b1) = (2x + 1, −6x² − 2x), (a2, b2) = (6x² +
 * 4x + 1, 2x + 1); the nearest lattice point to (k, 0) is found with rounded multiples of b2 / r
 * and −b1 / r.
 */
final class Endomorphism {
  static final BigInteger LAMBDA =
      new BigInteger("4407920970296243842393367215006156084916469457145843978461");

  /** β for G1; for G2 it is β². */
  static final BigInteger BETA =
      new BigInteger("2203960485148121921418603742825762020974279258880205651966");

  /** Bits of the two halves' magnitudes. */
  static final int BITS = 127;

  private static final BigInteger X = BigInteger.valueOf(4965661367192848881L);
  private static final BigInteger A1 = X.shiftLeft(1).add(BigInteger.ONE);
  private static final BigInteger B1 =
      X.multiply(X).multiply(BigInteger.valueOf(6)).add(X.shiftLeft(1)).negate();
  private static final BigInteger A2 = A1.subtract(B1);
  private static final long[] G1 = words(A1.shiftLeft(256).divide(PrimeField.FR.modulus()), 2);
  private static final long[] G2 =
      words(B1.negate().shiftLeft(256).divide(PrimeField.FR.modulus()), 3);
  private static final long A1_0 = A1.longValue();
  private static final long A2_0 = A2.longValue();
  private static final long A2_1 = A2.shiftRight(64).longValue();
  private static final long B1_0 = B1.negate().longValue();
  private static final long B1_1 = B1.negate().shiftRight(64).longValue();

  private Endomorphism() {}

  private static long[] words(BigInteger value, int n) {
    long[] out = new long[n];
    for (int k = 0; k < n; k++) {
      out[k] = value.shiftRight(64 * k).longValue();
    }
    return out;
  }

  /**
   * Splits the scalar at {@code k[i …]} (4 longs, below r): k1 to out[o], out[o + 1], k2 to the
   * next two, as signed numbers of 128 bits. {@code t} is scratch of 8 longs.
   */
  static void split(long[] out, int o, long[] k, int i, long[] t) {
    product(t, k, i, G1);
    long c = t[4];
    product(t, k, i, G2);
    long d0 = t[4], d1 = t[5];
    // k1 = k − c a1 − d a2, modulo 2^128
    long low = k[i] - c * A1_0;
    long high = k[i + 1] - Math.unsignedMultiplyHigh(c, A1_0) - borrow(k[i], c * A1_0);
    long e = d0 * A2_0;
    high -= Math.unsignedMultiplyHigh(d0, A2_0) + d0 * A2_1 + d1 * A2_0 + borrow(low, e);
    out[o] = low - e;
    out[o + 1] = high;
    // k2 = c |b1| − d b2, and b2 = a1
    low = c * B1_0;
    high = Math.unsignedMultiplyHigh(c, B1_0) + c * B1_1;
    e = d0 * A1_0;
    high -= Math.unsignedMultiplyHigh(d0, A1_0) + d1 * A1_0 + borrow(low, e);
    out[o + 2] = low - e;
    out[o + 3] = high;
  }

  // t = k · g + 2^255
  private static void product(long[] t, long[] k, int i, long[] g) {
    t[0] = t[1] = t[2] = t[4] = t[5] = t[6] = t[7] = 0;
    t[3] = Long.MIN_VALUE;
    for (int row = 0; row < g.length; row++) {
      long carry = 0;
      for (int j = 0; j < PrimeField.LIMBS; j++) {
        long low = g[row] * k[i + j];
        long high = Math.unsignedMultiplyHigh(g[row], k[i + j]);
        long s = t[row + j] + low;
        high += borrow(s, low);
        low = s + carry;
        high += borrow(low, carry);
        t[row + j] = low;
        carry = high;
      }
      for (int j = row + PrimeField.LIMBS; carry != 0 && j < 8; j++) {
        t[j] += carry;
        carry = borrow(t[j], carry);
      }
    }
  }

  // 1 if a < b unsigned: the borrow of a − b, and the carry of a sum a with an addend b
  private static long borrow(long a, long b) {
    return a + Long.MIN_VALUE < b + Long.MIN_VALUE ? 1 : 0;
  }
}
