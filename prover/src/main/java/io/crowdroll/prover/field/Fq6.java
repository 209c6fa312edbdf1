package io.crowdroll.prover.field;

import static io.crowdroll.prover.field.Fq2.FQ2;
import static io.crowdroll.prover.field.Fq2.SIZE;

/**
 * Fq6 = Fq2[v] / (v³ − ξ), ξ = 9 + u: c0 + c1 v + c2 v² is 24 longs, c0 first. An object holds the
 * scratch space of its operations: one a thread. An output may be the same place as an input.
 *
 * <p>Karatsuba's multiplication with 6 products in Fq2 (Devegili, Ó hÉigeartaigh, Scott, Dahab,
 * "Multiplication and Squaring on Pairing-Friendly Fields", 2006).
 */
final class Fq6 {
  /** Longs an element takes. */
  static final int LONGS = 3 * SIZE;

  private static final int C1 = SIZE;
  private static final int C2 = 2 * SIZE;

  private final long[] t0 = new long[SIZE];
  private final long[] t1 = new long[SIZE];
  private final long[] t2 = new long[SIZE];
  private final long[] s = new long[SIZE];
  private final long[] r0 = new long[SIZE];
  private final long[] r1 = new long[SIZE];

  /** out = a · b. */
  void mul(long[] out, int o, long[] a, int i, long[] b, int j) {
    FQ2.mul(t0, 0, a, i, b, j);
    FQ2.mul(t1, 0, a, i + C1, b, j + C1);
    FQ2.mul(t2, 0, a, i + C2, b, j + C2);
    // r0 = t0 + ξ ((a1 + a2)(b1 + b2) − t1 − t2)
    crossProduct(r0, a, i + C1, i + C2, b, j + C1, j + C2, t1, t2);
    FQ2.mulByXi(r0, 0, r0, 0);
    FQ2.add(r0, 0, r0, 0, t0, 0);
    // r1 = (a0 + a1)(b0 + b1) − t0 − t1 + ξ t2
    crossProduct(r1, a, i, i + C1, b, j, j + C1, t0, t1);
    FQ2.mulByXi(s, 0, t2, 0);
    FQ2.add(r1, 0, r1, 0, s, 0);
    // c2 = (a0 + a2)(b0 + b2) − t0 − t2 + t1
    FQ2.sub(t1, 0, t1, 0, t2, 0);
    FQ2.sub(t1, 0, t1, 0, t0, 0);
    FQ2.add(t0, 0, a, i, a, i + C2);
    FQ2.add(s, 0, b, j, b, j + C2);
    FQ2.mul(t0, 0, t0, 0, s, 0);
    FQ2.add(out, o + C2, t0, 0, t1, 0);
    System.arraycopy(r0, 0, out, o, SIZE);
    System.arraycopy(r1, 0, out, o + C1, SIZE);
  }

  // out = (a_i + a_k)(b_j + b_l) − x − y
  private void crossProduct(
      long[] out, long[] a, int i, int k, long[] b, int j, int l, long[] x, long[] y) {
    FQ2.add(out, 0, a, i, a, k);
    FQ2.add(s, 0, b, j, b, l);
    FQ2.mul(out, 0, out, 0, s, 0);
    FQ2.sub(out, 0, out, 0, x, 0);
    FQ2.sub(out, 0, out, 0, y, 0);
  }

  /** out = v · a = (ξ c2, c0, c1). */
  void mulByV(long[] out, int o, long[] a, int i) {
    FQ2.mulByXi(s, 0, a, i + C2);
    System.arraycopy(a, i, out, o + C1, 2 * SIZE);
    System.arraycopy(s, 0, out, o, SIZE);
  }

  /** out = a + b. */
  void add(long[] out, int o, long[] a, int i, long[] b, int j) {
    for (int k = 0; k < LONGS; k += SIZE) {
      FQ2.add(out, o + k, a, i + k, b, j + k);
    }
  }

  /** out = a − b. */
  void sub(long[] out, int o, long[] a, int i, long[] b, int j) {
    for (int k = 0; k < LONGS; k += SIZE) {
      FQ2.sub(out, o + k, a, i + k, b, j + k);
    }
  }

  /** out = −a. */
  void negate(long[] out, int o, long[] a, int i) {
    for (int k = 0; k < LONGS; k += SIZE) {
      FQ2.negate(out, o + k, a, i + k);
    }
  }

  /**
   * out = 1 / a, by the adjoint: with A = c0² − ξ c1 c2, B = ξ c2² − c0 c1, C = c1² − c0 c2 the
   * inverse is (A, B, C) / (c0 A + ξ (c2 B + c1 C)).
   *
   * @throws ArithmeticException if a is zero
   */
  void inverse(long[] out, int o, long[] a, int i) {
    FQ2.mul(s, 0, a, i + C1, a, i + C2);
    FQ2.mulByXi(s, 0, s, 0);
    FQ2.square(t0, 0, a, i);
    FQ2.sub(t0, 0, t0, 0, s, 0);
    FQ2.square(t1, 0, a, i + C2);
    FQ2.mulByXi(t1, 0, t1, 0);
    FQ2.mul(s, 0, a, i, a, i + C1);
    FQ2.sub(t1, 0, t1, 0, s, 0);
    FQ2.square(t2, 0, a, i + C1);
    FQ2.mul(s, 0, a, i, a, i + C2);
    FQ2.sub(t2, 0, t2, 0, s, 0);
    FQ2.mul(r0, 0, a, i + C2, t1, 0);
    FQ2.mul(s, 0, a, i + C1, t2, 0);
    FQ2.add(r0, 0, r0, 0, s, 0);
    FQ2.mulByXi(r0, 0, r0, 0);
    FQ2.mul(s, 0, a, i, t0, 0);
    FQ2.add(r0, 0, r0, 0, s, 0);
    FQ2.inverse(r0, 0, r0, 0);
    FQ2.mul(out, o, t0, 0, r0, 0);
    FQ2.mul(out, o + C1, t1, 0, r0, 0);
    FQ2.mul(out, o + C2, t2, 0, r0, 0);
  }
}
