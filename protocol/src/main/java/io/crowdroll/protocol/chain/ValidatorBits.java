package io.crowdroll.protocol.chain;

/** A set of validators by index, at most {@link #LIMIT}. */
public record ValidatorBits(long low, long high) {
  /** Most validators that a set can hold. */
  public static final int LIMIT = 128;

  public static final ValidatorBits NONE = new ValidatorBits(0, 0);

  public ValidatorBits with(int validator) {
    return validator < 64
        ? new ValidatorBits(low | 1L << validator, high)
        : new ValidatorBits(low, high | 1L << validator - 64);
  }

  public boolean contains(int validator) {
    return ((validator < 64 ? low >>> validator : high >>> validator - 64) & 1) != 0;
  }

  public int count() {
    return Long.bitCount(low) + Long.bitCount(high);
  }
}
