package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Workers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/**
 * Multi-scalar multiplication, s_0 P_0 + … + s_(n−1) P_(n−1), over bases that stay where they are,
 * in a mapped proving key say: making one costs nothing, a multiplication reads the bases piece by
 * piece and keeps none. Immutable and thread-safe.
 *
 * <p>With tables, the bases and their multiples 2^(c g) P, 2^(2 c g) P, … are kept in memory, in
 * the form the sums take them, so that windows g apart share their buckets: g sets of buckets in
 * place of one a window, and wider windows. How the sum is made: {@link BucketSum}.
 */
public final class Msm {
  private static final int LANES = BlockField.LANES;

  /** Points of a task. */
  static final int RANGE = 1 << 12;

  /**
   * Bases that are in memory at a time. So few that they stay in a cache, so many that a bucket
   * gets a dozen of them.
   */
  private static final int PIECE = 1 << 18;

  private final boolean second;
  private final int size;
  private final int piece;
  private final MemorySegment points;

  private final int tables;

  // with tables: the kept multiples, bits of a window, sets of buckets
  private final Bases kept;
  private final int c;
  private final int sets;

  private Msm(
      MemorySegment points, int n, int mostTables, boolean second, int piece, ForkJoinPool pool) {
    this.second = second;
    this.size = n;
    this.points = points;
    this.c = window(2L * n, mostTables);
    this.sets = sets(c, mostTables);
    this.tables = sets(c, sets);
    this.piece = Math.min(n, tables == 1 ? piece : n);
    this.kept = tables == 1 ? null : Bases.ofSize(group(), Math.multiplyExact(tables, n));
    if (kept != null) {
      int tasks = (n + RANGE - 1) / RANGE;
      Workers.run(pool, tasks, (worker, task) -> multiples(task * RANGE));
    }
  }

  /**
   * Over n points of G1, 64 bytes each: x and y, 4 little-endian longs each, Montgomery form with R
   * = 2^256, infinity all zero (as the sections of a .zkey). The points are not checked; they must
   * stay there as long as this is used.
   */
  public static Msm g1(MemorySegment points, int n, ForkJoinPool pool) {
    return g1(points, n, 1, pool);
  }

  /** Over n points of G2, 128 bytes each: x.c0, x.c1, y.c0, y.c1, else as {@link #g1}. */
  public static Msm g2(MemorySegment points, int n, ForkJoinPool pool) {
    return g2(points, n, 1, pool);
  }

  /**
   * {@link #g1} with tables.
   *
   * @param mostTables how many multiples of a base may be kept, itself included; 1 for none, else
   *     each takes {@link #bytesOfTable} and n sequences of doublings to make
   * @throws ArithmeticException if they do not fit in an array
   */
  public static Msm g1(MemorySegment points, int n, int mostTables, ForkJoinPool pool) {
    return new Msm(points, n, mostTables, false, PIECE, pool);
  }

  /** {@link #g2} with tables, as for G1. */
  public static Msm g2(MemorySegment points, int n, int mostTables, ForkJoinPool pool) {
    return new Msm(points, n, mostTables, true, PIECE, pool);
  }

  /** Without tables, with so many bases in memory at a time: for tests. */
  static Msm inPieces(MemorySegment points, int n, boolean second, int piece, ForkJoinPool pool) {
    return new Msm(points, n, 1, second, piece, pool);
  }

  /** Bytes of one multiple of each of n points. */
  public static long bytesOfTable(int n, boolean second) {
    return (second ? 192L : 96L) * n;
  }

  /** Number of bases n. */
  public int size() {
    return size;
  }

  private Group group() {
    return second ? Group.g2() : Group.g1();
  }

