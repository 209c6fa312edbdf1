package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;

/** Decomposition into bits, lowest first, and what follows from it. */
public final class Bits {
  private static final BigInteger R = PrimeField.FR.modulus();

  /** Below 2^253 every number is an element: more bits need {@link #splitStrict}. */
  public static final int MOST_BITS = 253;

  private Bits() {}

  /**
   * The n bits of a; asserts a < 2^n. n constraints.
   *
   * @throws IllegalArgumentException if n is not 1 to 253: with more bits a + r would have some too
   */
  public static Bit[] split(Api api, Variable a, int n) {
    if (n < 1 || n > MOST_BITS) {
      throw new IllegalArgumentException(n + " bits: 1 to 253 are unambiguous");
    }
    try (var _ = api.scope("split(" + n + ")")) {
      Variable[] hints = api.hintBits(a, n);
      api.assertEqual(weighted(api, hints), a);
      return Bit.require(api, hints);
    }
  }

  /** a < 2^n, n from 0 to 253. n constraints. */
  public static void assertFits(Api api, Variable a, int n) {
    if (n == 0) {
      api.assertZero(a);
    } else {
      split(api, a, n);
    }
  }

  /**
   * −2^n ≤ a < 2^n, where −x is r − x. n + 1 constraints.
   *
   * @throws IllegalArgumentException if n is not 0 to 252
   */
  public static void assertFitsSigned(Api api, Variable a, int n) {
    split(api, api.add(a, api.constant(BigInteger.ONE.shiftLeft(n))), n + 1);
  }

  /** The 254 bits of a as a number in [0, r): no other bits pass. 353 constraints. */
  public static Bit[] splitStrict(Api api, Variable a) {
    return splitBelow(api, a, R);
  }

  /**
   * The bits of a; asserts a < bound. As many bits as bound − 1 has; a constraint for each, and one
   * for each 1 in bound − 1 but those after its last 0.
   *
   * <p>From the top, {@code equal} says whether all bits so far are those of bound − 1 where that
   * has ones. Where it has a zero, b · (1 − equal − b) = 0: a bit if equal is 0, else 0.
   *
   * @throws IllegalArgumentException if bound is not 2 to r
   */
  public static Bit[] splitBelow(Api api, Variable a, BigInteger bound) {
    BigInteger most = bound.subtract(BigInteger.ONE);
    if (most.signum() <= 0 || bound.compareTo(R) > 0) {
      throw new IllegalArgumentException("bound " + bound + " is not 2 to r");
    }
    int n = most.bitLength();
    try (var _ = api.scope("split below")) {
      Variable[] hints = api.hintBits(a, n);
      api.assertEqual(weighted(api, hints), a);
      Bit[] bits = new Bit[n];
      Variable equal = api.constant(1);
      for (int i = n - 1; i >= 0; i--) {
        if (most.testBit(i)) {
          bits[i] = Bit.require(api, hints[i]);
          equal = hasZeroBelow(most, i) ? api.mul(equal, hints[i]) : equal;
        } else {
          Variable room = api.sub(api.sub(api.constant(1), equal), hints[i]);
          api.assertProduct(hints[i], room, api.constant(0));
          bits[i] = Bit.known(hints[i]);
        }
      }
      return bits;
    }
  }

  /**
   * Whether the number that bits spell is below a bound. A constraint for each 1 of bound − 1 but
   * those after its last 0, one for each run of zeros and 2 more.
   */
  public static Bit isBelow(Api api, Bit[] bits, BigInteger bound) {
    BigInteger most = bound.subtract(BigInteger.ONE);
    if (most.signum() < 0 || most.bitLength() > bits.length) {
      return Bit.constant(api, most.signum() >= 0);
    }
    try (var _ = api.scope("is below")) {
      // the number of places where a bit exceeds that of bound − 1, all before them being equal
      Variable excess = api.constant(0);
      Variable equal = api.constant(1);
      for (int i = bits.length - 1; i >= 0; ) {
        if (most.testBit(i)) {
          equal = hasZeroBelow(most, i) ? api.mul(equal, bits[i].value()) : equal;
          i--;
        } else {
          Variable ones = api.constant(0);
          for (; i >= 0 && !most.testBit(i); i--) {
            ones = api.add(ones, bits[i].value());
          }
          excess = api.mulAdd(equal, ones, excess);
        }
      }
      return Equality.isZero(api, excess);
    }
  }

  private static boolean hasZeroBelow(BigInteger number, int bit) {
    BigInteger low = number.mod(BigInteger.ONE.shiftLeft(bit));
    return low.bitCount() < bit;
  }

  /** Σ bits_i · 2^i. Free. */
  public static Variable pack(Api api, Bit... bits) {
    Variable[] values = new Variable[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = bits[i].value();
    }
    return weighted(api, values);
  }

  private static Variable weighted(Api api, Variable[] values) {
    BigInteger[] weights = new BigInteger[values.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = BigInteger.ONE.shiftLeft(i);
    }
    return api.weightedSum(values, weights);
  }
}
