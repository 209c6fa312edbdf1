package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import java.util.Arrays;

/**
 * Sums of many short lists of points by affine additions that share inversions: the work of a
 * bucket method. Each list is summed as a binary tree, all lists level by level; the additions of a
 * level take one inversion for every {@link #BATCH} blocks (Montgomery's trick), so one costs six
 * multiplications.
 *
 * <p>Four lists lie in the four lanes side by side. If the lists come sorted by length, hardly a
 * lane idles and no element ever changes its lane: only the first level gathers points, every later
 * one adds whole blocks.
 *
 * <p>The product of all differences x2 − x1 tells by being zero that somewhere two points have the
 * same x. Then, and only then, the pair is looked for. Equal points are doubled in place; a point
 * and its negative have no affine sum, so their list is marked and at the end summed by complete
 * formulas.
 *
 * <p>An instance holds the scratch memory of one thread.
 */
final class GroupSums {
  /** Longest list that {@link #sum} takes. */
  static final int LONGEST = 256;

  /** Blocks of one inversion. */
  private static final int BATCH = 128;

  /** Blocks of input points that are in work together. */
  private static final int CHUNK = 1024;

  private static final int LANES = BlockField.LANES;

  private final Group group;
  private final BlockField field;
  private final int block;

  // the level's input and output, coordinates apart
  private long[] x;
  private long[] y;
  private long[] nextX;
  private long[] nextY;

  // one batch: points gathered (left, right), differences, running products
  private final long[] gathered;
  private final long[] difference;
  private final long[] product;
  private final long[] t;
  private final long[] sign;
  private final int[] offset;

  // the pairs of a level: blocks of left and right point and of their sum, and which lanes have
  // both
  private final int[] left = new int[CHUNK];
  private final int[] right = new int[CHUNK];
  private final int[] target = new int[CHUNK];
  private final int[] lanes = new int[CHUNK];
  private final int[] quadOf = new int[CHUNK];

  // the quads of a chunk: the four lengths, first block
  private final int[] length = new int[CHUNK * LANES];
  private final int[] base = new int[CHUNK];
  private final boolean[] marked = new boolean[CHUNK * LANES];
  private boolean anyMarked;

  // pairs with equal x in the batch: 4 · pair + lane, in ascending order
  private final int[] special = new int[BATCH * LANES];
  private int specials;

  private final long[] sum;
  private final long[] point;

  GroupSums(Group group) {
    this.group = group;
    this.field = group.field;
    this.block = group.block;
    this.x = new long[CHUNK * block];
    this.y = new long[CHUNK * block];
    this.nextX = new long[CHUNK * block];
    this.nextY = new long[CHUNK * block];
    this.gathered = new long[4 * BATCH * block];
    this.difference = new long[BATCH * block];
    this.product = new long[BATCH * block];
    this.t = new long[4 * block];
    this.sign = new long[4 * BATCH * LANES];
    this.offset = new int[4 * BATCH * LANES];
    this.sum = new long[3 * block];
    this.point = new long[3 * block];
  }

  Group group() {
    return group;
  }

  /**
   * Sums the lists {@code from} to {@code to − 1}, best sorted by length. List k has {@code
   * count[k]} entries, 1 to {@link #LONGEST}, from {@code entries[start[k]]}; its sum goes to place
   * {@code destination[k]} of {@code sums}, packed affine points, all zero for infinity.
   */
  void sum(
      Bases bases,
      int[] entries,
      int[] start,
      int[] count,
      int[] destination,
      int from,
      int to,
      long[] sums) {
    while (from < to) {
      int quads = 0;
      int end = from;
      for (int blocks = 0; end < to; quads++) {
        int longest = 0;
        int next = Math.min(to, end + LANES);
        for (int k = end; k < next; k++) {
          longest = Math.max(longest, count[k]);
        }
        blocks += longest;
        if (blocks > CHUNK) {
          break;
        }
        for (int lane = 0; lane < LANES; lane++) {
          length[quads * LANES + lane] = end + lane < to ? count[end + lane] : 0;
        }
        end = next;
      }
      anyMarked = false;
      firstLevel(bases, entries, start, from, quads);
      while (level(quads)) {
        swap();
      }
      store(bases, entries, start, count, destination, from, end, sums);
      from = end;
    }
  }

