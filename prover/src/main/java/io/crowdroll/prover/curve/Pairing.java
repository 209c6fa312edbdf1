package io.crowdroll.prover.curve;

import static io.crowdroll.prover.field.PrimeField.FQ;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.prover.field.Fq12;
import io.crowdroll.prover.field.Fq2;
import java.util.Arrays;

/**
 * The optimal ate pairing of BN254, e: G1 × G2 → Fq12 (Vercauteren, "Optimal pairings", 2010), and
 * products of pairings, whose Miller loops share their squarings and their final exponentiation. An
 * object collects pairs; it holds scratch space and belongs to one thread at a time.
 *
 * <p>Arguments must be points of their groups ({@link Curve#contains}): for others the result means
 * nothing. A pair with infinity contributes the factor 1.
 */
public final class Pairing {
  private static final byte[] U = SignedBinary.of(Curve.U);
  private static final int G1 = Curve.G1.longs();
  private static final int G2 = Curve.G2.longs();

  private final Fq12 field = new Fq12();
  private final long[] line = new long[2 * Fq2.SIZE];
  private final long[] value = Fq12.one();

  /** Fixed second arguments with the lines of their Miller loops: 11 KB a point. Immutable. */
  public static final class Prepared {
    private final Lines lines;

    /**
     * @param point of G2, affine
     * @throws IllegalArgumentException if it is infinity
     */
    public Prepared(long[] point, int i) {
      if (Curve.G2.isInfinity(point, i)) {
        throw new IllegalArgumentException("infinity has no lines");
      }
      lines = Lines.of(Arrays.copyOfRange(point, i, i + G2), 1);
    }
  }

  /** Whether the product of e(p_i, q_i) is 1. */
  public static boolean productIsOne(long[] p, long[] q, int count) {
    Pairing product = new Pairing();
    product.multiply(p, q, count);
    return product.isOne();
  }

  /** Begins anew with the empty product. */
  public void reset() {
    System.arraycopy(Fq12.one(), 0, value, 0, value.length);
  }

  /**
   * Multiplies by e(p_i, q_i) for n points q_i and then for points that are prepared, with one
   * Miller loop for all.
   *
   * @param p n + prepared.length points of G1
   * @param q n points of G2
   */
  public void multiply(long[] p, long[] q, int n, Prepared... prepared) {
    long[] firsts = new long[(n + prepared.length) * G1];
    Lines[] lines = new Lines[prepared.length + 1];
    long[] seconds = new long[n * G2];
    int finite = 0;
    for (int i = 0; i < n; i++) {
      if (!Curve.G1.isInfinity(p, i * G1) && !Curve.G2.isInfinity(q, i * G2)) {
        System.arraycopy(p, i * G1, firsts, finite * G1, G1);
        System.arraycopy(q, i * G2, seconds, finite * G2, G2);
        finite++;
      }
    }
    int sets = 0;
    if (finite > 0) {
      lines[sets++] = Lines.of(seconds, finite);
    }
    for (int i = 0; i < prepared.length; i++) {
      if (!Curve.G1.isInfinity(p, (n + i) * G1)) {
        System.arraycopy(p, (n + i) * G1, firsts, finite++ * G1, G1);
        lines[sets++] = prepared[i].lines;
      }
    }
    if (sets > 0) {
      millerLoop(Arrays.copyOf(firsts, finite * G1), Arrays.copyOf(lines, sets));
    }
  }

  /** Multiplies by what another object has collected. */
  public void multiply(Pairing other) {
    field.mul(value, value, other.value);
  }

  /** The product of Miller loops, before the final exponentiation. */
  long[] value() {
    return value.clone();
  }

  /** Whether the product collected so far is 1. Takes a final exponentiation. */
  public boolean isOne() {
    return Fq12.isOne(result());
  }

  /** The product collected so far, in the subgroup of order r of Fq12: 48 longs. */
  public long[] result() {
    long[] out = new long[Fq12.LONGS];
    finalExponentiation(out, value);
    return out;
  }

