package io.crowdroll.protocol.evm.precompile;

import java.math.BigInteger;
import java.util.Arrays;

/** Input as the precompiles read it: behind its end there are zeros without limit. */
final class Words {
  /** Bytes of a word. */
  static final int BYTES = 32;

  private static final byte[] NOTHING = {};

  private Words() {}

  /** {@code length} bytes from {@code from}. */
  static byte[] bytes(byte[] input, long from, int length) {
    if (from >= input.length) {
      return new byte[length];
    }
    int start = (int) from;
    byte[] out = new byte[length];
    System.arraycopy(input, start, out, 0, Math.min(length, input.length - start));
    return out;
  }

  /** {@code length} bytes from {@code from} as a big-endian number. */
  static BigInteger number(byte[] input, long from, int length) {
    return new BigInteger(1, bytes(input, from, length));
  }

  /** The number in the word that begins at {@code from}. */
  static BigInteger word(byte[] input, long from) {
    return number(input, from, BYTES);
  }

  /** A price by the word of input, begun words counted whole. */
  static long price(byte[] input, int base, int perWord) {
    return base + (long) perWord * ((input.length + BYTES - 1) / BYTES);
  }

  /** A result at the right end of {@code length} bytes; it must fit. */
  static byte[] padLeft(byte[] value, int length) {
    byte[] out = new byte[length];
    System.arraycopy(value, 0, out, length - value.length, value.length);
    return out;
  }

  /** A number as {@code length} big-endian bytes; it must fit. */
  static byte[] padLeft(BigInteger value, int length) {
    byte[] bytes = value.signum() == 0 ? NOTHING : value.toByteArray();
    return padLeft(
        bytes.length > 0 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes,
        length);
  }
}
