package io.crowdroll.prover.hash;

import java.util.Arrays;

/**
 * BLAKE2b with 64 bytes of output and no key (RFC 7693), which snarkjs's ceremonies use. Not
 * thread-safe.
 */
public final class Blake2b {
  /** Length of a hash. */
  public static final int BYTES = 64;

  private static final int BLOCK = 128;
  private static final int ROUNDS = 12;

  static final long[] IV = {
    0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
  };

  private final long[] state = IV.clone();
  private final byte[] block = new byte[BLOCK];
  private final long[] words = new long[16];
  private final long[] v = new long[16];
  private int filled;
  private long absorbed;

  /** Nothing absorbed yet. */
  public Blake2b() {
    state[0] ^= 0x01010000 ^ BYTES;
  }

  private Blake2b(Blake2b other) {
    System.arraycopy(other.state, 0, state, 0, 8);
    System.arraycopy(other.block, 0, block, 0, BLOCK);
    filled = other.filled;
    absorbed = other.absorbed;
  }

  /** An independent continuation of what was absorbed so far. */
  public Blake2b copy() {
    return new Blake2b(this);
  }

  /** Absorbs bytes. */
  public Blake2b update(byte[] bytes) {
    for (int at = 0; at < bytes.length; ) {
      if (filled == BLOCK) { // the last block is kept back, it is compressed differently
        absorbed += BLOCK;
        compress(false);
        filled = 0;
      }
      int count = Math.min(BLOCK - filled, bytes.length - at);
      System.arraycopy(bytes, at, block, filled, count);
      filled += count;
      at += count;
    }
    return this;
  }

  /** The hash; the object is used up. */
  public byte[] digest() {
    absorbed += filled;
    Arrays.fill(block, filled, BLOCK, (byte) 0);
    compress(true);
    byte[] out = new byte[BYTES];
    for (int k = 0; k < BYTES; k++) {
      out[k] = (byte) (state[k / 8] >>> (8 * (k % 8)));
    }
    return out;
  }

  private void compress(boolean last) {
    Arrays.fill(words, 0);
    for (int k = 0; k < BLOCK; k++) {
      words[k / 8] |= (block[k] & 0xffL) << (8 * (k % 8));
    }
    compress(state, words, absorbed, 0, last, ROUNDS, v);
  }

  /**
   * The compression function F (RFC 7693, section 3.2), with any number of rounds.
   *
   * @param state 8 words, changed
   * @param block 16 words
   * @param low lower word of the count of bytes, this block's included
   * @param high upper word of that
   * @param last whether it is the last block
   * @param rounds 12 in the hash function
   */
  public static void compress(
      long[] state, long[] block, long low, long high, boolean last, long rounds) {
    compress(state, block, low, high, last, rounds, new long[16]);
  }

  private static void compress(
      long[] state, long[] block, long low, long high, boolean last, long rounds, long[] v) {
    System.arraycopy(state, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 8);
    v[12] ^= low;
    v[13] ^= high;
    if (last) {
      v[14] = ~v[14];
    }
    for (long round = 0; round < rounds; round++) {
      byte[] s = BlakeSchedule.SIGMA[(int) (round % 10)];
      for (int i = 0; i < 4; i++) {
        mix(v, i, 4 + i, 8 + i, 12 + i, block[s[2 * i]], block[s[2 * i + 1]]);
      }
      for (int i = 0; i < 4; i++) {
        mix(
            v,
            i,
            4 + (i + 1) % 4,
            8 + (i + 2) % 4,
            12 + (i + 3) % 4,
            block[s[8 + 2 * i]],
            block[s[9 + 2 * i]]);
      }
    }
    for (int i = 0; i < 8; i++) {
      state[i] ^= v[i] ^ v[i + 8];
    }
  }

  private static void mix(long[] v, int a, int b, int c, int d, long x, long y) {
    v[a] += v[b] + x;
    v[d] = Long.rotateRight(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = Long.rotateRight(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 63);
  }
}
