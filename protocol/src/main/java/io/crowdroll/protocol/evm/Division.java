package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Arithmetic.less;
import static java.lang.Math.unsignedMultiplyHigh;

import java.util.Arrays;

/**
 * Quotients and remainders on limbs: Knuth's algorithm D (TAOCP 2, 4.3.1) over limbs of 64 bits,
 * whose digits are found by multiplication with a reciprocal of the divisor's top limb (Möller,
 * Granlund, <em>Improved division by invariant integers</em>, 2011), as the JVM has no division of
 * 128 by 64 bits.
 *
 * <p>Operands lie in one array, results go to a place that may be one of theirs. Division by 0
 * gives 0, as in the EVM. Holds scratch space: one to a machine.
 */
final class Division {
  /** ⌊(2^19 − 3·2^8) / d⌋ for the top nine bits d of a normalised limb, from 256 on. */
  private static final short[] SEED = new short[256];

  static {
    for (int d = 0; d < SEED.length; d++) {
      SEED[d] = (short) (((1 << 19) - 3 * (1 << 8)) / (d + 256));
    }
  }

  /** The dividend, then the remainder: up to 8 limbs and one of overflow. */
  private final long[] u = new long[9];

  /** The divisor, shifted so that its top bit is set. */
  private final long[] v = new long[4];

  private final long[] q = new long[9];

  /** Copies of signed operands. */
  private final long[] signed = new long[2 * Limbs.WORD];

  void divide(long[] w, int a, int b, int out) {
    divide(w, a, b);
    Arithmetic.copy(q, 0, w, out);
  }

  void remainder(long[] w, int a, int b, int out) {
    divide(w, a, b);
    Arithmetic.copy(u, 0, w, out);
  }

  /** Quotient into {@link #q}, remainder into {@link #u}, four limbs each. */
  private void divide(long[] w, int a, int b) {
    if (w[b + 3] != 0) {
      Arithmetic.set(q, 0, divideToDigit(w, a, b), 0, 0, 0);
    } else if ((w[b + 1] | w[b + 2]) == 0 && w[b] != 0) {
      divideWordByLimb(w, a, w[b]);
    } else {
      Arithmetic.copy(w, a, u, 0);
      divide(Limbs.WORD, w, b);
    }
  }

  /**
   * Division by a word whose top limb is not 0, so that the quotient is one digit. It is estimated
   * from shifted limbs, but the remainder needs no shift: it is a − digit · b.
   */
  private long divideToDigit(long[] w, int a, int b) {
    long b0 = w[b];
    long b1 = w[b + 1];
    long b2 = w[b + 2];
    long b3 = w[b + 3];
    long a0 = w[a];
    long a1 = w[a + 1];
    long a2 = w[a + 2];
    long a3 = w[a + 3];
    int shift = Long.numberOfLeadingZeros(b3);
    int back = 63 - shift;
    long top = b3 << shift | b2 >>> 1 >>> back;
    long next = b2 << shift | b1 >>> 1 >>> back;
    long u4 = a3 >>> 1 >>> back;
    long u3 = a3 << shift | a2 >>> 1 >>> back;
    long u2 = a2 << shift | a1 >>> 1 >>> back;
    long digit = estimate(u4, u3, u2, top, next, reciprocal(top));

    long low = digit * b0;
    long r0 = a0 - low;
    long carry = unsignedMultiplyHigh(digit, b0) + less(a0, low);
    low = digit * b1 + carry;
    carry = unsignedMultiplyHigh(digit, b1) + less(low, carry) + less(a1, low);
    long r1 = a1 - low;
    low = digit * b2 + carry;
    carry = unsignedMultiplyHigh(digit, b2) + less(low, carry) + less(a2, low);
    long r2 = a2 - low;
    low = digit * b3 + carry;
    carry = unsignedMultiplyHigh(digit, b3) + less(low, carry) + less(a3, low);
    Arithmetic.set(u, 0, r0, r1, r2, a3 - low);
    if (carry != 0) {
      Arithmetic.add(u, 0, w, b, 0);
      return digit - 1;
    }
    return digit;
  }

