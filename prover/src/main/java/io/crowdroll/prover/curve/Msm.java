package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Workers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/**
 * Multi-scalar multiplication, s_0 P_0 + … + s_(n−1) P_(n−1), over bases that stay: made once per
 * section of a proving key, used for every proof. Immutable and thread-safe.
 *
 * <p>Pippenger's bucket method with signed digits. Scalars are split in halves by the curves'
 * endomorphism, halves into windows of c bits. A window's points are sorted by digit; each bucket
 * is a list for {@link GroupSums}. The weighted sum of the buckets, Σ (b + 1) S_b with b = 2^l ·
 * row + column, is Σ 2^l · row · (sum of the row) + Σ (column + 1) · (sum of the column), where the
 * row and column sums are lists for GroupSums again. Zero digits cost nothing, nor do bases at
 * infinity.
 */
public final class Msm {
  private static final int LANES = BlockField.LANES;
  private static final int RANGE = 1 << 12;

  private final boolean second;
  private final int size;
  private final Bases bases;

  /** The bases that are not at infinity. */
  private final int[] finite;

  private Msm(MemorySegment points, int n, boolean second, ForkJoinPool pool) {
    this.second = second;
    this.size = n;
    Group g = group();
    int packed = g.packed;
    int[] index = new int[n];
    int live = 0;
    for (int k = 0; k < n; k++) {
      if (!isZero(points, k, 2 * packed)) {
        index[live++] = k;
      }
    }
    this.finite = Arrays.copyOf(index, live);
    this.bases = Bases.ofSize(g, live);
    int tasks = (live + RANGE - 1) / RANGE;
    Workers.run(pool, tasks, (worker, task) -> convert(points, task * RANGE));
  }

  private static boolean isZero(MemorySegment points, int k, int longs) {
    long any = 0;
    for (int j = 0; j < longs; j++) {
      any |= points.get(ValueLayout.JAVA_LONG_UNALIGNED, 8L * (longs * (long) k + j));
    }
    return any == 0;
  }

  /**
   * Over n points of G1, 64 bytes each: x and y, 4 little-endian longs each, Montgomery form with R
   * = 2^256, infinity all zero (as the sections of a .zkey). The points are not checked.
   */
  public static Msm g1(MemorySegment points, int n, ForkJoinPool pool) {
    return new Msm(points, n, false, pool);
  }

  /** Over n points of G2, 128 bytes each: x.c0, x.c1, y.c0, y.c1, else as {@link #g1}. */
  public static Msm g2(MemorySegment points, int n, ForkJoinPool pool) {
    return new Msm(points, n, true, pool);
  }

  /** Number of bases n. */
  public int size() {
    return size;
  }

  /** Bytes that stay in memory. */
  public long bytes() {
    return 8L * bases.packed().length + 4L * finite.length;
  }

  private Group group() {
    return second ? Group.g2() : Group.g1();
  }

  // Moves a range of the finite points here.
  private void convert(MemorySegment points, int from) {
    Group g = group();
    int longs = g.packedPoint();
    int n = Math.min(RANGE, finite.length - from);
    long[] some = new long[n * longs];
    for (int k = 0; k < n; k++) {
      long at = 8L * longs * finite[from + k];
      MemorySegment.copy(points, ValueLayout.JAVA_LONG_UNALIGNED, at, some, k * longs, longs);
    }
    bases.set(g, from, some, 0, n, true);
  }

  // The width with the fewest additions: each window adds all points and its buckets twice.
  private static int window(long halves) {
    int best = 4;
    for (int c = best; c <= SignedDigits.WIDEST; c++) {
      best = cost(c, halves) < cost(best, halves) ? c : best;
    }
    return best;
  }

  private static long cost(int c, long halves) {
    return SignedDigits.windows(c) * (halves + (1L << c) + 40 * c);
  }

  /**
   * out[o …] = the sum, affine as the bases came (8 or 16 longs, infinity all zero). Not in
   * constant time.
   *
   * @param scalars n scalars of 4 little-endian longs from {@code offset}, plain, in [0, r)
   */
  public void multiply(
      long[] out, int o, long[] scalars, int offset, Workspace workspace, ForkJoinPool pool) {
    new Run(scalars, offset, workspace, pool).sum(out, o);
  }

  /** One multiplication under way. */
  private final class Run {
    private final long[] scalars;
    private final int offset;
    private final Workspace w;
    private final ForkJoinPool pool;
    private final int halves = 2 * finite.length;
    private final int c = window(halves);
    private final int windows = SignedDigits.windows(c);
    private final int buckets = 1 << (c - 1);
    private final int lowBits = (c - 1) / 2;
    private final int columns = 1 << lowBits;
    private final int rows = buckets >> lowBits;
    private final int pieces = halves / GroupSums.LONGEST * 2 + 2;
    private final int places = buckets + 2 * pieces;
    private final int packedPoint;

