package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;

/**
 * Words of 256 bits in flat arrays: four limbs from a place on, limb 0 the least significant; and
 * their way from and to the values of the chain.
 */
public final class Limbs {
  /** Limbs of a word. */
  public static final int WORD = 4;

  private Limbs() {}

  /** Puts a hash, read as a number, into four limbs. */
  public static void put(Hash256 word, long[] out, int at) {
    put(out, at, word.w0(), word.w1(), word.w2(), word.w3());
  }

  /** Puts an address, read as a number, into four limbs. */
  public static void put(Address address, long[] out, int at) {
    put(out, at, 0, address.w0() & 0xffff_ffffL, address.w1(), address.w2());
  }

  /** Puts an unsigned number of 64 bits into four limbs. */
  public static void put(long value, long[] out, int at) {
    put(out, at, 0, 0, 0, value);
  }

  /** Puts a word given in four parts, the most significant first, into four limbs. */
  static void put(long[] out, int at, long w0, long w1, long w2, long w3) {
    out[at] = w3;
    out[at + 1] = w2;
    out[at + 2] = w1;
    out[at + 3] = w0;
  }

  /** The word as a hash. */
  public static Hash256 hash(long[] words, int at) {
    return new Hash256(words[at + 3], words[at + 2], words[at + 1], words[at]);
  }

  /** The low 160 bits of the word. */
  public static Address address(long[] words, int at) {
    return new Address((int) words[at + 2], words[at + 1], words[at]);
  }

  /** Whether the word is 0. */
  public static boolean isZero(long[] words, int at) {
    return (words[at] | words[at + 1] | words[at + 2] | words[at + 3]) == 0;
  }

  /** Whether two words are equal. */
  public static boolean equal(long[] a, int aAt, long[] b, int bAt) {
    return a[aAt] == b[bAt]
        && a[aAt + 1] == b[bAt + 1]
        && a[aAt + 2] == b[bAt + 2]
        && a[aAt + 3] == b[bAt + 3];
  }

  /** The sign of a − b, both unsigned. */
  public static int compare(long[] a, int aAt, long[] b, int bAt) {
    for (int i = WORD - 1; i >= 0; i--) {
      if (a[aAt + i] != b[bAt + i]) {
        return Long.compareUnsigned(a[aAt + i], b[bAt + i]);
      }
    }
    return 0;
  }

  /**
   * The word as an amount that saturates: {@link Long#MAX_VALUE} for everything from 2^63 − 1 on.
   * For offsets, sizes and gas, of which so much is never to be had.
   */
  static long saturated(long[] words, int at) {
    long high = words[at + 1] | words[at + 2] | words[at + 3];
    return high == 0 && words[at] >= 0 ? words[at] : Long.MAX_VALUE;
  }
}
