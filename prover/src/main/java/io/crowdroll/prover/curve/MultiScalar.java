package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.PrimeField;

/**
 * Sums Σ k_i P_i over a few points, with tables of their odd multiples P, 3P … 15P: all scalars are
 * written in signed digits of window 5 and share the doublings (Straus 1964, Möller's
 * "interleaving" 2001). For hundreds of points Pippenger's method is faster. Immutable.
 */
public final class MultiScalar {
  private static final int WINDOW = 5;
  private static final int MULTIPLES = 1 << (WINDOW - 2);
  private static final int DIGITS = 257;

  private final Curve curve;
  private final int size;
  private final long[] table;

  /**
   * @param points affine, {@code count} of them
   */
  public MultiScalar(Curve curve, long[] points, int count) {
    this.curve = curve;
    this.size = count;
    this.table = new long[count * MULTIPLES * curve.longs()];
    Jacobian[] multiples = new Jacobian[count * MULTIPLES];
    Jacobian twice = new Jacobian(curve);
    for (int i = 0; i < count; i++) {
      twice.set(points, i * curve.longs());
      twice.twice();
      for (int k = 0; k < MULTIPLES; k++) {
        Jacobian multiple = new Jacobian(curve);
        multiples[i * MULTIPLES + k] = multiple;
        if (k == 0) {
          multiple.set(points, i * curve.longs());
        } else {
          multiple.set(multiples[i * MULTIPLES + k - 1]);
          multiple.add(twice);
        }
      }
    }
    Jacobian.toAffine(multiples, table, 0);
  }

  /** Number of points. */
  public int size() {
    return size;
  }

  /**
   * out = Σ k_i P_i.
   *
   * @param scalars {@code size()} plain numbers of 256 bits, 4 longs each, from offset j
   */
  public void sum(Jacobian out, long[] scalars, int j) {
    byte[] digits = new byte[size * DIGITS];
    int top = -1;
    for (int i = 0; i < size; i++) {
      top = Math.max(top, recode(digits, i * DIGITS, scalars, j + i * PrimeField.LIMBS));
    }
    out.setInfinity();
    for (int bit = top; bit >= 0; bit--) {
      out.twice();
      for (int i = 0; i < size; i++) {
        int digit = digits[i * DIGITS + bit];
        if (digit != 0) {
          int multiple = i * MULTIPLES + Math.abs(digit) / 2;
          out.add(table, multiple * curve.longs(), digit < 0);
        }
      }
    }
  }

  // odd digits of (−16, 16), at most one in any five places; the place of the highest, or −1
  private static int recode(byte[] digits, int at, long[] scalar, int j) {
    int top = -1;
    int carry = 0;
    int bit = 0;
    while (bit < DIGITS) {
      if (bits(scalar, j, bit, 1) == carry) {
        bit++;
        continue;
      }
      int window = Math.min(WINDOW, DIGITS - bit);
      int word = bits(scalar, j, bit, window) + carry;
      carry = word >> (WINDOW - 1) & 1;
      digits[at + bit] = (byte) (word - (carry << WINDOW));
      top = bit;
      bit += window;
    }
    return top;
  }

  // count ≤ 5 bits from a place on, zero above 256
  private static int bits(long[] scalar, int j, int place, int count) {
    int word = place >>> 6;
    int shift = place & 63;
    if (word >= PrimeField.LIMBS) {
      return 0;
    }
    long value = scalar[j + word] >>> shift;
    if (shift + count > 64 && word + 1 < PrimeField.LIMBS) {
      value |= scalar[j + word + 1] << (64 - shift);
    }
    return (int) value & ((1 << count) - 1);
  }
}