    Run(long[] scalars, int offset, Workspace w, ForkJoinPool pool) {
      this.scalars = scalars;
      this.offset = offset;
      this.w = w;
      this.pool = pool;
      int workers = Workers.of(pool);
      w.firstSums.grow(workers);
      w.secondSums.grow(workers);
      this.packedPoint = second ? 16 : 8;
      if (w.digits.length < windows * halves) {
        w.digits = new short[windows * halves];
        w.entries = new int[windows * halves];
      }
      if (w.sums.length < windows * places * packedPoint) {
        w.sums = new long[windows * places * packedPoint];
      }
      if (w.edges.length < windows * (rows + columns) * packedPoint) {
        w.edges = new long[windows * (rows + columns) * packedPoint];
      }
      int had = w.lists.length;
      if (had < windows) {
        w.lists = Arrays.copyOf(w.lists, windows);
        for (int k = had; k < windows; k++) {
          w.lists[k] = new Workspace.Lists();
        }
      }
    }

    private GroupSums sums(int worker) {
      return second
          ? w.secondSums.get(worker, k -> new GroupSums(Group.g2()))
          : w.firstSums.get(worker, k -> new GroupSums(Group.g1()));
    }

    void sum(long[] out, int o) {
      int ranges = (finite.length + RANGE - 1) / RANGE;
      Workers.run(pool, ranges, (worker, task) -> split(task * RANGE));
      Workers.run(pool, windows, (worker, task) -> sort(task));
      sumAll(bases, w.entries);
      while (joinParts()) {
        sumAll(placesAsBases(), null);
      }
      Workers.run(pool, windows, this::edges);
      Group g = group();
      long[] total = new long[(windows + LANES - 1) / LANES * g.pointBlock()];
      Workers.run(pool, (windows + LANES - 1) / LANES, (worker, task) -> weigh(total, task));
      horner(g, total, out, o);
    }

    // The digits of a range's scalars, each in [−2^(c−1), 2^(c−1)).
    private void split(int from) {
      long[] k = new long[4];
      long[] t = new long[8];
      int to = Math.min(finite.length, from + RANGE);
      for (int point = from; point < to; point++) {
        Endomorphism.split(k, 0, scalars, offset + 4 * finite[point], t);
        SignedDigits.write(w.digits, 2 * point, halves, k[0], k[1], c);
        SignedDigits.write(w.digits, 2 * point + 1, halves, k[2], k[3], c);
      }
    }

    // Sorts a window's entries by bucket and cuts the buckets into lists of bounded length.
    private void sort(int window) {
      Workspace.Lists l = w.lists[window];
      if (l.bucket.length < buckets + 2) {
        l.bucket = new int[buckets + 2];
      }
      int[] place = l.bucket;
      Arrays.fill(place, 0, buckets + 2, 0);
      int from = window * halves;
      for (int k = 0; k < halves; k += RANGE) {
        count(place, from + k, from + Math.min(halves, k + RANGE));
      }
      int sum = from;
      place[1] = 0;
      for (int b = 1; b <= buckets + 1; b++) {
        sum += place[b];
        place[b] = sum;
      }
      for (int k = 0; k < halves; k += RANGE) {
        scatter(place, from, from + k, from + Math.min(halves, k + RANGE));
      }
      // now place[b] is where bucket b ends
      l.clear(places);
      l.joins = 0;
      l.nextPlace = window * places + buckets;
      for (int b = 1, start = from; b <= buckets; start = place[b++]) {
        cut(l, start, place[b] - start, window * places + b - 1);
      }
      l.sort();
    }

    private void count(int[] place, int from, int to) {
      for (int k = from; k < to; k++) {
        place[Math.abs(w.digits[k]) + 1]++;
      }
    }

    private void scatter(int[] place, int window, int from, int to) {
      for (int k = from; k < to; k++) {
        int digit = w.digits[k];
        if (digit != 0) {
          w.entries[place[Math.abs(digit)]++] = (k - window) << 1 | digit >>> 31;
        }
      }
    }

    // A list to be summed, or several, if it is too long, whose sums go to extra places first.
    private void cut(Workspace.Lists l, int start, int count, int destination) {
      if (count == 0) {
        Arrays.fill(w.sums, destination * packedPoint, (destination + 1) * packedPoint, 0);
      } else if (count <= GroupSums.LONGEST) {
        l.add(start, count, destination);
      } else {
        int parts = (count + GroupSums.LONGEST - 1) / GroupSums.LONGEST;
        l.join(destination, l.nextPlace, parts);
        for (int k = 0; k < parts; k++) {
          int from = (int) ((long) count * k / parts);
          int to = (int) ((long) count * (k + 1) / parts);
          l.add(start + from, to - from, l.nextPlace++);
        }
      }
    }

