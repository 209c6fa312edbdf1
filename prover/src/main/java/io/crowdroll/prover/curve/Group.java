package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Points of G1 (over Fq) or G2 (over Fq2) in blocks of four, for the kernels: homogeneous
 * projective coordinates X, Y, Z, a block each one after the other, infinity (0 : 1 : 0), and the
 * complete addition law for a = 0 of Renes, Costello and Batina, "Complete addition formulas for
 * prime order elliptic curves" (EUROCRYPT 2016), algorithm 7: right for every pair of points of odd
 * order, so no lane needs a branch. An instance belongs to one thread at a time.
 */
final class Group {
  final BlockField field;

  /** Longs of a block of affine coordinates' one coordinate, and of a packed one. */
  final int block;

  final int packed;
  private final long[] threeB;
  private final long[] t;
  private final long[] u;

  private Group(BlockField field, long[] packedThreeB) {
    this.field = field;
    this.block = field.longs();
    this.packed = field.packed();
    this.threeB = new long[block];
    for (int lane = 0; lane < BlockField.LANES; lane++) {
      field.set(threeB, 0, lane, packedThreeB, 0);
    }
    field.enter(threeB, 0, 1);
    this.t = new long[7 * block];
    this.u = new long[3 * block];
  }

  /** y² = x³ + 3. */
  static Group g1() {
    return new Group(
        Kernels.of(PrimeField.FQ), PrimeField.FQ.fromBigInteger(BigInteger.valueOf(9)));
  }

  /** The sextic twist y² = x³ + 3 / (9 + u): 3b = 9 (9 − u) / 82. */
  static Group g2() {
    BigInteger q = PrimeField.FQ.modulus();
    BigInteger scale = BigInteger.valueOf(9).multiply(BigInteger.valueOf(82).modInverse(q));
    long[] b =
        Arrays.copyOf(PrimeField.FQ.fromBigInteger(scale.multiply(BigInteger.valueOf(9))), 8);
    System.arraycopy(PrimeField.FQ.fromBigInteger(scale.negate()), 0, b, 4, 4);
    return new Group(Kernels.fq2(), b);
  }

  /** Longs of a packed affine point: 8 or 16. */
  int packedPoint() {
    return 2 * packed;
  }

  /** Longs of a block of projective points. */
  int pointBlock() {
    return 3 * block;
  }

  /** Four times infinity. */
  void infinity(long[] out, int o) {
    field.zero(out, o);
    field.one(out, o + block);
    field.zero(out, o + 2 * block);
  }

  /** Four packed affine points that follow one another (radix inside), all zero for infinity. */
  void load(long[] out, int o, long[] points, int p) {
    infinity(out, o);
    for (int lane = 0; lane < BlockField.LANES; lane++, p += 2 * packed) {
      set(out, o, lane, points, p);
    }
  }

  /** One lane to a packed affine point (radix inside), all zero for infinity. */
  void set(long[] out, int o, int lane, long[] points, int p) {
    boolean infinite = true;
    for (int k = 0; k < 2 * packed; k++) {
      infinite &= points[p + k] == 0;
    }
    if (infinite) {
      setInfinity(out, o, lane);
    } else {
      field.one(t, 0);
      field.set(out, o, lane, points, p);
      field.set(out, o + block, lane, points, p + packed);
      field.copyLane(out, o + 2 * block, lane, t, 0, 0);
    }
  }

  /** One lane from a packed affine point with R = 2^256, all zero for infinity. */
  void enter(long[] out, int o, int lane, long[] points, int p) {
    set(out, o, lane, points, p);
    if (!field.isZero(out, o + 2 * block, lane)) {
      for (int c = 0; c < 2; c++) {
        field.copyLane(t, 0, 0, out, o + c * block, lane);
        field.enter(t, 0, 1);
        field.copyLane(out, o + c * block, lane, t, 0, 0);
      }
    }
  }

  /** The sum of the four lanes in lane 0. */
  void addLanes(long[] a, int i) {
    for (int width = 2; width >= 1; width /= 2) {
      for (int lane = 0; lane < width; lane++) {
        for (int c = 0; c < 3; c++) {
          field.copyLane(u, c * block, lane, a, i + c * block, lane + width);
        }
      }
      add(a, i, a, i, u, 0);
    }
  }

