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
 * <p>With tables, multiples 2^(c g) P, 2^(2 c g) P, … of each base P are kept, so that windows g
 * apart share their buckets: g sets of buckets in place of one a window, and wider windows.
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

  /** Bits of a window; bucket sets g; how many multiples of each base are kept, itself included. */
  private final int c;

  private final int sets;
  private final int tables;

  private Msm(MemorySegment points, int n, int mostTables, boolean second, ForkJoinPool pool) {
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
    this.c = window(2L * live, mostTables);
    this.sets = sets(c, mostTables);
    this.tables = (SignedDigits.windows(c) + sets - 1) / sets;
    this.bases = Bases.ofSize(g, Math.multiplyExact(tables, live));
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
    return g1(points, n, 1, pool);
  }

  /** Over n points of G2, 128 bytes each: x.c0, x.c1, y.c0, y.c1, else as {@link #g1}. */
  public static Msm g2(MemorySegment points, int n, ForkJoinPool pool) {
    return g2(points, n, 1, pool);
  }

  /**
   * {@link #g1} with tables.
   *
   * @param mostTables how many multiples of a base may be kept, itself included, at least 1; each
   *     takes {@link #bytesOfTable} and n sequences of doublings to make
   * @throws ArithmeticException if they do not fit in an array
   */
  public static Msm g1(MemorySegment points, int n, int mostTables, ForkJoinPool pool) {
    return new Msm(points, n, mostTables, false, pool);
  }

  /** {@link #g2} with tables, as for G1. */
  public static Msm g2(MemorySegment points, int n, int mostTables, ForkJoinPool pool) {
    return new Msm(points, n, mostTables, true, pool);
  }

  /** Bytes of one multiple of each of n points. */
  public static long bytesOfTable(int n, boolean second) {
    return (second ? 192L : 96L) * n;
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
    if (tables > 1) {
      multiples(g, from, n);
    }
  }

  // The further tables of a range: table after table by doublings, four points at a time.
  private void multiples(Group g, int from, int n) {
    int packedPoint = g.packedPoint();
    long[][] out = new long[tables][n * packedPoint];
    long[] p = new long[g.pointBlock()];
    long[] affine = new long[3 * g.block];
    for (int k = 0; k < n; k += LANES) {
      int lanes = Math.min(LANES, n - k);
      for (int lane = 0; lane < LANES; lane++) {
        int point = from + k + Math.min(lane, lanes - 1);
        g.set(p, 0, lane, bases.packed(), point * bases.stride());
      }
      for (int table = 1; table < tables; table++) {
        for (int bit = 0; bit < c * sets; bit++) {
          g.add(p, 0, p, 0, p, 0);
        }
        g.field.invert(affine, 0, p, 2 * g.block);
        g.field.mul(affine, g.block, p, 0, affine, 0, 1);
        g.field.mul(affine, 2 * g.block, p, g.block, affine, 0, 1);
        for (int lane = 0; lane < lanes; lane++) {
          int to = (k + lane) * packedPoint;
          g.field.get(out[table], to, affine, g.block, lane);
          g.field.get(out[table], to + g.packed, affine, 2 * g.block, lane);
        }
      }
    }
    for (int table = 1; table < tables; table++) {
      bases.set(g, table * finite.length + from, out[table], 0, n, false);
    }
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
    new Run(scalars, offset, workspace, pool).sum(out, o);
  }

  /** One multiplication under way. */
  private final class Run {
    private final long[] scalars;
    private final int offset;
    private final Workspace w;
    private final ForkJoinPool pool;
    private final int halves = 2 * finite.length;

    /** Digits of a set, those that are always zero included. */
    private final int perSet = tables * halves;

    private final int buckets = 1 << (c - 1);
    private final int lowBits = (c - 1) / 2;
    private final int columns = 1 << lowBits;
    private final int rows = buckets >> lowBits;
    private final int pieces = perSet / GroupSums.LONGEST * 2 + 2;
    private final int places = buckets + 2 * pieces;
    private final int packedPoint;

    /** Into how many parts a set's digits are cut to be sorted. */
    private final int parts;

    Run(long[] scalars, int offset, Workspace w, ForkJoinPool pool) {
      this.scalars = scalars;
      this.offset = offset;
      this.w = w;
      this.pool = pool;
      int workers = Workers.of(pool);
      w.firstSums.grow(workers);
      w.secondSums.grow(workers);
      this.packedPoint = second ? 16 : 8;
      this.parts = (workers + sets - 1) / sets;
      if (w.digits.length < sets * perSet) {
        w.digits = new short[sets * perSet];
        w.entries = new int[sets * perSet];
      }
      if (w.sums.length < sets * places * packedPoint) {
        w.sums = new long[sets * places * packedPoint];
      }
      if (w.edges.length < sets * (rows + columns) * packedPoint) {
        w.edges = new long[sets * (rows + columns) * packedPoint];
      }
      int had = w.lists.length;
      if (had < sets) {
        w.lists = Arrays.copyOf(w.lists, sets);
        for (int k = had; k < sets; k++) {
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
      Workers.run(pool, sets * parts, (worker, task) -> count(task / parts, task % parts));
      Workers.run(pool, sets, (worker, set) -> place(set));
      Workers.run(pool, sets * parts, (worker, task) -> scatter(task / parts, task % parts));
      Workers.run(pool, sets, (worker, set) -> cut(set));
      sumAll(bases, w.entries, w.sums);
      while (joinParts()) {
        sumAll(placesAsBases(), null, w.sums);
      }
      Workers.run(pool, sets, (worker, set) -> edges(set));
      sumAll(placesAsBases(), null, w.edges);
      Group g = group();
      long[] total = new long[(sets + LANES - 1) / LANES * g.pointBlock()];
      Workers.run(pool, (sets + LANES - 1) / LANES, (worker, task) -> weigh(total, task));
      horner(g, total, out, o);
    }

    // The digits of a range's scalars, each in [−2^(c−1), 2^(c−1)).
    private void split(int from) {
      long[] k = new long[4];
      long[] t = new long[8];
      short[] digits = new short[sets * tables];
      int to = Math.min(finite.length, from + RANGE);
      for (int point = from; point < to; point++) {
        Endomorphism.split(k, 0, scalars, offset + 4 * finite[point], t);
        SignedDigits.write(digits, 0, 1, k[0], k[1], c);
        deal(digits, 2 * point);
        SignedDigits.write(digits, 0, 1, k[2], k[3], c);
        deal(digits, 2 * point + 1);
      }
    }

    // Window table · sets + set goes to that set, beside the multiples of that table.
    private void deal(short[] digits, int half) {
      for (int table = 0, window = 0; table < tables; table++) {
        for (int set = 0; set < sets; set++, window++) {
          w.digits[set * perSet + table * halves + half] = digits[window];
        }
      }
    }

    private int start(int set, int part) {
      return set * perSet + (int) ((long) perSet * part / parts);
    }

    // How many digits of a part fall into each bucket.
    private void count(int set, int part) {
      Workspace.Lists l = w.lists[set];
      int counters = buckets + 1;
      synchronized (l) {
        if (l.bucket.length < parts * counters) {
          l.bucket = new int[parts * counters];
        }
      }
      int from = start(set, part), to = start(set, part + 1);
      Arrays.fill(l.bucket, part * counters, (part + 1) * counters, 0);
      for (int k = from; k < to; k += RANGE) {
        count(l.bucket, part * counters, k, Math.min(to, k + RANGE));
      }
    }

    private void count(int[] counters, int at, int from, int to) {
      for (int k = from; k < to; k++) {
        counters[at + Math.abs(w.digits[k])]++;
      }
    }

    // Counters become places: bucket by bucket, in each part by part.
    private void place(int set) {
      int[] place = w.lists[set].bucket;
      int sum = set * perSet;
      for (int b = 1; b <= buckets; b++) {
        for (int part = 0; part < parts; part++) {
          int at = part * (buckets + 1) + b;
          int count = place[at];
          place[at] = sum;
          sum += count;
        }
      }
    }

    private void scatter(int set, int part) {
      int from = start(set, part), to = start(set, part + 1);
      for (int k = from; k < to; k += RANGE) {
        int[] place = w.lists[set].bucket;
        scatter(place, part * (buckets + 1), set * perSet, k, Math.min(to, k + RANGE));
      }
    }

    private void scatter(int[] place, int at, int first, int from, int to) {
      for (int k = from; k < to; k++) {
        int digit = w.digits[k];
        if (digit != 0) {
          w.entries[place[at + Math.abs(digit)]++] = (k - first) << 1 | digit >>> 31;
        }
      }
    }

    // Cuts a set's sorted entries, bucket by bucket, into lists of bounded length.
    private void cut(int set) {
      Workspace.Lists l = w.lists[set];
      l.clear(places);
      l.joins = 0;
      l.nextPlace = set * places + buckets;
      int last = (parts - 1) * (buckets + 1); // here bucket b ends at the place of the last part
      for (int b = 1, start = set * perSet; b <= buckets; start = l.bucket[last + b++]) {
        cut(l, start, l.bucket[last + b] - start, set * places + b - 1);
      }
      l.sort();
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
      for (int set = 0; set < sets; set++) {
        Workspace.Lists l = w.lists[set];
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

    private void sumAll(Bases from, int[] entries, long[] to) {
      int most = 0;
      for (int k = 0; k < sets; k++) {
        most = Math.max(most, w.lists[k].size);
      }
      int shares = Math.max(1, Math.min(most / 16, 4 * Workers.of(pool)));
      Workers.run(
          pool,
          sets * shares,
          (worker, task) -> {
            Workspace.Lists l = w.lists[task / shares];
            int share = task % shares;
            int first = (int) ((long) l.size * share / shares) & -LANES;
            int last =
                share == shares - 1
                    ? l.size
                    : (int) ((long) l.size * (share + 1) / shares) & -LANES;
            sums(worker)
                .sum(
                    from,
                    entries == null ? l.entries : entries,
                    l.start,
                    l.count,
                    l.destination,
                    first,
                    last,
                    to);
          });
    }

    // Lists of the rows and of the columns of a set's buckets.
    private void edges(int set) {
      Workspace.Lists l = w.lists[set];
      l.clear(places);
      if (l.entries.length < 2 * buckets) {
        l.entries = new int[2 * buckets];
      }
      int edge = set * (rows + columns);
      int n = 0;
      for (int row = 0; row < rows; row++) {
        n = edge(l, n, set, row << lowBits, 1, columns, edge + row);
      }
      for (int column = 0; column < columns; column++) {
        n = edge(l, n, set, column, columns, rows, edge + rows + column);
      }
      l.sort();
    }

    private int edge(
        Workspace.Lists l, int n, int set, int bucket, int step, int length, int destination) {
      int start = n;
      for (int k = 0; k < length; k++) {
        int place = set * places + bucket + k * step;
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

    // Four sets' Σ 2^l · row · (row sum) + Σ (column + 1) · (column sum), a lane each.
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
        int set = four * LANES + lane;
        if (set < sets) {
          g.set(points, at, lane, w.edges, (set * (rows + columns) + edge) * packedPoint);
        } else {
          g.setInfinity(points, at, lane);
        }
      }
    }

    private void horner(Group g, long[] total, long[] out, int o) {
      int point = g.pointBlock();
      long[] sum = new long[2 * point];
      g.infinity(sum, 0);
      for (int set = sets - 1; set >= 0; set--) {
        for (int k = 0; k < c; k++) {
          g.add(sum, 0, sum, 0, sum, 0);
        }
        for (int part = 0; part < 3; part++) {
          g.field.copyLane(
              sum,
              point + part * g.block,
              0,
              total,
              set / LANES * point + part * g.block,
              set % LANES);
        }
        g.add(sum, 0, sum, 0, sum, point);
      }
      g.affine(out, o, sum, 0, 0);
    }
  }
}