  private int longest(int quad) {
    int q = quad * LANES;
    return Math.max(Math.max(length[q], length[q + 1]), Math.max(length[q + 2], length[q + 3]));
  }

  // which lanes of the pair (2 j, 2 j + 1) of a quad have both points
  private int full(int quad, int j) {
    int full = 0;
    for (int lane = 0; lane < LANES; lane++) {
      full |= 2 * j + 1 < length[quad * LANES + lane] ? 1 << lane : 0;
    }
    return full;
  }

  private void halve(int quads) {
    for (int k = 0; k < quads * LANES; k++) {
      length[k] = length[k] + 1 >>> 1;
    }
  }

  // Gathers the points batch by batch, writes level one to x, y.
  private void firstLevel(Bases bases, int[] entries, int[] start, int list, int quads) {
    int pairs = 0;
    int at = 0;
    for (int quad = 0; quad < quads; quad++) {
      base[quad] = at;
      int n = longest(quad);
      for (int j = 0; 2 * j + 1 < n; j++) {
        place(bases, entries, start, list, quad, 2 * j, 2 * pairs);
        place(bases, entries, start, list, quad, 2 * j + 1, 2 * pairs + 1);
        left[pairs] = 2 * pairs;
        right[pairs] = 2 * pairs + 1;
        target[pairs] = at++;
        lanes[pairs] = full(quad, j);
        quadOf[pairs++] = quad;
        if (pairs == BATCH) {
          firstBatch(bases, pairs);
          pairs = 0;
        }
      }
      if (n % 2 == 1) {
        // the slot of the next pair is free
        place(bases, entries, start, list, quad, n - 1, 2 * pairs);
        gather(bases, 2 * pairs, 1);
        System.arraycopy(gathered, 2 * pairs * block, x, at * block, block);
        System.arraycopy(gathered, (2 * BATCH + 2 * pairs) * block, y, at * block, block);
        at++;
      }
    }
    if (pairs > 0) {
      firstBatch(bases, pairs);
    }
    halve(quads);
  }

  // The places of entry j of the four lists of a quad; any valid place where a list is shorter.
  private void place(Bases bases, int[] entries, int[] start, int list, int quad, int j, int slot) {
    for (int lane = 0; lane < LANES; lane++) {
      int k = quad * LANES + lane;
      int n = length[k];
      int entry = n == 0 ? 0 : entries[start[list + k] + Math.min(j, n - 1)];
      offset[slot * LANES + lane] = bases.xAt(entry);
      offset[(2 * BATCH + slot) * LANES + lane] = bases.yAt(entry);
      sign[(2 * BATCH + slot) * LANES + lane] = -(entry & 1);
    }
  }

  private void gather(Bases bases, int slot, int blocks) {
    int at = slot * LANES, ys = 2 * BATCH + slot;
    field.gather(gathered, slot * block, block, bases.packed(), 0, offset, at, blocks);
    field.gatherSigned(
        gathered, ys * block, block, bases.packed(), 0, offset, sign, ys * LANES, blocks);
  }

  private void firstBatch(Bases bases, int pairs) {
    gather(bases, 0, 2 * pairs);
    addBatch(gathered, 0, gathered, 2 * BATCH * block, 0, pairs, x, y);
  }

  // One level from x, y to nextX, nextY; false if there was nothing left to add.
  private boolean level(int quads) {
    int pairs = 0;
    int at = 0;
    for (int quad = 0; quad < quads; quad++) {
      int n = longest(quad);
      int first = base[quad];
      base[quad] = at;
      for (int j = 0; 2 * j + 1 < n; j++) {
        left[pairs] = first + 2 * j;
        right[pairs] = first + 2 * j + 1;
        target[pairs] = at++;
        lanes[pairs] = full(quad, j);
        quadOf[pairs++] = quad;
      }
      if (n % 2 == 1) {
        System.arraycopy(x, (first + n - 1) * block, nextX, at * block, block);
        System.arraycopy(y, (first + n - 1) * block, nextY, at * block, block);
        at++;
      }
    }
    for (int k = 0; k < pairs; k += BATCH) {
      addBatch(x, 0, y, 0, k, Math.min(BATCH, pairs - k), nextX, nextY);
    }
    halve(quads);
    return pairs > 0;
  }

