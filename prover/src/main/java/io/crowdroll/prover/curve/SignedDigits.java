package io.crowdroll.prover.curve;

/**
 * Digits of the halves of scalars to the base 2^c, in [−2^(c−1), 2^(c−1) − 1], so that a window has
 * 2^(c−1) buckets.
 */
final class SignedDigits {
  /** Largest c: a digit fits in a short. */
  static final int WIDEST = 16;

  private SignedDigits() {}

  /** Digits of a half. */
  static int windows(int c) {
    return (Endomorphism.BITS + c - 1) / c;
  }

  /**
   * Writes the digits of a signed number of 128 bits, a magnitude below 2^126.2, to out[o], out[o +
   * step], …
   */
  static void write(short[] out, int o, int step, long low, long high, int c) {
    int sign = (int) (high >> 63);
    low = (low ^ sign) - sign;
    high = (high ^ sign) + (sign & (low == 0 ? 1 : 0));
    long mask = (1L << c) - 1;
    int half = 1 << (c - 1);
    int carry = 0;
    int windows = windows(c);
    for (int window = 0, bit = 0; window < windows; window++, bit += c) {
      long bits =
          bit >= 64 ? high >>> (bit - 64) : bit == 0 ? low : low >>> bit | high << (64 - bit);
      int digit = (int) (bits & mask) + carry;
      // exactly half goes to the side where its final sign is minus
      carry = digit + half + sign >>> c;
      digit -= carry << c;
      out[o + window * step] = (short) ((digit ^ sign) - sign);
    }
  }
}
