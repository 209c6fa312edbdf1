package io.crowdroll.protocol.chain;

/**
 * Fixed-point factors scaled by 10^18, held in a non-negative {@code long} (so below 9.22),
 * multiplied in the written order, each product rounded down (PROTOCOL.md, preamble).
 */
public final class Fixed {
  public static final long ONE = Wei.ONE;

  /** The largest factor that may be configured: 9. */
  public static final long LARGEST = 9 * ONE;

  private Fixed() {}

  /** ⌊10^18 · numerator / denominator⌋, at most {@code limit}; {@code denominator} positive. */
  public static long ratio(Wei numerator, Wei denominator, long limit) {
    Wei quotient = numerator.mulDiv(Wei.of(ONE), denominator);
    return quotient.compareTo(Wei.of(limit)) > 0 ? limit : quotient.lo();
  }

  public static long clamp(long value, long low, long high) {
    return Math.max(low, Math.min(high, value));
  }
}
