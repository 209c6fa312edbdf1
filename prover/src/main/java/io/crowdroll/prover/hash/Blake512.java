package io.crowdroll.prover.hash;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * BLAKE-512, the SHA-3 finalist (Aumasson, Henzen, Meier, Phan, 2010) and not its successor BLAKE2:
 * circomlib's EdDSA derives its secrets with it.
 */
public final class Blake512 {
  private static final int BLOCK = 128;

  /** Digits of π. */
  private static final long[] PI = {
    0x243f6a8885a308d3L, 0x13198a2e03707344L, 0xa4093822299f31d0L, 0x082efa98ec4e6c89L,
    0x452821e638d01377L, 0xbe5466cf34e90c6cL, 0xc0ac29b7c97c50ddL, 0x3f84d5b5b5470917L,
    0x9216d5d98979fb1bL, 0xd1310ba698dfb5acL, 0x2ffd72dbd01adfb7L, 0xb8e1afed6a267e96L,
    0xba7c9045f12c7f99L, 0x24a19947b3916cf7L, 0x0801f2e2858efc16L, 0x636920d871574e69L
  };

  private Blake512() {}

  /** The 64 bytes of hash of a message below 2^28 bytes, without salt. */
  public static byte[] hash(byte[] message) {
    int blocks = (message.length + 17 + BLOCK - 1) / BLOCK;
    byte[] padded = Arrays.copyOf(message, blocks * BLOCK);
    padded[message.length] = (byte) 0x80;
    padded[padded.length - 17] |= 1;
    ByteBuffer.wrap(padded).putLong(padded.length - 8, 8L * message.length);
    long[] h = Blake2b.IV.clone();
    for (int k = 0; k < blocks; k++) {
      // message bits up to and in this block; 0 for a block of padding alone
      boolean hasMessage = (long) k * BLOCK < message.length;
      long bits = hasMessage ? 8L * Math.min(message.length, (k + 1L) * BLOCK) : 0;
      compress(h, ByteBuffer.wrap(padded, k * BLOCK, BLOCK), bits);
    }
    ByteBuffer out = ByteBuffer.allocate(64);
    for (long word : h) {
      out.putLong(word);
    }
    return out.array();
  }

  private static void compress(long[] h, ByteBuffer block, long bits) {
    long[] m = new long[16];
    long[] v = Arrays.copyOf(h, 16);
    for (int k = 0; k < 16; k++) {
      m[k] = block.getLong();
    }
    System.arraycopy(PI, 0, v, 8, 8);
    v[12] ^= bits;
    v[13] ^= bits;
    for (int round = 0; round < 16; round++) {
      byte[] s = BlakeSchedule.SIGMA[round % 10];
      for (int i = 0; i < 4; i++) {
        mix(v, i, 4 + i, 8 + i, 12 + i, m, s[2 * i], s[2 * i + 1]);
      }
      for (int i = 0; i < 4; i++) {
        int b = 4 + (i + 1) % 4;
        int c = 8 + (i + 2) % 4;
        int d = 12 + (i + 3) % 4;
        mix(v, i, b, c, d, m, s[8 + 2 * i], s[9 + 2 * i]);
      }
    }
    for (int i = 0; i < 8; i++) {
      h[i] ^= v[i] ^ v[i + 8];
    }
  }

  private static void mix(long[] v, int a, int b, int c, int d, long[] m, int x, int y) {
    v[a] += v[b] + (m[x] ^ PI[y]);
    v[d] = Long.rotateRight(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 25);
    v[a] += v[b] + (m[y] ^ PI[x]);
    v[d] = Long.rotateRight(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 11);
  }
}