  /**
   * value = value · Π f(p_i). The line through points of the twist with slope λ, at (x, y) and
   * divided by y, is 1 − (x/y) λ w + (1/y)(λ x_t − y_t) w³; the divisor lies in Fq and is lost in
   * the final exponentiation.
   */
  private void millerLoop(long[] p, Lines[] sets) {
    long[] factors = factors(p);
    long[] f = Fq12.one();
    int step = 0;
    for (int digit = Lines.LOOP.length - 2; digit >= 0; digit--) {
      if (step > 0) {
        field.square(f, f);
      }
      mulByLines(f, step++, factors, sets);
      if (Lines.LOOP[digit] != 0) {
        mulByLines(f, step++, factors, sets);
      }
    }
    mulByLines(f, step++, factors, sets);
    mulByLines(f, step, factors, sets);
    field.mul(value, value, f);
  }

  private void mulByLines(long[] f, int step, long[] factors, Lines[] sets) {
    int p = 0;
    for (Lines set : sets) {
      for (int i = 0; i < set.count(); i++) {
        int at = set.offset(step, i);
        Fq2.FQ2.mulByFq(line, 0, set.coefficients(), at, factors, p + LIMBS);
        Fq2.FQ2.mulByFq(line, Fq2.SIZE, set.coefficients(), at + Fq2.SIZE, factors, p);
        field.mulByLine(f, f, line, 0);
        p += G1;
      }
    }
  }

  // (−x/y, 1/y) of each point, with one inversion; y is not 0, as there are no points of order 2
  private static long[] factors(long[] p) {
    long[] products = new long[p.length / 2];
    System.arraycopy(p, LIMBS, products, 0, LIMBS);
    for (int k = 1; k * LIMBS < products.length; k++) {
      FQ.mul(products, k * LIMBS, products, (k - 1) * LIMBS, p, k * G1 + LIMBS);
    }
    long[] inverse = new long[LIMBS];
    FQ.inverse(inverse, 0, products, products.length - LIMBS);
    long[] factors = new long[p.length];
    for (int k = products.length / LIMBS - 1; k >= 0; k--) {
      int y = k * G1 + LIMBS;
      if (k > 0) {
        FQ.mul(factors, y, inverse, 0, products, (k - 1) * LIMBS);
        FQ.mul(inverse, 0, inverse, 0, p, y);
      } else {
        System.arraycopy(inverse, 0, factors, y, LIMBS);
      }
      FQ.mul(factors, k * G1, p, k * G1, factors, y);
      FQ.negate(factors, k * G1, factors, k * G1);
    }
    return factors;
  }

  /**
   * out = f^(2u (6u² + 3u + 1) (q^12 − 1)/r): the exponent of a pairing times a factor prime to r,
   * which the hard part by Fuentes-Castañeda, Knapp and Rodríguez-Henríquez ("Faster Hashing to
   * G2", SAC 2011) takes in for its speed. It leaves a pairing that is as good.
   */
  private void finalExponentiation(long[] out, long[] f) {
    long[] g = new long[Fq12.LONGS];
    long[] t = new long[Fq12.LONGS];
    // easy part: f^((q^6 − 1)(q² + 1)), in the cyclotomic subgroup from here on
    field.conjugate(g, f);
    field.inverse(t, f);
    field.mul(g, g, t);
    field.frobenius(t, g);
    field.frobenius(t, t);
    field.mul(g, g, t);
    // hard part: with a = 12u³ + 6u² + 6u and b = a − 2u,
    // g^(a + 6u² + 1) · g^(b q) · g^(a q²) · g^((b − 1) q³)
    long[] u2 = new long[Fq12.LONGS];
    long[] u6 = new long[Fq12.LONGS];
    long[] u6Squared = new long[Fq12.LONGS];
    long[] a = new long[Fq12.LONGS];
    long[] b = new long[Fq12.LONGS];
    field.cyclotomicPower(u2, g, U);
    field.cyclotomicSquare(u2, u2);
    field.cyclotomicSquare(u6, u2);
    field.mul(u6, u6, u2);
    field.cyclotomicPower(u6Squared, u6, U);
    field.cyclotomicSquare(a, u6Squared);
    field.cyclotomicPower(b, a, U);
    field.mul(a, b, u6Squared);
    field.mul(a, a, u6);
    field.conjugate(b, u2);
    field.mul(b, b, a);
    field.mul(out, a, u6Squared);
    field.mul(out, out, g);
    field.frobenius(t, b);
    field.mul(out, out, t);
    field.frobenius(a, a);
    field.frobenius(a, a);
    field.mul(out, out, a);
    field.conjugate(t, g);
    field.mul(b, b, t);
    field.frobenius(b, b);
    field.frobenius(b, b);
    field.frobenius(b, b);
    field.mul(out, out, b);
  }
}