  private void swap() {
    long[] s = x;
    x = nextX;
    nextX = s;
    s = y;
    y = nextY;
    nextY = s;
  }

  // Adds pairs k0 to k0 + n − 1: λ = (y2 − y1) / (x2 − x1), x3 = λ² − x1 − x2, y3 = λ (x1 − x3) −
  // y1.
  private void addBatch(
      long[] xs, int xo, long[] ys, int yo, int k0, int n, long[] outX, long[] outY) {
    boolean plain = true;
    for (int k = k0; k < k0 + n; k++) {
      plain &= lanes[k] == 15;
    }
    int last = (n - 1) * block;
    if (plain) {
      field.sub(product, 0, xs, xo + right[k0] * block, xs, xo + left[k0] * block, 1);
      for (int k = 1; k < n; k++) {
        int l = xo + left[k0 + k] * block, r = xo + right[k0 + k] * block;
        field.mulDifference(product, k * block, xs, r, xs, l, product, (k - 1) * block);
      }
      plain = !anyZero(product, last);
    }
    if (!plain) {
      addUnusual(xs, xo, ys, yo, k0, n, outX, outY);
      return;
    }
    field.invert(t, 0, product, last); // t0 = 1 / (d_0 … d_k), d = x2 − x1
    for (int k = n - 1; k >= 0; k--) {
      int l = left[k0 + k] * block, r = right[k0 + k] * block, to = target[k0 + k] * block;
      addPair(k, xs, xo + l, xo + r, ys, yo + l, yo + r, outX, outY, to);
    }
  }

  // Pair k of a batch; t0 is the inverse of the product of all differences up to its own, and
  // becomes that of those before it.
  private void addPair(
      int k,
      long[] xs,
      int xl,
      int xr,
      long[] ys,
      int yl,
      int yr,
      long[] outX,
      long[] outY,
      int to) {
    if (k > 0) {
      field.mul(t, block, t, 0, product, (k - 1) * block, 1); // t1 = 1 / d_k
      field.mulDifference(t, 0, xs, xr, xs, xl, t, 0);
    } else {
      System.arraycopy(t, 0, t, block, block);
    }
    field.mulDifference(t, block, ys, yr, ys, yl, t, block); // t1 = λ
    field.square(t, 2 * block, t, block, 1);
    field.subTwo(outX, to, t, 2 * block, xs, xl, xs, xr);
    field.mulDifference(t, block, xs, xl, outX, to, t, block);
    field.sub(outY, to, t, block, ys, yl, 1);
  }

  // The same where a lane lacks a point or two points of a pair have the same x.
  private void addUnusual(
      long[] xs, int xo, long[] ys, int yo, int k0, int n, long[] outX, long[] outY) {
    specials = 0;
    differences(xs, xo, k0, n);
    products(n);
    int last = (n - 1) * block;
    if (anyZero(product, last)) {
      findSpecials(xs, xo, ys, yo, k0, n);
      products(n);
    }
    field.invert(t, 0, product, last);
    for (int k = n - 1; k >= 0; k--) {
      int l = left[k0 + k] * block, r = right[k0 + k] * block, to = target[k0 + k] * block;
      addPairUnusual(k, lanes[k0 + k], xs, xo + l, xo + r, ys, yo + l, yo + r, outX, outY, to);
    }
  }

  private void addPairUnusual(
      int k,
      int full,
      long[] xs,
      int xl,
      int xr,
      long[] ys,
      int yl,
      int yr,
      long[] outX,
      long[] outY,
      int to) {
    if (k > 0) {
      field.mul(t, block, t, 0, product, (k - 1) * block, 1);
      field.mul(t, 0, t, 0, difference, k * block, 1);
    } else {
      System.arraycopy(t, 0, t, block, block);
    }
    field.sub(t, 2 * block, ys, yr, ys, yl, 1);
    while (specials > 0 && special[specials - 1] / LANES == k) {
      numeratorOfDouble(xs, xl, special[--specials] % LANES);
    }
    field.mul(t, block, t, 2 * block, t, block, 1);
    field.square(t, 2 * block, t, block, 1);
    field.subTwo(outX, to, t, 2 * block, xs, xl, xs, xr);
    field.mulDifference(t, block, xs, xl, outX, to, t, block);
    field.sub(outY, to, t, block, ys, yl, 1);
    for (int lane = 0; lane < LANES; lane++) {
      if ((full >>> lane & 1) == 0) {
        field.copyLane(outX, to, lane, xs, xl, lane);
        field.copyLane(outY, to, lane, ys, yl, lane);
      }
    }
  }