  // All tables of a range: the points themselves, then table after table by doublings, four points
  // at a time.
  private void multiples(int from) {
    Group g = group();
    int n = Math.min(RANGE, size - from);
    int packedPoint = g.packedPoint();
    load(g, kept, from, from, n, new long[n * packedPoint]);
    int[] finite = new int[n];
    int live = 0;
    for (int k = from; k < from + n; k++) {
      if (!kept.isInfinite(k)) {
        finite[live++] = k;
      }
    }
    long[][] out = new long[tables][n * packedPoint];
    long[] p = new long[g.pointBlock()];
    long[] affine = new long[3 * g.block];
    for (int k = 0; k < live; k += LANES) {
      int lanes = Math.min(LANES, live - k);
      for (int lane = 0; lane < LANES; lane++) {
        int point = finite[k + Math.min(lane, lanes - 1)];
        g.set(p, 0, lane, kept.packed(), point * kept.stride());
      }
      for (int table = 1; table < tables; table++) {
        for (int bit = 0; bit < c * sets; bit++) {
          g.add(p, 0, p, 0, p, 0);
        }
        g.field.invert(affine, 0, p, 2 * g.block);
        g.field.mul(affine, g.block, p, 0, affine, 0, 1);
        g.field.mul(affine, 2 * g.block, p, g.block, affine, 0, 1);
        for (int lane = 0; lane < lanes; lane++) {
          int to = (finite[k + lane] - from) * packedPoint;
          g.field.get(out[table], to, affine, g.block, lane);
          g.field.get(out[table], to + g.packed, affine, 2 * g.block, lane);
        }
      }
    }
    for (int table = 1; table < tables; table++) {
      kept.set(g, table * size + from, out[table], 0, n, false);
    }
  }

  /** Bases {@code from} to {@code from + n − 1} to places {@code to} …; {@code raw} is scratch. */
  void load(Group g, Bases bases, int to, int from, int n, long[] raw) {
    int longs = g.packedPoint();
    MemorySegment.copy(
        points, ValueLayout.JAVA_LONG_UNALIGNED, 8L * longs * from, raw, 0, n * longs);
    bases.set(g, to, raw, 0, n, true);
  }

  // The width with the fewest additions: each window adds all points, each set its buckets twice.
  private static int window(long halves, int tables) {
    int best = 4;
    for (int c = best; c <= SignedDigits.WIDEST; c++) {
      best = cost(c, halves, tables) < cost(best, halves, tables) ? c : best;
    }
    return best;
  }

  private static long cost(int c, long halves, int tables) {
    return SignedDigits.windows(c) * halves + sets(c, tables) * ((1L << c) + 40 * c);
  }

  // as many sets for so many tables, or tables for so many sets
  private static int sets(int c, int tables) {
    return (SignedDigits.windows(c) + tables - 1) / tables;
  }

  /**
   * out[o …] = the sum, affine as the bases came (8 or 16 longs, infinity all zero). Not in
   * constant time.
   *
   * @param scalars n scalars of 4 little-endian longs from {@code offset}, plain, in [0, r)
   */
  public void multiply(
      long[] out, int o, long[] scalars, int offset, Workspace workspace, ForkJoinPool pool) {
    if (size == 0) {
      Arrays.fill(out, o, o + (second ? 16 : 8), 0);
      return;
    }
    int width = tables > 1 ? c : window(halves(scalars, offset), 1);
    int windows = tables > 1 ? sets : SignedDigits.windows(width);
    BucketSum sum = new BucketSum(this, width, windows, piece, scalars, offset, workspace, pool);
    for (int from = 0; from < size; from += piece) {
      sum.add(from, Math.min(piece, size - from));
    }
    sum.finish(out, o);
  }

  // Halves of scalars that reach beyond the first windows. Bits and other small numbers do not, but
  // their zeros have to be passed over, window by window.
  private long halves(long[] scalars, int offset) {
    int large = 0;
    for (int k = offset; k < offset + 4 * size; k += 4) {
      large += (scalars[k + 1] | scalars[k + 2] | scalars[k + 3]) != 0 ? 1 : 0;
    }
    return Math.max(2L * large, size / 32);
  }

  boolean second() {
    return second;
  }

  /** How many multiples of each base are kept, itself included; 1 if none is, not even itself. */
  int tables() {
    return tables;
  }

  /** The kept multiples, table after table; only with tables. */
  Bases kept() {
    return kept;
  }
}
