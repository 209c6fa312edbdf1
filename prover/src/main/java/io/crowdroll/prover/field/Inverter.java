package io.crowdroll.prover.field;

import java.math.BigInteger;

/**
 * Inversion modulo one of the primes, some six times faster than BigInteger and without allocation:
 * division steps of Bernstein and Yang, "Fast constant-time gcd computation and modular inversion"
 * (TCHES 2019), in batches of 62 on single words, several steps at once as trailing zeros allow (so
 * not in constant time). Numbers are five signed limbs of 62 bits. An instance holds scratch memory
 * and belongs to one thread.
 */
final class Inverter {
  private static final int LIMBS = 5;
  private static final int BITS = 62;
  private static final long LOW = (1L << BITS) - 1;

  private static final Modulus FQ = Modulus.of(PrimeField.FQ);
  private static final Modulus FR = Modulus.of(PrimeField.FR);

  private final PrimeField field;
  private final long[] p;
  private final long inverseOfP;
  private final long[] cube;

  // g and f run down the gcd; d and e follow with d x = f, e x = g modulo p
  private final long[] f = new long[LIMBS];
  private final long[] g = new long[LIMBS];
  private final long[] d = new long[LIMBS];
  private final long[] e = new long[LIMBS];

  // the steps of a batch as a matrix times 2^62: (f, g) = (u f + v g, q f + r g)
  private long u;
  private long v;
  private long q;
  private long r;

  // an accumulator of 128 bits
  private long low;
  private long high;

  /** p in limbs, 1 / p modulo 2^62, and R³, which takes a result to Montgomery form. */
  private record Modulus(long[] p, long inverseOfP, long[] cube) {
    static Modulus of(PrimeField field) {
      long[] p = new long[LIMBS];
      for (int k = 0; k < LIMBS; k++) {
        p[k] = field.modulus().shiftRight(BITS * k).longValue() & LOW;
      }
      return new Modulus(
          p,
          field.modulus().modInverse(BigInteger.ONE.shiftLeft(BITS)).longValue(),
          field.fromBigInteger(BigInteger.ONE.shiftLeft(512)));
    }
  }

  Inverter(PrimeField field) {
    Modulus modulus = field.p0() == PrimeField.FQ.p0() ? FQ : FR;
    this.field = field;
    this.p = modulus.p;
    this.inverseOfP = modulus.inverseOfP;
    this.cube = modulus.cube;
  }

  /** out = 1 / a for a ≠ 0 in Montgomery form with R = 2^256; gives 0 for 0. */
  void invert(long[] out, int o, long[] a, int i) {
    split(g, a[i], a[i + 1], a[i + 2], a[i + 3]);
    for (int k = 0; k < LIMBS; k++) {
      f[k] = p[k];
      d[k] = 0;
      e[k] = 0;
    }
    e[0] = 1;
    long eta = -1;
    while ((g[0] | g[1] | g[2] | g[3] | g[4]) != 0) {
      eta = steps(eta, f[0], g[0]);
      updateModP();
      update();
    }
    normalise(out, o);
    field.mul(out, o, out, o, cube, 0);
  }

  private static void split(long[] out, long w0, long w1, long w2, long w3) {
    out[0] = w0 & LOW;
    out[1] = (w0 >>> 62 | w1 << 2) & LOW;
    out[2] = (w1 >>> 60 | w2 << 4) & LOW;
    out[3] = (w2 >>> 58 | w3 << 6) & LOW;
    out[4] = w3 >>> 56;
  }

  // 62 division steps on the low words; zeros of g are shifted out together, and a multiple of f is
  // added to g that clears several of its low bits.
  private long steps(long eta, long f0, long g0) {
    long a = 1, b = 0, c = 0, m = 1;
    int left = BITS;
    while (true) {
      int zeros = Long.numberOfTrailingZeros(g0 | -1L << left);
      g0 >>>= zeros;
      a <<= zeros;
      b <<= zeros;
      eta -= zeros;
      left -= zeros;
      if (left == 0) {
        break;
      }
      long w;
      if (eta < 0) {
        eta = -eta;
        long swap = f0;
        f0 = g0;
        g0 = -swap;
        swap = a;
        a = c;
        c = -swap;
        swap = b;
        b = m;
        m = -swap;
        // f (f² − 2) is −1/f modulo 2^6
        w = f0 * g0 * (f0 * f0 - 2) & mask(eta, left) & 63;
      } else {
        // −1/f modulo 2^4 with less work
        w = -(f0 + ((f0 + 1 & 4) << 1)) * g0 & mask(eta, left) & 15;
      }
      g0 += f0 * w;
      c += a * w;
      m += b * w;
    }
    u = a;
    v = b;
    q = c;
    r = m;
    return eta;
  }

