package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * Multi-scalar multiplication, s_0 P_0 + … + s_(n−1) P_(n−1), over bases that stay: made once per
 * section of a proving key, used for every proof. Immutable and thread-safe.
 */
public final class Msm {
  private final Supplier<Group> group;
  private final long[] bases;
  private final int size;

  private Msm(Supplier<Group> group, MemorySegment points, int n) {
    this.group = group;
    this.size = n;
    this.bases = new long[n * group.get().packedPoint()];
    MemorySegment.copy(points, ValueLayout.JAVA_LONG_UNALIGNED, 0, bases, 0, bases.length);
  }

  /**
   * Over n points of G1, 64 bytes each: x and y, 4 little-endian longs each, Montgomery form with R
   * = 2^256, infinity all zero (as the sections of a .zkey). The points are not checked.
   */
  public static Msm g1(MemorySegment points, int n, ForkJoinPool pool) {
    return new Msm(Group::g1, points, n);
  }

  /** Over n points of G2, 128 bytes each: x.c0, x.c1, y.c0, y.c1, else as {@link #g1}. */
  public static Msm g2(MemorySegment points, int n, ForkJoinPool pool) {
    return new Msm(Group::g2, points, n);
  }

  /** Number of bases n. */
  public int size() {
    return size;
  }

  /** Bytes that stay in memory. */
  public long bytes() {
    return 8L * bases.length;
  }

  /**
   * out[o …] = the sum, affine as the bases came (8 or 16 longs, infinity all zero). Not in
   * constant time.
   *
   * @param scalars n scalars of 4 little-endian longs from {@code offset}, plain, in [0, r)
   */
  public void multiply(
      long[] out, int o, long[] scalars, int offset, Workspace workspace, ForkJoinPool pool) {
    Group g = group.get();
    int point = g.pointBlock(), packed = g.packedPoint();
    long[] acc = new long[point], sum = new long[point], p = new long[point];
    g.infinity(sum, 0);
    for (int from = 0; from < size; from += BlockField.LANES) {
      int lanes = Math.min(BlockField.LANES, size - from);
      long[] four = Arrays.copyOfRange(bases, from * packed, (from + BlockField.LANES) * packed);
      g.infinity(acc, 0);
      for (int bit = 253; bit >= 0; bit--) {
        g.add(acc, 0, acc, 0, acc, 0);
        g.infinity(p, 0);
        for (int lane = 0; lane < lanes; lane++) {
          if ((scalars[offset + 4 * (from + lane) + bit / 64] >>> bit & 1) != 0) {
            g.enter(p, 0, lane, four, lane * packed);
          }
        }
        g.add(acc, 0, acc, 0, p, 0);
      }
      g.add(sum, 0, sum, 0, acc, 0);
    }
    g.addLanes(sum, 0);
    g.affine(out, o, sum, 0, 0);
  }
}