  private void divideWordByLimb(long[] w, int a, long d) {
    if ((w[a + 1] | w[a + 2] | w[a + 3]) == 0) {
      Arithmetic.set(q, 0, Long.divideUnsigned(w[a], d), 0, 0, 0);
      Arithmetic.set(u, 0, Long.remainderUnsigned(w[a], d), 0, 0, 0);
      return;
    }
    int shift = Long.numberOfLeadingZeros(d);
    int back = 63 - shift;
    long divisor = d << shift;
    long reciprocal = reciprocal(divisor);
    long r = w[a + 3] >>> 1 >>> back;
    for (int i = 3; i >= 0; i--) {
      long limb = w[a + i] << shift | (i > 0 ? w[a + i - 1] >>> 1 >>> back : 0);
      q[i] = digit(r, limb, divisor, reciprocal);
      r = limb - q[i] * divisor;
    }
    Arithmetic.set(u, 0, r >>> shift, 0, 0, 0);
  }

  /** Rounded towards 0; −2^255 / −1 is −2^255. */
  void divideSigned(long[] w, int a, int b, int out) {
    boolean negative = (w[a + 3] ^ w[b + 3]) < 0;
    loadSigned(w, a, b);
    divide(signed, 0, Limbs.WORD, 0);
    storeSigned(negative, w, out);
  }

  /** With the sign of the dividend. */
  void remainderSigned(long[] w, int a, int b, int out) {
    boolean negative = w[a + 3] < 0;
    loadSigned(w, a, b);
    remainder(signed, 0, Limbs.WORD, 0);
    storeSigned(negative, w, out);
  }

  /** (a + b) mod n, the sum not wrapping. */
  void addMod(long[] w, int a, int b, int n, int out) {
    long carry = 0;
    for (int i = 0; i < Limbs.WORD; i++) {
      long sum = w[a + i] + w[b + i];
      u[i] = sum + carry;
      carry = less(sum, w[b + i]) | less(u[i], carry);
    }
    u[4] = carry;
    divide(5, w, n);
    System.arraycopy(u, 0, w, out, Limbs.WORD);
  }

  /** (a · b) mod n, the product of 512 bits not wrapping. */
  void mulMod(long[] w, int a, int b, int n, int out) {
    Arrays.fill(u, 0, 8, 0);
    for (int i = 0; i < Limbs.WORD; i++) {
      long x = w[a + i];
      long carry = 0;
      for (int j = 0; j < Limbs.WORD; j++) {
        long low = x * w[b + j];
        long high = unsignedMultiplyHigh(x, w[b + j]);
        low += carry;
        high += less(low, carry);
        long sum = u[i + j] + low;
        carry = high + less(sum, low);
        u[i + j] = sum;
      }
      u[i + 4] = carry;
    }
    divide(8, w, n);
    System.arraycopy(u, 0, w, out, Limbs.WORD);
  }

  private void loadSigned(long[] w, int a, int b) {
    System.arraycopy(w, a, signed, 0, Limbs.WORD);
    System.arraycopy(w, b, signed, Limbs.WORD, Limbs.WORD);
    for (int at = 0; at < signed.length; at += Limbs.WORD) {
      if (signed[at + 3] < 0) {
        Arithmetic.negate(signed, at);
      }
    }
  }

  private void storeSigned(boolean negative, long[] w, int out) {
    if (negative) {
      Arithmetic.negate(signed, 0);
    }
    System.arraycopy(signed, 0, w, out, Limbs.WORD);
  }

  /**
   * Divides the {@code m} limbs of {@link #u} by the word at {@code d}: the quotient's low four
   * limbs are in {@link #q}, the remainder's in {@link #u} afterwards.
   */
  private void divide(int m, long[] w, int d) {
    int n = Limbs.WORD;
    while (n > 0 && w[d + n - 1] == 0) {
      n--;
    }
    Arrays.fill(q, 0);
    if (n == 0) {
      Arrays.fill(u, 0);
      return;
    }
    while (m > 0 && u[m - 1] == 0) {
      m--;
    }
    Arrays.fill(u, m, u.length, 0);
    if (m < n) {
      return;
    }
    // D1: shift both so that the divisor's top bit is set
    int shift = Long.numberOfLeadingZeros(w[d + n - 1]);
    for (int i = n - 1; i > 0; i--) {
      v[i] = w[d + i] << shift | w[d + i - 1] >>> 1 >>> (63 - shift);
    }
    v[0] = w[d] << shift;
    u[m] = u[m - 1] >>> 1 >>> (63 - shift);
    for (int i = m - 1; i > 0; i--) {
      u[i] = u[i] << shift | u[i - 1] >>> 1 >>> (63 - shift);
    }
    u[0] <<= shift;
    if (n == 1) {
      divideByLimb(m);
    } else {
      divideByLimbs(m, n);
    }
    // D8: shift the remainder back
    for (int i = 0; i < n; i++) {
      u[i] = u[i] >>> shift | u[i + 1] << 1 << (63 - shift);
    }
    Arrays.fill(u, n, u.length, 0);
  }