  private void differences(long[] xs, int xo, int k0, int n) {
    for (int k = 0; k < n; k++) {
      int l = left[k0 + k] * block, r = right[k0 + k] * block;
      field.sub(difference, k * block, xs, xo + r, xs, xo + l, 1);
      if (lanes[k0 + k] != 15) {
        field.one(t, 0);
        for (int lane = 0; lane < LANES; lane++) {
          if ((lanes[k0 + k] >>> lane & 1) == 0) {
            field.copyLane(difference, k * block, lane, t, 0, lane);
          }
        }
      }
    }
  }

  private void products(int n) {
    System.arraycopy(difference, 0, product, 0, block);
    for (int k = 1; k < n; k++) {
      field.mul(product, k * block, product, (k - 1) * block, difference, k * block, 1);
    }
  }

  private boolean anyZero(long[] a, int i) {
    boolean zero = false;
    for (int lane = 0; lane < LANES; lane++) {
      zero |= field.isZero(a, i, lane);
    }
    return zero;
  }

  // Replaces each zero difference: by 2y of a point to double, by 1 where the sum is infinite.
  private void findSpecials(long[] xs, int xo, long[] ys, int yo, int k0, int n) {
    for (int k = 0; k < n; k++) {
      int l = left[k0 + k] * block, r = right[k0 + k] * block;
      for (int lane = 0; lane < LANES; lane++) {
        if (!field.isZero(difference, k * block, lane)) {
          continue;
        }
        field.sub(t, 0, ys, yo + r, ys, yo + l, 1);
        if (field.isZero(t, 0, lane)) {
          field.add(t, 0, ys, yo + l, ys, yo + l, 1);
          special[specials++] = LANES * k + lane;
        } else {
          field.one(t, 0);
          mark(quadOf[k0 + k] * LANES + lane);
        }
        field.copyLane(difference, k * block, lane, t, 0, lane);
      }
    }
  }

  private void mark(int list) {
    if (!anyMarked) {
      Arrays.fill(marked, false);
      anyMarked = true;
    }
    marked[list] = true;
  }

  // 3x² in a lane of t2
  private void numeratorOfDouble(long[] xs, int l, int lane) {
    field.square(t, 3 * block, xs, l, 1);
    field.copyLane(t, 2 * block, lane, t, 3 * block, lane);
    field.add(t, 3 * block, t, 3 * block, t, 3 * block, 1);
    field.add(t, 3 * block, t, 3 * block, t, 2 * block, 1);
    field.copyLane(t, 2 * block, lane, t, 3 * block, lane);
  }

  private void store(
      Bases bases,
      int[] entries,
      int[] start,
      int[] count,
      int[] destination,
      int from,
      int to,
      long[] sums) {
    for (int k = from; k < to; k++) {
      int quad = (k - from) / LANES, lane = (k - from) % LANES;
      int p = destination[k] * group.packedPoint();
      if (anyMarked && marked[k - from]) {
        complete(bases, entries, start[k], count[k]);
        group.affineInside(sums, p, sum, 0, 0);
      } else {
        field.get(sums, p, x, base[quad] * block, lane);
        field.get(sums, p + group.packed, y, base[quad] * block, lane);
      }
    }
  }

  // The sum of one list by complete formulas, in lane 0 of sum.
  private void complete(Bases bases, int[] entries, int start, int count) {
    group.infinity(sum, 0);
    group.infinity(point, 0);
    for (int k = 0; k < count; k++) {
      int entry = entries[start + k];
      field.set(point, 0, 0, bases.packed(), bases.xAt(entry));
      field.set(point, block, 0, bases.packed(), bases.yAt(entry));
      if ((entry & 1) != 0) {
        field.zero(t, 0);
        field.sub(point, block, t, 0, point, block, 1);
      }
      field.one(t, 0);
      field.copyLane(point, 2 * block, 0, t, 0, 0);
      group.add(sum, 0, sum, 0, point, 0);
    }
  }
}
