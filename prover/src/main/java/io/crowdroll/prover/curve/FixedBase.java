package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Workers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * Many multiples of one point, as a setup needs them. Scalars are split by the endomorphism and cut
 * into signed digits; for each window a table holds all multiples that a digit can ask for, so that
 * a product is a sum of about 32 / (c / 8) table points, a list for {@link GroupSums}. Immutable
 * and thread-safe.
 */
public final class FixedBase {
  private static final int RANGE = 1 << 11;

  private final Supplier<Group> group;
  private final long[] point;

  private FixedBase(Supplier<Group> group, long[] point) {
    this.group = group;
    this.point = point.clone();
  }

  /** Multiples of a point of G1, not infinity: 8 longs, affine, Montgomery form with R = 2^256. */
  public static FixedBase g1(long[] point) {
    return new FixedBase(Group::g1, point);
  }

  /** Multiples of a point of G2, not infinity: 16 longs x.c0, x.c1, y.c0, y.c1. */
  public static FixedBase g2(long[] point) {
    return new FixedBase(Group::g2, point);
  }

  /**
   * Writes s_0 P, …, s_(n−1) P to {@code out}, affine in the layout of the sections of a .zkey (64
   * or 128 bytes a point, infinity all zero). Makes a table whose size suits n, at most 50 MB for
   * G1, twice that for G2.
   *
   * @param scalars n scalars of 4 little-endian longs from {@code offset}, plain, in [0, r)
   */
  public void multiply(MemorySegment out, long[] scalars, int offset, int n, ForkJoinPool pool) {
    int c = 4;
    for (int k = c; k <= SignedDigits.WIDEST; k++) {
      c = cost(k, n) < cost(c, n) ? k : c;
    }
    Bases table = table(c, pool);
    int width = c;
    Worker[] workers = new Worker[Workers.of(pool)];
    Workers.run(
        pool,
        (n + RANGE - 1) / RANGE,
        (worker, task) -> {
          if (workers[worker] == null) {
            workers[worker] = new Worker(width);
          }
          int from = task * RANGE;
          int to = Math.min(n, from + RANGE);
          workers[worker].multiply(table, out, from, scalars, offset, to - from);
        });
  }

  private static long cost(int c, long n) {
    return SignedDigits.windows(c) * (2 * n + (1L << (c - 1)));
  }

  // For each window w the points d 2^(c w) P, d = 1 … 2^(c−1), at place w 2^(c−1) + d − 1.
  private Bases table(int c, ForkJoinPool pool) {
    Group g = group.get();
    int half = 1 << (c - 1);
    int windows = SignedDigits.windows(c);
    int packedPoint = g.packedPoint();
    long[] multiples = new long[windows * half * packedPoint];
    long[] power = new long[g.pointBlock()];
    g.infinity(power, 0);
    g.enter(power, 0, 0, point, 0);
    for (int w = 0; w < windows; w++) {
      g.affineInside(multiples, w * half * packedPoint, power, 0, 0);
      for (int k = 0; k < c; k++) {
        g.add(power, 0, power, 0, power, 0);
      }
    }
    Workers.run(pool, windows, (worker, w) -> fill(multiples, w * half, half));
    Bases table = Bases.ofSize(g, windows * half);
    Workers.run(
        pool,
        windows,
        (worker, w) ->
            table.set(group.get(), w * half, multiples, w * half * packedPoint, half, false));
    return table;
  }

  // From P at the first place, all multiples up to half · P: those up to 2m P from those up to m P.
  private void fill(long[] multiples, int first, int half) {
    Group g = group.get();
    GroupSums sums = new GroupSums(g);
    Bases self = new Bases(multiples, g.packedPoint(), g.packed);
    int[] entries = new int[half];
    int[] start = new int[half / 2];
    int[] count = new int[half / 2];
    int[] destination = new int[half / 2];
    Arrays.fill(count, 2);
    for (int m = 1; m < half; m *= 2) {
      for (int d = 0; d < m; d++) {
        entries[2 * d] = first + d << 2;
        entries[2 * d + 1] = first + m - 1 << 2;
        start[d] = 2 * d;
        destination[d] = first + m + d;
      }
      sums.sum(self, entries, start, count, destination, 0, m, multiples);
    }
  }

  /** Scratch of one thread. */
  private final class Worker {
    private final Group g = group.get();
    private final GroupSums sums = new GroupSums(g);
    private final int c;
    private final int windows;
    private final int half;
    private final short[] digits;
    private final int[] entries;
    private final int[] start = new int[RANGE];
    private final int[] count = new int[RANGE];
    private final int[] destination = new int[RANGE];
    private final long[] points = new long[RANGE * g.packedPoint()];
    private final long[] blocks = new long[2 * RANGE / BlockField.LANES * g.block];

    Worker(int c) {
      this.c = c;
      this.windows = SignedDigits.windows(c);
      this.half = 1 << (c - 1);
      this.digits = new short[windows];
      this.entries = new int[RANGE * 2 * windows];
    }

    void multiply(Bases table, MemorySegment out, int at, long[] scalars, int offset, int n) {
      long[] k = new long[4];
      long[] t = new long[8];
      int used = 0;
      int lists = 0;
      int packedPoint = g.packedPoint();
      for (int s = 0; s < n; s++) {
        Endomorphism.split(k, 0, scalars, offset + 4 * (at + s), t);
        start[lists] = used;
        used = entries(k[0], k[1], used, 0);
        used = entries(k[2], k[3], used, 2);
        count[lists] = used - start[lists];
        destination[lists] = s;
        if (count[lists] > 0) {
          lists++;
        } else {
          Arrays.fill(points, s * packedPoint, (s + 1) * packedPoint, 0);
        }
      }
      sums.sum(table, entries, start, count, destination, 0, lists, points);
      int used4 = (2 * n + BlockField.LANES - 1) / BlockField.LANES;
      g.field.load(blocks, 0, points, 0, used4);
      g.field.leave(blocks, 0, used4);
      g.field.store(points, 0, blocks, 0, used4);
      MemorySegment.copy(
          points, 0, out, ValueLayout.JAVA_LONG_UNALIGNED, 8L * packedPoint * at, n * packedPoint);
    }

    private int entries(long low, long high, int used, int image) {
      SignedDigits.write(digits, 0, 1, low, high, c);
      for (int w = 0; w < windows; w++) {
        int digit = digits[w];
        if (digit != 0) {
          entries[used++] = w * half + Math.abs(digit) - 1 << 2 | image | digit >>> 31;
        }
      }
      return used;
    }
  }
}