  /** out = a + b, lane by lane. */
  void add(long[] out, int o, long[] a, int i, long[] b, int j) {
    int n = block, x = 0, y = n, z = 2 * n;
    field.mul(t, 0, a, i + x, b, j + x, 1); // t0 = X1 X2
    field.mul(t, n, a, i + y, b, j + y, 1); // t1 = Y1 Y2
    field.mul(t, 2 * n, a, i + z, b, j + z, 1); // t2 = Z1 Z2
    cross(3 * n, a, i + x, i + y, b, j + x, j + y, 0, n); // t3 = X1 Y2 + X2 Y1
    cross(4 * n, a, i + y, i + z, b, j + y, j + z, n, 2 * n); // t4 = Y1 Z2 + Y2 Z1
    cross(6 * n, a, i + x, i + z, b, j + x, j + z, 0, 2 * n); // t6 = X1 Z2 + X2 Z1
    field.add(t, 5 * n, t, 0, t, 0, 1);
    field.add(t, 0, t, 5 * n, t, 0, 1); // t0 = 3 X1 X2
    field.mul(t, 2 * n, t, 2 * n, threeB, 0, 1); // t2 = 3b Z1 Z2
    field.add(t, 5 * n, t, n, t, 2 * n, 1); // t5 = t1 + t2
    field.sub(t, n, t, n, t, 2 * n, 1); // t1 = t1 − t2
    field.mul(t, 6 * n, t, 6 * n, threeB, 0, 1); // t6 = 3b t6
    field.mul(out, o + x, t, 3 * n, t, n, 1);
    field.mul(t, 2 * n, t, 4 * n, t, 6 * n, 1);
    field.sub(out, o + x, out, o + x, t, 2 * n, 1); // X3 = t3 t1 − t4 t6
    field.mul(t, 6 * n, t, 6 * n, t, 0, 1);
    field.mul(t, n, t, n, t, 5 * n, 1);
    field.add(out, o + y, t, n, t, 6 * n, 1); // Y3 = t1 t5 + t6 t0
    field.mul(t, 0, t, 0, t, 3 * n, 1);
    field.mul(t, 5 * n, t, 5 * n, t, 4 * n, 1);
    field.add(out, o + z, t, 5 * n, t, 0, 1); // Z3 = t5 t4 + t0 t3
  }

  /** One lane to infinity. */
  void setInfinity(long[] out, int o, int lane) {
    field.one(t, 0);
    field.zero(t, block);
    field.copyLane(out, o, lane, t, block, 0);
    field.copyLane(out, o + block, lane, t, 0, 0);
    field.copyLane(out, o + 2 * block, lane, t, block, 0);
  }

  /** One lane to a packed affine point with R = 2^256, all zero for infinity. */
  void affine(long[] packedOut, int p, long[] a, int i, int lane) {
    affine(packedOut, p, a, i, lane, true);
  }

  /** One lane to a packed affine point of the radix inside, all zero for infinity. */
  void affineInside(long[] packedOut, int p, long[] a, int i, int lane) {
    affine(packedOut, p, a, i, lane, false);
  }

  private void affine(long[] packedOut, int p, long[] a, int i, int lane, boolean leave) {
    if (field.isZero(a, i + 2 * block, lane)) {
      Arrays.fill(packedOut, p, p + 2 * packed, 0);
      return;
    }
    for (int k = 0; k < BlockField.LANES; k++) {
      field.copyLane(t, 0, k, a, i + 2 * block, lane);
    }
    field.invert(t, 0, t, 0);
    field.mul(t, block, a, i, t, 0, 1);
    field.mul(t, 2 * block, a, i + block, t, 0, 1);
    if (leave) {
      field.leave(t, block, 2);
    }
    field.get(packedOut, p, t, block, lane);
    field.get(packedOut, p + packed, t, 2 * block, lane);
  }

  // t[r] = (a_u + a_v)(b_u + b_v) − t[p] − t[q]
  private void cross(int r, long[] a, int au, int av, long[] b, int bu, int bv, int p, int q) {
    field.add(t, r, a, au, a, av, 1);
    field.add(t, 5 * block, b, bu, b, bv, 1);
    field.mul(t, r, t, r, t, 5 * block, 1);
    field.sub(t, r, t, r, t, p, 1);
    field.sub(t, r, t, r, t, q, 1);
  }
}
