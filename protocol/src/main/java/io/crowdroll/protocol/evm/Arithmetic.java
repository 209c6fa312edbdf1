package io.crowdroll.protocol.evm;

import static java.lang.Math.unsignedMultiplyHigh;

/**
 * Arithmetic modulo 2^256 on limbs ({@link Limbs}): every operation reads its operands at places of
 * one array and writes its result to a place that may be one of them. Division is in {@link
 * Division}.
 */
final class Arithmetic {
  private Arithmetic() {}

  /** 1 if a &lt; b unsigned, else 0: the borrow of a − b, and the carry of a sum a below b. */
  static long less(long a, long b) {
    return (~a & b | (~a | b) & (a - b)) >>> 63;
  }

  static void add(long[] w, int a, int b, int out) {
    add(w, a, w, b, out);
  }

  /** a + b, b in an array of its own. */
  static void add(long[] w, int a, long[] v, int b, int out) {
    long a0 = w[a];
    long a1 = w[a + 1];
    long a2 = w[a + 2];
    long r0 = a0 + v[b];
    long c = less(r0, a0);
    long s1 = a1 + v[b + 1];
    long r1 = s1 + c;
    c = less(s1, a1) | less(r1, s1);
    long s2 = a2 + v[b + 2];
    long r2 = s2 + c;
    c = less(s2, a2) | less(r2, s2);
    long r3 = w[a + 3] + v[b + 3] + c;
    set(w, out, r0, r1, r2, r3);
  }

  /** a − b. */
  static void sub(long[] w, int a, int b, int out) {
    sub(w, a, w, b, out);
  }

  /** a − b, b in an array of its own. */
  static void sub(long[] w, int a, long[] v, int b, int out) {
    long a0 = w[a];
    long a1 = w[a + 1];
    long a2 = w[a + 2];
    long b0 = v[b];
    long b1 = v[b + 1];
    long b2 = v[b + 2];
    long r0 = a0 - b0;
    long c = less(a0, b0);
    long d1 = a1 - b1;
    long r1 = d1 - c;
    c = less(a1, b1) | less(d1, c);
    long d2 = a2 - b2;
    long r2 = d2 - c;
    c = less(a2, b2) | less(d2, c);
    long r3 = w[a + 3] - v[b + 3] - c;
    set(w, out, r0, r1, r2, r3);
  }

  /** The low 256 bits of the product, column by column of the partial products. */
  static void mul(long[] w, int a, int b, int out) {
    mul(w, a, w, b, out);
  }

  /** The low 256 bits of a · b, b in an array of its own. */
  static void mul(long[] w, int a, long[] v, int b, int out) {
    long a0 = w[a];
    long a1 = w[a + 1];
    long a2 = w[a + 2];
    long b0 = v[b];
    long b1 = v[b + 1];
    long b2 = v[b + 2];
    // columns 2 and 3 wrap into nothing above limb 3
    long r0 = a0 * b0;
    long h00 = unsignedMultiplyHigh(a0, b0);
    long l01 = a0 * b1;
    long l10 = a1 * b0;
    long t = h00 + l01;
    long c1 = less(t, l01);
    long r1 = t + l10;
    c1 += less(r1, l10);
    long h01 = unsignedMultiplyHigh(a0, b1);
    long h10 = unsignedMultiplyHigh(a1, b0);
    long l02 = a0 * b2;
    long l11 = a1 * b1;
    long l20 = a2 * b0;
    t = h01 + h10;
    long c2 = less(t, h10);
    t += l02;
    c2 += less(t, l02);
    t += l11;
    c2 += less(t, l11);
    t += l20;
    c2 += less(t, l20);
    long r2 = t + c1;
    c2 += less(r2, c1);
    long r3 =
        a0 * v[b + 3]
            + a1 * b2
            + a2 * b1
            + w[a + 3] * b0
            + unsignedMultiplyHigh(a0, b2)
            + unsignedMultiplyHigh(a1, b1)
            + unsignedMultiplyHigh(a2, b0)
            + c2;
    set(w, out, r0, r1, r2, r3);
  }

  /** a^b by squaring, from the exponent's most significant bit down. */
  static void exp(long[] w, int a, int b, int out) {
    long[] t = new long[2 * Limbs.WORD];
    copy(w, a, t, 0);
    set(t, 4, 1, 0, 0, 0);
    for (int bit = bitLength(w, b) - 1; bit >= 0; bit--) {
      mul(t, 4, 4, 4);
      if ((w[b + (bit >>> 6)] >>> bit & 1) != 0) {
        mul(t, 0, 4, 4);
      }
    }
    copy(t, 4, w, out);
  }

  /** Bits without leading zeros; 0 of the number 0. */
  static int bitLength(long[] w, int at) {
    for (int i = 3; i >= 0; i--) {
      if (w[at + i] != 0) {
        return 64 * (i + 1) - Long.numberOfLeadingZeros(w[at + i]);
      }
    }
    return 0;
  }

