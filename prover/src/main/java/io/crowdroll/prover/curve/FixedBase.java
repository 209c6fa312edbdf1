package io.crowdroll.prover.curve;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ForkJoinPool;

/** Many multiples of one point, as a setup needs them. Immutable and thread-safe. */
public final class FixedBase {
  private final long[] point;
  private final boolean second;

  private FixedBase(long[] point, boolean second) {
    this.point = point.clone();
    this.second = second;
  }

  /** Multiples of a point of G1: 8 longs, affine, Montgomery form with R = 2^256. */
  public static FixedBase g1(long[] point) {
    return new FixedBase(point, false);
  }

  /** Multiples of a point of G2: 16 longs x.c0, x.c1, y.c0, y.c1. */
  public static FixedBase g2(long[] point) {
    return new FixedBase(point, true);
  }

  /**
   * Writes s_0 P, …, s_(n−1) P to {@code out}, affine in the layout of the sections of a .zkey (64
   * or 128 bytes a point, infinity all zero).
   *
   * @param scalars n scalars of 4 little-endian longs from {@code offset}, plain, in [0, r)
   */
  public void multiply(MemorySegment out, long[] scalars, int offset, int n, ForkJoinPool pool) {
    MemorySegment base = MemorySegment.ofArray(point);
    Msm msm = second ? Msm.g2(base, 1, pool) : Msm.g1(base, 1, pool);
    long[] one = new long[point.length];
    for (int k = 0; k < n; k++) {
      msm.multiply(one, 0, scalars, offset + 4 * k, new Workspace(), pool);
      MemorySegment.copy(
          one, 0, out, ValueLayout.JAVA_LONG_UNALIGNED, 8L * k * one.length, one.length);
    }
  }
}
