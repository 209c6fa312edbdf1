package io.crowdroll.protocol.chain;

import java.math.BigInteger;

/**
 * A signed 128-bit integer amount of wei in two longs, value = {@code hi}·2^64 + unsigned {@code
 * lo}.
 *
 * <p>PROTOCOL.md: all amounts are integers in wei and no floating point enters a rule. Total supply
 * stays below 2^127 (STATEMENTS.md), so sums never overflow in valid states; {@link #plus} and
 * {@link #minus} check that and throw {@link ArithmeticException} otherwise, because a wrapped
 * balance must never go unnoticed.
 *
 * @param hi the upper 64 bits, two's complement
 * @param lo the lower 64 bits, unsigned
 */
public record Wei(long hi, long lo) implements Comparable<Wei> {
  public static final Wei ZERO = new Wei(0, 0);

  /** 10^18: one whole token in wei, and the scale of fixed-point factors. */
  public static final long ONE = 1_000_000_000_000_000_000L;

  private static final BigInteger MASK64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /** The amount {@code wei}, which may be negative. */
  public static Wei of(long wei) {
    return new Wei(wei >> 63, wei);
  }

  /** {@code tokens} whole tokens of 18 decimals. */
  public static Wei tokens(long tokens) {
    return of(tokens).times(ONE);
  }

  /**
   * @throws ArithmeticException where {@code value} does not fit 128 bits signed
   */
  public static Wei of(BigInteger value) {
    if (value.bitLength() > 127) {
      throw new ArithmeticException("amount of " + value.bitLength() + " bits exceeds 127");
    }
    return new Wei(value.shiftRight(64).longValue(), value.and(MASK64).longValue());
  }

  public BigInteger toBigInteger() {
    if (hi == lo >> 63) {
      return BigInteger.valueOf(lo);
    }
    return BigInteger.valueOf(hi).shiftLeft(64).add(BigInteger.valueOf(lo).and(MASK64));
  }

  public Wei plus(Wei other) {
    long low = lo + other.lo;
    long carry = Long.compareUnsigned(low, lo) < 0 ? 1 : 0;
    long high = hi + other.hi + carry;
    if (((hi ^ high) & (other.hi ^ high)) < 0) {
      throw new ArithmeticException("sum exceeds 127 bits");
    }
    return new Wei(high, low);
  }

  public Wei minus(Wei other) {
    long low = lo - other.lo;
    long borrow = Long.compareUnsigned(lo, other.lo) < 0 ? 1 : 0;
    long high = hi - other.hi - borrow;
    if (((hi ^ other.hi) & (hi ^ high)) < 0) {
      throw new ArithmeticException("difference exceeds 127 bits");
    }
    return new Wei(high, low);
  }

  public Wei negate() {
    return ZERO.minus(this);
  }

  /** This amount times {@code factor}, exactly. */
  public Wei times(long factor) {
    // hi · factor · 2^64 + lo · factor, where lo is unsigned and factor is not
    long carry = Math.multiplyHigh(lo, factor) + (lo >> 63 & factor);
    long upper = hi * factor;
    long high = upper + carry;
    boolean exact =
        Math.multiplyHigh(hi, factor) == upper >> 63 && ((upper ^ high) & (carry ^ high)) >= 0;
    return exact
        ? new Wei(high, lo * factor)
        : of(toBigInteger().multiply(BigInteger.valueOf(factor)));
  }

  /**
   * ⌊this · factor / 10^18⌋: one fixed-point factor applied, rounded down (PROTOCOL.md, preamble).
   *
   * @param factor non-negative, scaled by 10^18
   */
  public Wei scaledBy(long factor) {
    return factor == ONE ? this : mulDiv(factor, ONE);
  }

  /** ⌊this · factor / divisor⌋ for non-negative values and a positive divisor. */
  public Wei mulDiv(long factor, long divisor) {
    if (hi < 0 || factor < 0 || divisor <= 0) {
      throw new ArithmeticException("mulDiv of a negative value");
    }
    long carry = Math.unsignedMultiplyHigh(lo, factor);
    long midHigh = Math.unsignedMultiplyHigh(hi, factor);
    long mid = hi * factor + carry;
    if (midHigh == 0 && mid >= 0 && Long.compareUnsigned(mid, carry) >= 0) {
      return new Wei(mid, lo * factor).dividedBy(divisor);
    }
    return of(
        toBigInteger().multiply(BigInteger.valueOf(factor)).divide(BigInteger.valueOf(divisor)));
  }

  /** ⌊this · factor / divisor⌋ with a 256-bit product in between; all non-negative, divisor > 0. */
  public Wei mulDiv(Wei factor, Wei divisor) {
    if (hi < 0 || factor.hi < 0 || divisor.signum() <= 0) {
      throw new ArithmeticException("mulDiv of a negative value");
    }
    if (factor.fitsLong() && divisor.fitsLong()) {
      return mulDiv(factor.lo, divisor.lo);
    }
    return of(toBigInteger().multiply(factor.toBigInteger()).divide(divisor.toBigInteger()));
  }

  /** ⌊this / divisor⌋ for a non-negative amount and a positive divisor. */
  public Wei dividedBy(long divisor) {
    if (hi < 0 || divisor <= 0) {
      throw new ArithmeticException("division of a negative amount or by a non-positive number");
    }
    if (hi == 0) {
      return new Wei(0, Long.divideUnsigned(lo, divisor));
    }
    long remainder = hi % divisor;
    return new Wei(hi / divisor, quotient(remainder, lo, divisor));
  }

  /**
   * ⌊(high·2^64 + low) / divisor⌋ for high < divisor < 2^63: two digits of base 2^32, each
   * estimated and corrected (Knuth, The Art of Computer Programming 2, algorithm D).
   */
  private static long quotient(long high, long low, long divisor) {
    int shift = Long.numberOfLeadingZeros(divisor);
    long d = divisor << shift;
    long d1 = d >>> 32;
    long d0 = d & 0xffff_ffffL;
    long n = high << shift | low >>> (Long.SIZE - shift);
    long tail = low << shift;
    long q1 = digit(n, tail >>> 32, d1, d0);
    long rest = (n << 32 | tail >>> 32) - q1 * d;
    return q1 << 32 | digit(rest, tail & 0xffff_ffffL, d1, d0);
  }

  private static long digit(long n, long next, long d1, long d0) {
    long q = Long.divideUnsigned(n, d1);
    long r = n - q * d1;
    while (q >>> 32 != 0 || Long.compareUnsigned(q * d0, r << 32 | next) > 0) {
      q--;
      r += d1;
      if (r >>> 32 != 0) {
        break;
      }
    }
    return q;
  }

  public boolean isZero() {
    return (hi | lo) == 0;
  }

  public int signum() {
    return hi < 0 ? -1 : isZero() ? 0 : 1;
  }

  public Wei min(Wei other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Wei max(Wei other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public Wei abs() {
    return hi < 0 ? negate() : this;
  }

  /** Whether the value lies in 0 … 2^63 − 1. */
  public boolean fitsLong() {
    return hi == 0 && lo >= 0;
  }

  public boolean isLess(Wei other) {
    return compareTo(other) < 0;
  }

  /** Written out, as the record's own is slow until the compiler has seen through it. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Wei that && lo == that.lo && hi == that.hi;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hi ^ lo);
  }

  @Override
  public int compareTo(Wei other) {
    return hi != other.hi ? Long.compare(hi, other.hi) : Long.compareUnsigned(lo, other.lo);
  }

  @Override
  public String toString() {
    return toBigInteger().toString();
  }
}