    // Makes lists of the sums of the parts of lists that were too long; false if there were none.
    private boolean joinParts() {
      boolean any = false;
      for (int window = 0; window < windows; window++) {
        Workspace.Lists l = w.lists[window];
        int joins = l.joins;
        l.joins = 0;
        l.clear(places);
        if (joins > 0 && l.entries.length < places) {
          l.entries = new int[places];
        }
        int n = 0;
        for (int k = 0; k < joins; k++) {
          int start = n;
          for (int part = 0; part < l.joinCount[k]; part++) {
            if (!isZero(w.sums, l.joinFrom[k] + part)) {
              l.entries[n++] = l.joinFrom[k] + part << 2;
            }
          }
          cut(l, start, n - start, l.joinTo[k]);
        }
        l.sort();
        any |= l.size > 0;
      }
      return any;
    }

    private Bases placesAsBases() {
      return new Bases(w.sums, packedPoint, packedPoint / 2);
    }

    private void sumAll(Bases from, int[] entries) {
      int most = 0;
      for (int k = 0; k < windows; k++) {
        most = Math.max(most, w.lists[k].size);
      }
      int parts = Math.max(1, Math.min(most / 16, 4 * Workers.of(pool)));
      Workers.run(
          pool,
          windows * parts,
          (worker, task) -> {
            Workspace.Lists l = w.lists[task / parts];
            int part = task % parts;
            int first = (int) ((long) l.size * part / parts) & -LANES;
            int last =
                part == parts - 1 ? l.size : (int) ((long) l.size * (part + 1) / parts) & -LANES;
            sums(worker)
                .sum(
                    from,
                    entries == null ? l.entries : entries,
                    l.start,
                    l.count,
                    l.destination,
                    first,
                    last,
                    w.sums);
          });
    }

    // The sums of the rows and of the columns of a window's buckets.
    private void edges(int worker, int window) {
      Workspace.Lists l = w.lists[window];
      l.clear(places);
      if (l.entries.length < 2 * buckets) {
        l.entries = new int[2 * buckets];
      }
      int edge = window * (rows + columns);
      int n = 0;
      for (int row = 0; row < rows; row++) {
        n = edge(l, n, window, row << lowBits, 1, columns, edge + row);
      }
      for (int column = 0; column < columns; column++) {
        n = edge(l, n, window, column, columns, rows, edge + rows + column);
      }
      l.sort();
      sums(worker)
          .sum(placesAsBases(), l.entries, l.start, l.count, l.destination, 0, l.size, w.edges);
    }

    private int edge(
        Workspace.Lists l, int n, int window, int bucket, int step, int length, int destination) {
      int start = n;
      for (int k = 0; k < length; k++) {
        int place = window * places + bucket + k * step;
        if (!isZero(w.sums, place)) {
          l.entries[n++] = place << 2;
        }
      }
      if (n > start) {
        l.add(start, n - start, destination);
      } else {
        Arrays.fill(w.edges, destination * packedPoint, (destination + 1) * packedPoint, 0);
      }
      return n;
    }

    private boolean isZero(long[] points, int place) {
      long any = 0;
      for (int k = place * packedPoint; k < (place + 1) * packedPoint; k++) {
        any |= points[k];
      }
      return any == 0;
    }

    // Four windows' Σ 2^l · row · (row sum) + Σ (column + 1) · (column sum), a lane each.
    private void weigh(long[] total, int four) {
      Group g = group();
      int point = g.pointBlock();
      int at = four * point;
      long[] run = new long[3 * point];
      g.infinity(total, at);
      g.infinity(run, 0);
      for (int row = rows - 1; row > 0; row--) {
        edgesOf(g, run, 2 * point, four, row);
        g.add(run, 0, run, 0, run, 2 * point);
        g.add(total, at, total, at, run, 0);
      }
      for (int k = 0; k < lowBits; k++) {
        g.add(total, at, total, at, total, at);
      }
      g.infinity(run, 0);
      for (int column = columns - 1; column >= 0; column--) {
        edgesOf(g, run, 2 * point, four, rows + column);
        g.add(run, 0, run, 0, run, 2 * point);
        g.add(total, at, total, at, run, 0);
      }
    }

    private void edgesOf(Group g, long[] points, int at, int four, int edge) {
      for (int lane = 0; lane < LANES; lane++) {
        int window = four * LANES + lane;
        if (window < windows) {
          g.set(points, at, lane, w.edges, (window * (rows + columns) + edge) * packedPoint);
        } else {
          g.setInfinity(points, at, lane);
        }
      }
    }

    private void horner(Group g, long[] total, long[] out, int o) {
      int point = g.pointBlock();
      long[] sum = new long[2 * point];
      g.infinity(sum, 0);
      for (int window = windows - 1; window >= 0; window--) {
        for (int k = 0; k < c; k++) {
          g.add(sum, 0, sum, 0, sum, 0);
        }
        for (int part = 0; part < 3; part++) {
          g.field.copyLane(
              sum,
              point + part * g.block,
              0,
              total,
              window / LANES * point + part * g.block,
              window % LANES);
        }
        g.add(sum, 0, sum, 0, sum, point);
      }
      g.affine(out, o, sum, 0, 0);
    }
  }
}
