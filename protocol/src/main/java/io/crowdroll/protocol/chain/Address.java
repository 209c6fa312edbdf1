package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * A 160-bit account address, read as one big-endian number: upper 32 bits, then two words.
 *
 * <p>Ordered as that unsigned number, the order in which settlements and new leaves are taken
 * (PROTOCOL.md §1, STATEMENTS.md).
 */
public record Address(int w0, long w1, long w2) implements Comparable<Address> {
  /** Bytes of an address. */
  public static final int BYTES = 20;

  public static final Address ZERO = new Address(0, 0, 0);

  /** The low 160 bits of a hash. */
  public static Address of(Hash256 hash) {
    return new Address((int) hash.w1(), hash.w2(), hash.w3());
  }

  /**
   * Reads 20 bytes, the most significant first.
   *
   * @throws IllegalArgumentException if there are not exactly 20
   */
  public static Address fromBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.length);
    }
    return new Address(
        (int) (BigEndian.longAt(bytes, 0) >>> 32),
        BigEndian.longAt(bytes, 4),
        BigEndian.longAt(bytes, 12));
  }

  /** Whether it is below 2^16: precompiles and the like, never the recipient of a transfer. */
  public boolean isReserved() {
    return w0 == 0 && w1 == 0 && Long.compareUnsigned(w2, 1 << 16) < 0;
  }

  /** The address as a number of 160 bits. */
  public BigInteger toBigInteger() {
    return new BigInteger(1, toBytes());
  }

  /** The 20 bytes, the most significant first. */
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    BigEndian.putLong(bytes, 0, (long) w0 << 32);
    BigEndian.putLong(bytes, 4, w1);
    BigEndian.putLong(bytes, 12, w2);
    return bytes;
  }

  @Override
  public int compareTo(Address other) {
    int order = Integer.compareUnsigned(w0, other.w0);
    if (order == 0) {
      order = Long.compareUnsigned(w1, other.w1);
    }
    return order == 0 ? Long.compareUnsigned(w2, other.w2) : order;
  }

  /** Written out, as the record's own is slow until the compiler has seen through it. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Address that && w2 == that.w2 && w1 == that.w1 && w0 == that.w0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(w2 ^ w1 ^ w0);
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return "0x" + hex.toHexDigits(w0) + hex.toHexDigits(w1) + hex.toHexDigits(w2);
  }
}
