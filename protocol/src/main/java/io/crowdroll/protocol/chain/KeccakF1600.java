package io.crowdroll.protocol.chain;

import static java.lang.Long.rotateLeft;

/**
 * The permutation Keccak-f[1600] of FIPS 202, section 3: 24 rounds over 25 lanes of 64 bits.
 *
 * <p>Lane A[x, y] of the standard lies at index {@code x + 5 y} and is called {@code a}<i>xy</i>
 * here. The lanes live in local variables, not in the array, so that the compiler need not assume
 * that a store changes the next load; the method is one loop of flat rounds, short enough to be
 * compiled whole.
 */
final class KeccakF1600 {
  /** Lanes of the state. */
  static final int LANES = 25;

  private static final long[] ROUND_CONSTANTS = {
    0x0000000000000001L, 0x0000000000008082L, 0x800000000000808aL, 0x8000000080008000L,
    0x000000000000808bL, 0x0000000080000001L, 0x8000000080008081L, 0x8000000000008009L,
    0x000000000000008aL, 0x0000000000000088L, 0x0000000080008009L, 0x000000008000000aL,
    0x000000008000808bL, 0x800000000000008bL, 0x8000000000008089L, 0x8000000000008003L,
    0x8000000000008002L, 0x8000000000000080L, 0x000000000000800aL, 0x800000008000000aL,
    0x8000000080008081L, 0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L,
  };

  private KeccakF1600() {}

  /**
   * Applies all rounds in place.
   *
   * @param state 25 lanes, each holding its eight bytes in little-endian order
   */
  static void permute(long[] state) {
    long a00 = state[0];
    long a10 = state[1];
    long a20 = state[2];
    long a30 = state[3];
    long a40 = state[4];
    long a01 = state[5];
    long a11 = state[6];
    long a21 = state[7];
    long a31 = state[8];
    long a41 = state[9];
    long a02 = state[10];
    long a12 = state[11];
    long a22 = state[12];
    long a32 = state[13];
    long a42 = state[14];
    long a03 = state[15];
    long a13 = state[16];
    long a23 = state[17];
    long a33 = state[18];
    long a43 = state[19];
    long a04 = state[20];
    long a14 = state[21];
    long a24 = state[22];
    long a34 = state[23];
    long a44 = state[24];

    for (long roundConstant : ROUND_CONSTANTS) {
      // θ: the parity of each column goes into its two neighbours
      long c0 = a00 ^ a01 ^ a02 ^ a03 ^ a04;
      long c1 = a10 ^ a11 ^ a12 ^ a13 ^ a14;
      long c2 = a20 ^ a21 ^ a22 ^ a23 ^ a24;
      long c3 = a30 ^ a31 ^ a32 ^ a33 ^ a34;
      long c4 = a40 ^ a41 ^ a42 ^ a43 ^ a44;
      long d0 = c4 ^ rotateLeft(c1, 1);
      long d1 = c0 ^ rotateLeft(c2, 1);
      long d2 = c1 ^ rotateLeft(c3, 1);
      long d3 = c2 ^ rotateLeft(c4, 1);
      long d4 = c3 ^ rotateLeft(c0, 1);

      // ρ and π: each lane is rotated by its own offset and moves to B[y, 2x + 3y]
      long b00 = a00 ^ d0;
      long b10 = rotateLeft(a11 ^ d1, 44);
      long b20 = rotateLeft(a22 ^ d2, 43);
      long b30 = rotateLeft(a33 ^ d3, 21);
      long b40 = rotateLeft(a44 ^ d4, 14);
      long b01 = rotateLeft(a30 ^ d3, 28);
      long b11 = rotateLeft(a41 ^ d4, 20);
      long b21 = rotateLeft(a02 ^ d0, 3);
      long b31 = rotateLeft(a13 ^ d1, 45);
      long b41 = rotateLeft(a24 ^ d2, 61);
      long b02 = rotateLeft(a10 ^ d1, 1);
      long b12 = rotateLeft(a21 ^ d2, 6);
      long b22 = rotateLeft(a32 ^ d3, 25);
      long b32 = rotateLeft(a43 ^ d4, 8);
      long b42 = rotateLeft(a04 ^ d0, 18);
      long b03 = rotateLeft(a40 ^ d4, 27);
      long b13 = rotateLeft(a01 ^ d0, 36);
      long b23 = rotateLeft(a12 ^ d1, 10);
      long b33 = rotateLeft(a23 ^ d2, 15);
      long b43 = rotateLeft(a34 ^ d3, 56);
      long b04 = rotateLeft(a20 ^ d2, 62);
      long b14 = rotateLeft(a31 ^ d3, 55);
      long b24 = rotateLeft(a42 ^ d4, 39);
      long b34 = rotateLeft(a03 ^ d0, 41);
      long b44 = rotateLeft(a14 ^ d1, 2);

      // χ along each row, ι on the first lane
      a00 = b00 ^ (~b10 & b20) ^ roundConstant;
      a10 = b10 ^ (~b20 & b30);
      a20 = b20 ^ (~b30 & b40);
      a30 = b30 ^ (~b40 & b00);
      a40 = b40 ^ (~b00 & b10);
      a01 = b01 ^ (~b11 & b21);
      a11 = b11 ^ (~b21 & b31);
      a21 = b21 ^ (~b31 & b41);
      a31 = b31 ^ (~b41 & b01);
      a41 = b41 ^ (~b01 & b11);
      a02 = b02 ^ (~b12 & b22);
      a12 = b12 ^ (~b22 & b32);
      a22 = b22 ^ (~b32 & b42);
      a32 = b32 ^ (~b42 & b02);
      a42 = b42 ^ (~b02 & b12);
      a03 = b03 ^ (~b13 & b23);
      a13 = b13 ^ (~b23 & b33);
      a23 = b23 ^ (~b33 & b43);
      a33 = b33 ^ (~b43 & b03);
      a43 = b43 ^ (~b03 & b13);
      a04 = b04 ^ (~b14 & b24);
      a14 = b14 ^ (~b24 & b34);
      a24 = b24 ^ (~b34 & b44);
      a34 = b34 ^ (~b44 & b04);
      a44 = b44 ^ (~b04 & b14);
    }

    state[0] = a00;
    state[1] = a10;
    state[2] = a20;
    state[3] = a30;
    state[4] = a40;
    state[5] = a01;
    state[6] = a11;
    state[7] = a21;
    state[8] = a31;
    state[9] = a41;
    state[10] = a02;
    state[11] = a12;
    state[12] = a22;
    state[13] = a32;
    state[14] = a42;
    state[15] = a03;
    state[16] = a13;
    state[17] = a23;
    state[18] = a33;
    state[19] = a43;
    state[20] = a04;
    state[21] = a14;
    state[22] = a24;
    state[23] = a34;
    state[24] = a44;
  }
}
