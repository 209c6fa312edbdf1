package io.crowdroll.prover.poly;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;

/** The constant tables of a {@link Domain} of at least 16 points, in blocks, radix inside. */
final class Twiddles {
  private static final PrimeField FR = PrimeField.FR;
  private static final int LANES = BlockField.LANES;

  /** [l]: the powers 0 to 2^(l−1) − 1 of the 2^l-th root, for l from 3 on. */
  final long[][] powers;

  /**
   * For each place of a bit-reversed transform, where the coefficient with index −j (mod N) stands,
   * g^(−j mod N) / N with g² = ω; in every four blocks transposed.
   */
  final long[] shifts;

  /** A square root of −1, in every lane. */
  final long[] imaginary;

  /** Turns a product of two elements with R = 2^256 into a plain number. */
  final long[] plain;

  private final BlockField field = Kernels.of(FR);

  Twiddles(int log2) {
    int n = field.longs();
    long[] ones = new long[LANES * PrimeField.LIMBS];
    for (int lane = 0; lane < LANES; lane++) {
      ones[lane * PrimeField.LIMBS] = 1;
    }
    plain = new long[n];
    field.load(plain, 0, ones, 0, 1);
    field.enter(plain, 0, 1);
    field.enter(plain, 0, 1);
    powers = new long[log2 + 1][];
    for (int l = 3; l <= log2; l++) {
      powers[l] = powers(FR.one(), root(l), (1 << l) / 2 / LANES);
    }
    imaginary = new long[n];
    for (int lane = 0; lane < LANES; lane++) {
      field.copyLane(imaginary, 0, lane, powers[3], 0, 2);
    }
    shifts = shifts(log2);
  }

  /** The generator of the 2^log2-th roots of unity, Montgomery form with R = 2^256. Allocates. */
  static long[] root(int log2) {
    BigInteger order = FR.modulus().subtract(BigInteger.ONE).shiftRight(log2);
    return FR.fromBigInteger(BigInteger.valueOf(5).modPow(order, FR.modulus()));
  }

  /** The log2 low bits of k in reverse order. */
  static int reverse(int k, int log2) {
    return log2 == 0 ? 0 : Integer.reverse(k) >>> (32 - log2);
  }

  // Blocks of first, first · base, first · base², …
  private long[] powers(long[] first, long[] base, int blocks) {
    int n = field.longs();
    long[] out = new long[blocks * n];
    long[] power = first.clone();
    for (int lane = 0; lane < LANES; lane++) {
      field.set(out, 0, lane, power, 0);
      FR.mul(power, 0, power, 0, base, 0);
    }
    field.enter(out, 0, 1);
    long[] jump = new long[PrimeField.LIMBS];
    long[] step = new long[n];
    for (int done = 1; done < blocks; done *= 2) {
      // the next as many, all by one factor
      FR.power(jump, 0, base, 0, BigInteger.valueOf((long) done * LANES));
      for (int lane = 0; lane < LANES; lane++) {
        field.set(step, 0, lane, jump, 0);
      }
      field.enter(step, 0, 1);
      field.mulByBlock(out, done * n, out, 0, step, 0, Math.min(done, blocks - done));
    }
    return out;
  }

  private long[] shifts(int log2) {
    int n = field.longs(), size = 1 << log2;
    BigInteger scale = BigInteger.valueOf(size).modInverse(FR.modulus());
    long[] natural = powers(FR.fromBigInteger(scale), root(log2 + 1), size / LANES);
    long[] out = new long[natural.length];
    for (int at = 0; at < size; at++) {
      int from = -reverse(at, log2) & size - 1;
      int group = at / (LANES * LANES) * LANES;
      int inside = at % (LANES * LANES);
      int to = (group + inside % LANES) * n;
      field.copyLane(out, to, inside / LANES, natural, from / LANES * n, from % LANES);
    }
    return out;
  }
}
