package io.crowdroll.prover.field;

/**
 * What curve arithmetic needs of the field that coordinates lie in: Fq for G1, Fq2 for G2. An
 * element is {@link #size} consecutive longs at an offset, fully reduced, zero is all zero. An
 * output may be the same place as an input, but must not overlap one in part.
 */
public sealed interface Field permits PrimeField, Fq2 {

  /** Longs an element takes. */
  int size();

  /** The number 1; a new array. */
  long[] one();

  /** out = a · b. */
  void mul(long[] out, int o, long[] a, int i, long[] b, int j);

  /** out = a². */
  void square(long[] out, int o, long[] a, int i);

  /** out = a + b. */
  void add(long[] out, int o, long[] a, int i, long[] b, int j);

  /** out = a − b. */
  void sub(long[] out, int o, long[] a, int i, long[] b, int j);

  /** out = −a. */
  void negate(long[] out, int o, long[] a, int i);

  /** out = a + a. */
  void twice(long[] out, int o, long[] a, int i);

  /**
   * out = 1 / a. Not in constant time.
   *
   * @throws ArithmeticException if a is zero
   */
  void inverse(long[] out, int o, long[] a, int i);

  /** Whether a = 0. */
  boolean isZero(long[] a, int i);

  /** Whether a = b. */
  boolean equal(long[] a, int i, long[] b, int j);

  /** Whether the longs are the one encoding of an element: every residue below the modulus. */
  boolean isCanonical(long[] a, int i);
}