  private void divideByLimb(int m) {
    long divisor = v[0];
    long reciprocal = reciprocal(divisor);
    long r = u[m];
    for (int j = m - 1; j >= 0; j--) {
      long digit = digit(r, u[j], divisor, reciprocal);
      r = u[j] - digit * divisor;
      q[j] = digit;
    }
    u[0] = r;
    u[1] = 0;
  }

  private void divideByLimbs(int m, int n) {
    long top = v[n - 1];
    long next = v[n - 2];
    long reciprocal = reciprocal(top);
    for (int j = m - n; j >= 0; j--) {
      // D3
      long digit = estimate(u[j + n], u[j + n - 1], u[j + n - 2], top, next, reciprocal);
      // D4 to D6: subtract, add back where that was one too many
      if (subtractMultiple(j, n, digit) != 0) {
        digit--;
        addBack(j, n);
      }
      q[j] = digit;
    }
  }

  /**
   * Knuth's D3: the digit of three limbs by two, the divisor's top bit set; after looking at the
   * second limb at most one too large.
   */
  private static long estimate(long u2, long u1, long u0, long top, long next, long reciprocal) {
    if (u2 == top) {
      return -1;
    }
    long digit = digit(u2, u1, top, reciprocal);
    long r = u1 - digit * top;
    long high = unsignedMultiplyHigh(digit, next);
    long low = digit * next;
    while (Long.compareUnsigned(high, r) > 0 || high == r && Long.compareUnsigned(low, u0) > 0) {
      digit--;
      high -= less(low, next);
      low -= next;
      r += top;
      if (Long.compareUnsigned(r, top) < 0) {
        break;
      }
    }
    return digit;
  }

  /** u[j…j+n] −= digit · v; returns the borrow. */
  private long subtractMultiple(int j, int n, long digit) {
    long carry = 0;
    for (int i = 0; i < n; i++) {
      long low = digit * v[i];
      long high = unsignedMultiplyHigh(digit, v[i]);
      low += carry;
      high += less(low, carry);
      carry = high + less(u[j + i], low);
      u[j + i] -= low;
    }
    long borrow = less(u[j + n], carry);
    u[j + n] -= carry;
    return borrow;
  }

  private void addBack(int j, int n) {
    long carry = 0;
    for (int i = 0; i < n; i++) {
      long sum = u[j + i] + v[i];
      long withCarry = sum + carry;
      carry = less(sum, v[i]) | less(withCarry, carry);
      u[j + i] = withCarry;
    }
    u[j + n] += carry;
  }

  /** ⌊(2^128 − 1) / d⌋ − 2^64 of a normalised limb: algorithm 3 of the paper. */
  static long reciprocal(long d) {
    long d40 = (d >>> 24) + 1;
    long odd = d & 1;
    long d63 = (d >>> 1) + odd;
    long v0 = SEED[(int) (d >>> 55) - 256];
    long v1 = (v0 << 11) - (v0 * v0 * d40 >>> 40) - 1;
    long v2 = (v1 << 13) + (v1 * ((1L << 60) - v1 * d40) >>> 47);
    long e = (v2 >>> 1 & -odd) - v2 * d63;
    long v3 = (v2 << 31) + (unsignedMultiplyHigh(v2, e) >>> 1);
    long low = v3 * d;
    return v3 - unsignedMultiplyHigh(v3, d) - less(low + d, d) - d;
  }

  /** ⌊(u1 · 2^64 + u0) / d⌋ with u1 &lt; d normalised: algorithm 4 of the paper. */
  static long digit(long u1, long u0, long d, long reciprocal) {
    long q0 = reciprocal * u1;
    long q1 = unsignedMultiplyHigh(reciprocal, u1) + u1 + 1;
    q0 += u0;
    q1 += less(q0, u0);
    long r = u0 - q1 * d;
    if (Long.compareUnsigned(r, q0) > 0) {
      q1--;
      r += d;
    }
    return Long.compareUnsigned(r, d) >= 0 ? q1 + 1 : q1;
  }
}
