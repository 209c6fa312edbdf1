package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import java.math.BigInteger;

/**
 * A variable that constraints hold below 2^bits, so that it may be compared and divided as an
 * integer: having one is the proof of its range.
 */
public final class UInt {
  private final Variable value;
  private final int bits;

  private UInt(Variable value, int bits) {
    this.value = value;
    this.bits = bits;
  }

  /**
   * Constrains a value below 2^bits. {@code bits} constraints.
   *
   * @throws IllegalArgumentException if bits is not 1 to 253
   */
  public static UInt require(Api api, Variable value, int bits) {
    Bits.assertFits(api, value, bits);
    return new UInt(value, bits);
  }

  /**
   * A constant.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  public static UInt constant(Api api, BigInteger value, int bits) {
    if (value.signum() < 0 || value.bitLength() > bits || bits > Bits.MOST_BITS) {
      throw new IllegalArgumentException(value + " does not fit " + bits + " bits");
    }
    return new UInt(api.constant(value), bits);
  }

  /** The number that bits spell, lowest first; up to 253 of them. Free. */
  public static UInt of(Api api, Bit... bits) {
    if (bits.length > Bits.MOST_BITS) {
      throw new IllegalArgumentException(bits.length + " bits are more than 253");
    }
    return new UInt(Bits.pack(api, bits), bits.length);
  }

  /** The value. */
  public Variable value() {
    return value;
  }

  /** It is below 2 to this. */
  public int bits() {
    return bits;
  }

  /**
   * Whether this < other. One constraint more than the wider one has bits: the top bit of 2^n +
   * this − other.
   *
   * @throws IllegalArgumentException if one has more than 252 bits
   */
  public Bit isLess(Api api, UInt other) {
    int n = Math.max(bits, other.bits);
    try (var _ = api.scope("is less(" + n + ")")) {
      Variable shifted = api.constant(BigInteger.ONE.shiftLeft(n));
      Bit[] difference = Bits.split(api, api.add(shifted, api.sub(value, other.value)), n + 1);
      return difference[n].not(api);
    }
  }

  /** Whether this ≤ other; cost as {@link #isLess}. */
  public Bit isAtMost(Api api, UInt other) {
    return other.isLess(api, this).not(api);
  }

  /** this ≤ other. As many constraints as the wider one has bits. */
  public void assertAtMost(Api api, UInt other) {
    Bits.assertFits(api, api.sub(other.value, value), Math.max(bits, other.bits));
  }

  /** this < other. As many constraints as the wider one has bits. */
  public void assertLess(Api api, UInt other) {
    Variable gap = api.sub(api.sub(other.value, value), api.constant(1));
    Bits.assertFits(api, gap, Math.max(bits, other.bits));
  }

  /**
   * Quotient and remainder: this = quotient · divisor + remainder.
   *
   * @param quotient with this number's bits
   * @param remainder below the divisor, with the divisor's bits
   */
  public record Division(UInt quotient, UInt remainder) {}

  /**
   * Divides as integers; unsatisfiable for divisor 0. 1 constraint, and as many as this number has
   * bits and twice as many as the divisor has.
   *
   * @throws IllegalArgumentException if both together have more than 252 bits
   */
  public Division divide(Api api, UInt divisor) {
    if (bits + divisor.bits > Bits.MOST_BITS - 1) {
      throw new IllegalArgumentException("dividend and divisor have more than 252 bits together");
    }
    try (var _ = api.scope("divide")) {
      Variable[] hints = api.hintDivide(value, divisor.value);
      // both products stay below r, so equal in the field means equal
      api.assertProduct(hints[0], divisor.value, api.sub(value, hints[1]));
      UInt quotient = require(api, hints[0], bits);
      UInt remainder = require(api, hints[1], divisor.bits);
      remainder.assertLess(api, divisor);
      return new Division(quotient, remainder);
    }
  }

  /** One of two, by a bit. 1 constraint. */
  public static UInt select(Api api, Bit bit, UInt ifOne, UInt ifZero) {
    return new UInt(bit.select(api, ifOne.value, ifZero.value), Math.max(ifOne.bits, ifZero.bits));
  }
}
