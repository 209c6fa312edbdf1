package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * A 256-bit hash, read as one big-endian number in four words, the most significant first.
 *
 * <p>Ordered as that unsigned number.
 */
public record Hash256(long w0, long w1, long w2, long w3) implements Comparable<Hash256> {
  /** Bytes of a hash. */
  public static final int BYTES = 32;

  public static final Hash256 ZERO = new Hash256(0, 0, 0, 0);

  /**
   * Reads 32 bytes, the most significant first.
   *
   * @throws IllegalArgumentException if there are not exactly 32
   */
  public static Hash256 fromBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash256(
        BigEndian.longAt(bytes, 0),
        BigEndian.longAt(bytes, 8),
        BigEndian.longAt(bytes, 16),
        BigEndian.longAt(bytes, 24));
  }

  /**
   * Reads 64 hexadecimal digits, with or without {@code 0x} before them.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Hash256 fromHex(String hex) {
    return fromBytes(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /** The low 256 bits of a number. */
  public static Hash256 of(BigInteger number) {
    return new Hash256(
        number.shiftRight(192).longValue(),
        number.shiftRight(128).longValue(),
        number.shiftRight(64).longValue(),
        number.longValue());
  }

  /** The word as an unsigned number. */
  public BigInteger toBigInteger() {
    return new BigInteger(1, toBytes());
  }

  /** The 32 bytes, the most significant first. */
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    BigEndian.putLong(bytes, 0, w0);
    BigEndian.putLong(bytes, 8, w1);
    BigEndian.putLong(bytes, 16, w2);
    BigEndian.putLong(bytes, 24, w3);
    return bytes;
  }

  /** Written out, as the record's own is slow until the compiler has seen through it. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Hash256 that
        && w0 == that.w0
        && w1 == that.w1
        && w2 == that.w2
        && w3 == that.w3;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(w0 ^ w1 ^ w2 ^ w3);
  }

  @Override
  public int compareTo(Hash256 other) {
    int order = Long.compareUnsigned(w0, other.w0);
    if (order == 0) {
      order = Long.compareUnsigned(w1, other.w1);
    }
    if (order == 0) {
      order = Long.compareUnsigned(w2, other.w2);
    }
    return order != 0 ? order : Long.compareUnsigned(w3, other.w3);
  }

  /** {@code 0x} and 64 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return "0x"
        + hex.toHexDigits(w0)
        + hex.toHexDigits(w1)
        + hex.toHexDigits(w2)
        + hex.toHexDigits(w3);
  }
}