  /** Makes of the low 8 (k + 1) bits of x, two's complement, the same number in 256 bits. */
  static void signExtend(long[] w, int k, int x, int out) {
    if ((w[k + 1] | w[k + 2] | w[k + 3]) != 0 || Long.compareUnsigned(w[k], 31) >= 0) {
      copy(w, x, w, out);
      return;
    }
    int bit = (int) (8 * w[k] + 7);
    int limb = bit >>> 6;
    long top = w[x + limb] << (63 - (bit & 63)) >> (63 - (bit & 63));
    long sign = top >> 63;
    for (int i = 0; i < Limbs.WORD; i++) {
      w[out + i] = i < limb ? w[x + i] : i == limb ? top : sign;
    }
  }

  static boolean lessThan(long[] w, int a, int b) {
    return lessThan(w, a, w, b);
  }

  /** Whether a &lt; b, each in an array of its own. */
  static boolean lessThan(long[] w, int a, long[] v, int b) {
    for (int i = Limbs.WORD - 1; i > 0; i--) {
      if (w[a + i] != v[b + i]) {
        return Long.compareUnsigned(w[a + i], v[b + i]) < 0;
      }
    }
    return Long.compareUnsigned(w[a], v[b]) < 0;
  }

  static boolean signedLessThan(long[] w, int a, int b) {
    long top = w[a + 3];
    return top == w[b + 3] ? lessThan(w, a, b) : top < w[b + 3];
  }

  /** Byte i of x, counted from the most significant; 0 beyond. */
  static void byteAt(long[] w, int i, int x, int out) {
    boolean inside = (w[i + 1] | w[i + 2] | w[i + 3]) == 0 && w[i] >= 0 && w[i] < 32;
    int shift = (int) (8 * (31 - w[i]));
    set(w, out, inside ? w[x + (shift >>> 6)] >>> shift & 0xff : 0, 0, 0, 0);
  }

  /** x · 2^n. */
  static void shiftLeft(long[] w, int n, int x, int out) {
    shiftLeftBy(w, shift(w, n), x, out);
  }

  /** x · 2^shift, of 0 to 256. */
  static void shiftLeftBy(long[] w, int shift, int x, int out) {
    if (shift == 256) {
      set(w, out, 0, 0, 0, 0);
      return;
    }
    int limbs = shift >>> 6;
    for (int i = 3; i >= 0; i--) {
      long low = i - limbs >= 0 ? w[x + i - limbs] << shift : 0;
      // shifted twice, as a shift by 64 would be one by 0
      long high = i - limbs >= 1 ? w[x + i - limbs - 1] >>> 1 >>> (63 - (shift & 63)) : 0;
      w[out + i] = low | high;
    }
  }

  /** ⌊x / 2^n⌋. */
  static void shiftRight(long[] w, int n, int x, int out) {
    shiftRight(w, shift(w, n), x, out, 0);
  }

  /** ⌊x / 2^n⌋ with x signed. */
  static void shiftRightSigned(long[] w, int n, int x, int out) {
    shiftRight(w, shift(w, n), x, out, w[x + 3] >> 63);
  }

  /** ⌊x / 2^shift⌋, of 0 to 256, filled up with the bits of {@code fill}. */
  static void shiftRight(long[] w, int shift, int x, int out, long fill) {
    if (shift == 256) {
      set(w, out, fill, fill, fill, fill);
      return;
    }
    int limbs = shift >>> 6;
    for (int i = 0; i < Limbs.WORD; i++) {
      long low = i + limbs < 4 ? w[x + i + limbs] : fill;
      long high = i + limbs < 3 ? w[x + i + limbs + 1] : fill;
      w[out + i] = low >>> shift | high << 1 << (63 - (shift & 63));
    }
  }

  private static int shift(long[] w, int n) {
    boolean inside = (w[n + 1] | w[n + 2] | w[n + 3]) == 0 && w[n] >= 0 && w[n] < 256;
    return inside ? (int) w[n] : 256;
  }

  static void negate(long[] w, int at) {
    long carry = 1;
    for (int i = at; i < at + Limbs.WORD; i++) {
      w[i] = ~w[i] + carry;
      carry &= w[i] == 0 ? 1 : 0;
    }
  }

  static void copy(long[] from, int fromAt, long[] to, int toAt) {
    long l0 = from[fromAt];
    long l1 = from[fromAt + 1];
    long l2 = from[fromAt + 2];
    long l3 = from[fromAt + 3];
    set(to, toAt, l0, l1, l2, l3);
  }

  /** Sets a word, the least significant limb first. */
  static void set(long[] w, int at, long l0, long l1, long l2, long l3) {
    w[at] = l0;
    w[at + 1] = l1;
    w[at + 2] = l2;
    w[at + 3] = l3;
  }
}
