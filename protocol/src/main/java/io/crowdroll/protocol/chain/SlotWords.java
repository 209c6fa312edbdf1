package io.crowdroll.protocol.chain;

import java.math.BigInteger;

/**
 * The first two public words of a slot, fields from the most significant bit down (STATEMENTS.md,
 * "Public data"): in the queue on L1 and in the statement of a proof they are the same.
 */
public final class SlotWords {
  /** Codes of the kinds that leave L2 or come from the queue. */
  public static final int WITHDRAW = 3;

  public static final int DEPOSIT = 6;
  public static final int FORCED_TRANSFER = 7;
  public static final int FORCED_WITHDRAW = 8;

  private static final int KIND_BITS = 8;
  private static final int ADDRESS_BITS = 8 * Address.BYTES;

  private SlotWords() {}

  /** Whether a slot of this kind consumes an item of the queue. */
  static boolean isQueued(int kind) {
    return DEPOSIT <= kind && kind <= FORCED_WITHDRAW;
  }

  /**
   * w0: applied(1) · kind(8) · nonce(64) · sender(160).
   *
   * @param nonce unsigned
   */
  public static BigInteger first(boolean applied, int kind, long nonce, Address sender) {
    return BigInteger.valueOf((applied ? 1L << KIND_BITS : 0) + kind)
        .shiftLeft(Long.SIZE)
        .add(unsigned(nonce))
        .shiftLeft(ADDRESS_BITS)
        .add(sender.toBigInteger());
  }

  /** w1: asset(8) · to(160). */
  public static BigInteger second(Asset asset, Address to) {
    return BigInteger.valueOf(asset.ordinal()).shiftLeft(ADDRESS_BITS).add(to.toBigInteger());
  }

  /** A number of 64 bits without a sign. */
  public static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
