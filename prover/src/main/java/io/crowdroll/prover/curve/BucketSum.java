package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Workers;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/**
 * One multi-scalar multiplication under way: Pippenger's bucket method with signed digits.
 *
 * <p>Scalars are split in halves by the curves' endomorphism, halves into windows of c bits. The
 * bases come piece by piece. A window's points of a piece are sorted by digit; each bucket is a
 * list for {@link GroupSums}, whose sum is added to what earlier pieces left there. In the end the
 * weighted sum of the buckets, Σ (b + 1) S_b with b = 2^l · row + column, is Σ 2^l · row · (sum of
 * the row) + Σ (column + 1) · (sum of the column), where the row and column sums are lists for
 * GroupSums again. Zero digits cost nothing, nor do bases at infinity.
 */
final class BucketSum {
  private static final int LANES = BlockField.LANES;
  private static final int RANGE = Msm.RANGE;

  private final Msm msm;
  private final int c;
  private final int sets;
  private final int tables;
  private final long[] scalars;
  private final int offset;
  private final Workspace w;
  private final ForkJoinPool pool;
  private final int buckets;
  private final int lowBits;
  private final int columns;
  private final int rows;
  private final int packedPoint;

  /** Into how many parts a set's digits are cut to be sorted. */
  private final int parts;

  /**
   * Places for sums in a set: of each bucket; in the second piece and later of each bucket again,
   * for that piece alone; of parts of buckets.
   */
  private final int places;

  private final int wholes;

  // the piece at hand: its first base, how many, digits of a set (those that are zero included)
  private int first;
  private int points;
  private int perSet;

  /**
   * @param c bits of a window
   * @param sets how many windows have buckets of their own
   * @param piece the most bases that come at a time
   */
  BucketSum(
      Msm msm,
      int c,
      int sets,
      int piece,
      long[] scalars,
      int offset,
      Workspace w,
      ForkJoinPool pool) {
    this.msm = msm;
    this.c = c;
    this.sets = sets;
    this.tables = msm.tables();
    this.scalars = scalars;
    this.offset = offset;
    this.w = w;
    this.pool = pool;
    int workers = Workers.of(pool);
    this.buckets = 1 << (c - 1);
    this.lowBits = (c - 1) / 2;
    this.columns = 1 << lowBits;
    this.rows = buckets >> lowBits;
    this.packedPoint = msm.second() ? 16 : 8;
    this.parts = (workers + sets - 1) / sets;
    int most = tables * 2 * piece;
    this.wholes = piece < msm.size() ? 2 * buckets : buckets;
    this.places = wholes + 2 * (most / GroupSums.LONGEST * 2 + 2);
    w.reserve(workers, sets, sets * most, sets * places * packedPoint);
    if (w.edges.length < sets * (rows + columns) * packedPoint) {
      w.edges = new long[sets * (rows + columns) * packedPoint];
    }
  }

  private GroupSums sums(int worker) {
    return msm.second()
        ? w.secondSums.get(worker, k -> new GroupSums(Group.g2()))
        : w.firstSums.get(worker, k -> new GroupSums(Group.g1()));
  }

  /** Adds bases {@code from} to {@code from + n − 1} times their scalars to the buckets. */
  void add(int from, int n) {
    first = from;
    points = n;
    perSet = tables * 2 * n;
    Group group = sums(0).group();
    Bases bases = tables > 1 ? msm.kept() : w.bases(group, n);
    int ranges = (n + RANGE - 1) / RANGE;
    Workers.run(pool, ranges, (worker, task) -> prepare(worker, bases, task * RANGE));
    Workers.run(pool, sets * parts, (worker, task) -> count(task / parts, task % parts));
    Workers.run(pool, sets, (worker, set) -> place(set));
    Workers.run(pool, sets * parts, (worker, task) -> scatter(task / parts, task % parts));
    Workers.run(pool, sets, (worker, set) -> cut(set));
    sumAll(bases, w.entries, w.sums);
    while (joinParts()) {
      sumAll(placesAsBases(), null, w.sums);
    }
    if (from > 0) {
      Workers.run(pool, sets, (worker, set) -> pair(set));
      sumAll(placesAsBases(), null, w.sums);
    }
  }

  /** The weighted sum of the buckets, affine. */
  void finish(long[] out, int o) {
    Workers.run(pool, sets, (worker, set) -> edges(set));
    sumAll(placesAsBases(), null, w.edges);
    Group g = sums(0).group();
    int quads = (sets + LANES - 1) / LANES;
    long[] total = new long[quads * g.pointBlock()];
    Workers.run(pool, quads, (worker, task) -> weigh(sums(worker).group(), total, task));
    horner(g, total, out, o);
  }

  // Has a range of the piece's bases ready and writes the digits of their scalars.
  private void prepare(int worker, Bases bases, int from) {
    int to = Math.min(points, from + RANGE);
    if (tables == 1) {
      long[] raw = w.raw.get(worker, k -> new long[RANGE * 16]);
      msm.load(sums(worker).group(), bases, from, first + from, to - from, raw);
    }
    split(bases, from, to);
  }

  // The digits of a range's scalars, each in [−2^(c−1), 2^(c−1)); zeros for a base at infinity.
  private void split(Bases bases, int from, int to) {
    long[] k = new long[4];
    long[] t = new long[8];
    short[] digits = new short[sets * tables];
    for (int point = from; point < to; point++) {
      if (bases.isInfinite(point)) {
        Arrays.fill(k, 0);
      } else {
        Endomorphism.split(k, 0, scalars, offset + 4 * (first + point), t);
      }
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
        w.digits[set * perSet + table * 2 * points + half] = digits[window];
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

  private void scatter(int[] place, int at, int origin, int from, int to) {
    for (int k = from; k < to; k++) {
      int digit = w.digits[k];
      if (digit != 0) {
        w.entries[place[at + Math.abs(digit)]++] = (k - origin) << 1 | digit >>> 31;
      }
    }
  }

  // Cuts a set's sorted entries, bucket by bucket, into lists of bounded length.
  private void cut(int set) {
    Workspace.Lists l = w.lists[set];
    l.clear(places);
    l.joins = 0;
    l.nextPlace = set * places + wholes;
    int here = set * places + (first > 0 ? buckets : 0);
    int last = (parts - 1) * (buckets + 1); // here bucket b ends at the place of the last part
    for (int b = 1, start = set * perSet; b <= buckets; start = l.bucket[last + b++]) {
      cut(l, start, l.bucket[last + b] - start, here + b - 1);
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
      if (joins > 0) {
        l.reserveEntries(places);
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

  // Lists of what a bucket held before and what the piece at hand adds to it.
  private void pair(int set) {
    Workspace.Lists l = w.lists[set];
    l.clear(places);
    l.reserveEntries(2 * buckets);
    int n = 0;
    for (int place = set * places; place < set * places + buckets; place++) {
      int other = place + buckets;
      if (isZero(w.sums, place)) {
        System.arraycopy(w.sums, other * packedPoint, w.sums, place * packedPoint, packedPoint);
      } else if (!isZero(w.sums, other)) {
        l.entries[n] = place << 2;
        l.entries[n + 1] = other << 2;
        l.add(n, 2, place);
        n += 2;
      }
    }
    l.sort();
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
              share == shares - 1 ? l.size : (int) ((long) l.size * (share + 1) / shares) & -LANES;
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
    l.reserveEntries(2 * buckets);
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
  private void weigh(Group g, long[] total, int four) {
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
