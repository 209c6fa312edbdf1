package io.crowdroll.prover.poly;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.concurrent.ForkJoinPool;

/**
 * The N-th roots of unity of Fr, N a power of two up to 2^28: transforms between a polynomial's
 * coefficients and its values on them. ω = 5^((r − 1) / N), the root that snarkjs takes. Elements
 * are 4 longs in Montgomery form (R = 2^256), in natural order. Immutable and thread-safe.
 */
public final class Domain {
  private static final PrimeField FR = PrimeField.FR;

  private final int log2;
  private final int size;

  private Domain(int log2) {
    this.log2 = log2;
    this.size = 1 << log2;
  }

  /**
   * The domain of 2^log2 points.
   *
   * @throws IllegalArgumentException if log2 is not in [0, 27]
   */
  public static Domain ofSize(int log2) {
    if (log2 < 0 || log2 > 27) {
      throw new IllegalArgumentException("no domain of 2^" + log2 + " points");
    }
    return new Domain(log2);
  }

  /** The number N of points. */
  public int size() {
    return size;
  }

  /** The generator ω in Montgomery form. Allocates. */
  public long[] root() {
    return root(log2);
  }

  private static long[] root(int log2) {
    BigInteger order = FR.modulus().subtract(BigInteger.ONE).shiftRight(log2);
    return FR.fromBigInteger(BigInteger.valueOf(5).modPow(order, FR.modulus()));
  }

  /** Coefficients to values: values[i] = f(ω^i), in place. */
  public void forward(long[] values, ForkJoinPool pool) {
    transform(values, root());
  }

  /** Values at ω^i to coefficients, in place. */
  public void inverse(long[] values, ForkJoinPool pool) {
    long[] inverse = root();
    FR.inverse(inverse, 0, inverse, 0);
    transform(values, inverse);
    long[] scale = FR.fromBigInteger(BigInteger.valueOf(size).modInverse(FR.modulus()));
    for (int k = 0; k < size; k++) {
      FR.mul(values, 4 * k, values, 4 * k, scale, 0);
    }
  }

  /**
   * The scalars of a Groth16 prover's H points: out[i] = (A · B − C)(ω_2N^(2i + 1)), plain, where
   * A, B and C are the polynomials with values a, b and a · b on the domain. These values are the
   * quotient's times Z(ω_2N^(2i + 1)) = −2; the key's H points carry the factor.
   *
   * @param a values of A; overwritten
   * @param b values of B; overwritten
   */
  public void quotient(long[] out, long[] a, long[] b, ForkJoinPool pool) {
    for (int k = 0; k < 4 * size; k += 4) {
      FR.mul(out, k, a, k, b, k);
    }
    long[] shift = root(log2 + 1);
    for (long[] values : new long[][] {a, b, out}) {
      inverse(values, pool);
      long[] power = FR.one();
      for (int k = 0; k < 4 * size; k += 4) {
        FR.mul(values, k, values, k, power, 0);
        FR.mul(power, 0, power, 0, shift, 0);
      }
      forward(values, pool);
    }
    for (int k = 0; k < 4 * size; k += 4) {
      FR.mul(a, k, a, k, b, k);
      FR.sub(out, k, a, k, out, k);
      FR.toPlain(out, k, out, k);
    }
  }

  private void transform(long[] values, long[] omega) {
    for (int k = 0; k < size; k++) {
      int r = log2 == 0 ? 0 : Integer.reverse(k) >>> (32 - log2);
      if (k < r) {
        for (int l = 0; l < 4; l++) {
          long swap = values[4 * k + l];
          values[4 * k + l] = values[4 * r + l];
          values[4 * r + l] = swap;
        }
      }
    }
    long[] step = new long[4];
    long[] power = new long[4];
    long[] t = new long[4];
    for (int half = 1; half < size; half *= 2) {
      FR.power(step, 0, omega, 0, BigInteger.valueOf(size / (2 * half)));
      System.arraycopy(FR.one(), 0, power, 0, 4);
      for (int j = 0; j < half; j++) {
        for (int k = j; k < size; k += 2 * half) {
          FR.mul(t, 0, values, 4 * (k + half), power, 0);
          FR.sub(values, 4 * (k + half), values, 4 * k, t, 0);
          FR.add(values, 4 * k, values, 4 * k, t, 0);
        }
        FR.mul(power, 0, power, 0, step, 0);
      }
    }
  }
}