  private static long mask(long eta, int left) {
    return -1L >>> 64 - Math.min((int) eta + 1, left);
  }

  // (f, g) = matrix · (f, g) / 2^62
  private void update() {
    long fLow = 0, fHigh = 0, gLow = 0, gHigh = 0;
    for (int k = 0; k < LIMBS; k++) {
      long x = f[k], y = g[k];
      low = fLow;
      high = fHigh;
      accumulate(u, x);
      accumulate(v, y);
      if (k > 0) {
        f[k - 1] = low & LOW;
      }
      fLow = low >>> BITS | high << 2;
      fHigh = high >> BITS;
      low = gLow;
      high = gHigh;
      accumulate(q, x);
      accumulate(r, y);
      if (k > 0) {
        g[k - 1] = low & LOW;
      }
      gLow = low >>> BITS | high << 2;
      gHigh = high >> BITS;
    }
    f[LIMBS - 1] = fLow;
    g[LIMBS - 1] = gLow;
  }

  // (d, e) = matrix · (d, e) / 2^62 modulo p, kept in (−2p, p)
  private void updateModP() {
    long sd = d[LIMBS - 1] >> 63, se = e[LIMBS - 1] >> 63;
    long md = (u & sd) + (v & se);
    long me = (q & sd) + (r & se);
    md -= inverseOfP * (u * d[0] + v * e[0]) + md & LOW;
    me -= inverseOfP * (q * d[0] + r * e[0]) + me & LOW;
    long dLow = 0, dHigh = 0, eLow = 0, eHigh = 0;
    for (int k = 0; k < LIMBS; k++) {
      long x = d[k], y = e[k];
      low = dLow;
      high = dHigh;
      accumulate(u, x);
      accumulate(v, y);
      accumulate(p[k], md);
      if (k > 0) {
        d[k - 1] = low & LOW;
      }
      dLow = low >>> BITS | high << 2;
      dHigh = high >> BITS;
      low = eLow;
      high = eHigh;
      accumulate(q, x);
      accumulate(r, y);
      accumulate(p[k], me);
      if (k > 0) {
        e[k - 1] = low & LOW;
      }
      eLow = low >>> BITS | high << 2;
      eHigh = high >> BITS;
    }
    d[LIMBS - 1] = dLow;
    e[LIMBS - 1] = eLow;
  }

  private void accumulate(long x, long y) {
    long product = x * y;
    low += product;
    high += Math.multiplyHigh(x, y);
    if (low + Long.MIN_VALUE < product + Long.MIN_VALUE) {
      high++;
    }
  }

  // ± d in [0, p) as four words; f is ± 1 and gives the sign
  private void normalise(long[] out, int o) {
    if (d[LIMBS - 1] < 0) {
      addP(1);
    }
    if (f[LIMBS - 1] < 0) {
      for (int k = 0; k < LIMBS; k++) {
        d[k] = -d[k];
      }
      addP(0);
    }
    if (d[LIMBS - 1] < 0) {
      addP(1);
    }
    out[o] = d[0] | d[1] << 62;
    out[o + 1] = d[1] >>> 2 | d[2] << 60;
    out[o + 2] = d[2] >>> 4 | d[3] << 58;
    out[o + 3] = d[3] >>> 6 | d[4] << 56;
  }

  private void addP(int times) {
    long carry = 0;
    for (int k = 0; k < LIMBS; k++) {
      long s = d[k] + times * p[k] + carry;
      d[k] = k < LIMBS - 1 ? s & LOW : s;
      carry = s >> BITS;
    }
  }
}
