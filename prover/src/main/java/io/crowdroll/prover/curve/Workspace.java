package io.crowdroll.prover.curve;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Scratch memory of {@link Msm#multiply}: grows to what the largest call needs, so that later calls
 * allocate next to nothing. Serves one call at a time.
 */
public final class Workspace {
  /** The bases at hand. */
  private long[] points = {};

  /** Halves of the scalars' digits, [window · halves + half]. */
  short[] digits = {};

  /** Entries sorted by bucket, [window · halves + …]. */
  int[] entries = {};

  /** Where the buckets of a window start among its entries, and the same for its pieces. */
  Lists[] lists = {};

  /** Sums of buckets and of pieces of buckets, packed points. */
  long[] sums = {};

  /** One point a row and a column of a window's buckets. */
  long[] edges = {};

  /** Per worker: bases as they come, and what sums lists of points. */
  final Pool<long[]> raw = new Pool<>();

  final Pool<GroupSums> firstSums = new Pool<>();

  final Pool<GroupSums> secondSums = new Pool<>();

  /**
   * Makes room.
   *
   * @param sets of buckets
   * @param halves digits of all sets
   * @param longs of all sums
   */
  void reserve(int workers, int sets, int halves, int longs) {
    raw.grow(workers);
    firstSums.grow(workers);
    secondSums.grow(workers);
    if (digits.length < halves) {
      digits = new short[halves];
      entries = new int[halves];
    }
    if (sums.length < longs) {
      sums = new long[longs];
    }
    int had = lists.length;
    if (had < sets) {
      lists = Arrays.copyOf(lists, sets);
      for (int k = had; k < sets; k++) {
        lists[k] = new Lists();
      }
    }
  }

  /** Room for n bases. */
  Bases bases(Group g, int n) {
    if (points.length < 3 * g.packed * n) {
      points = new long[3 * g.packed * n];
    }
    return new Bases(points, 3 * g.packed, g.packed);
  }

  /** Lists to be summed: each a start, a length, and a place for the sum. */
  static final class Lists {
    int[] start = {};
    int[] count = {};
    int[] destination = {};
    int size;

    // the same, unsorted, and counters of the counting sort
    private int[] rawStart = {};
    private int[] rawCount = {};
    private int[] rawDestination = {};
    private final int[] place = new int[GroupSums.LONGEST + 2];

    /** Lists that were cut: where the whole sum goes, where the parts' sums are, how many. */
    int[] joinTo = {};

    int[] joinFrom = {};
    int[] joinCount = {};
    int joins;

    /** The next free place for the sum of a part. */
    int nextPlace;

    /** Entries a second pass over these lists refers to. */
    int[] entries = {};

    /** Scratch of the counting sort by bucket. */
    int[] bucket = {};

    void clear(int capacity) {
      size = 0;
      if (rawStart.length < capacity) {
        start = new int[capacity];
        count = new int[capacity];
        destination = new int[capacity];
        rawStart = new int[capacity];
        rawCount = new int[capacity];
        rawDestination = new int[capacity];
      }
    }

    void reserveEntries(int count) {
      if (entries.length < count) {
        entries = new int[count];
      }
    }

    void add(int from, int length, int to) {
      rawStart[size] = from;
      rawCount[size] = length;
      rawDestination[size++] = to;
    }

    void join(int to, int from, int parts) {
      if (joins == joinTo.length) {
        joinTo = Arrays.copyOf(joinTo, 2 * joins + 16);
        joinFrom = Arrays.copyOf(joinFrom, 2 * joins + 16);
        joinCount = Arrays.copyOf(joinCount, 2 * joins + 16);
      }
      joinTo[joins] = to;
      joinFrom[joins] = from;
      joinCount[joins++] = parts;
    }

    /** Sorts by length, the longest first. */
    void sort() {
      Arrays.fill(place, 0);
      for (int k = 0; k < size; k++) {
        place[GroupSums.LONGEST - rawCount[k] + 1]++;
      }
      for (int k = 1; k < place.length; k++) {
        place[k] += place[k - 1];
      }
      for (int k = 0; k < size; k++) {
        int to = place[GroupSums.LONGEST - rawCount[k]]++;
        start[to] = rawStart[k];
        count[to] = rawCount[k];
        destination[to] = rawDestination[k];
      }
    }
  }

  /** One object a worker, made at first use. */
  static final class Pool<T> {
    private Object[] items = {};

    void grow(int workers) {
      if (items.length < workers) {
        items = Arrays.copyOf(items, workers);
      }
    }

    @SuppressWarnings("unchecked")
    T get(int worker, IntFunction<T> maker) {
      if (items[worker] == null) {
        items[worker] = maker.apply(worker);
      }
      return (T) items[worker];
    }
  }
}
