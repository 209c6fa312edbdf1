package io.crowdroll.prover.field;

/**
 * Arithmetic on many elements of one field at once: the port behind which the vector kernels and
 * their scalar stand-in live. Elements are held in blocks of four ("lanes"); what a block looks
 * like inside is the implementation's own affair. {@code a, i} means the blocks that start at long
 * i of array a; {@code blocks} counts blocks, and consecutive blocks are {@link #longs()} apart. An
 * output may be exactly an input, but must not overlap one otherwise.
 *
 * <p>Every operation takes and gives <em>settled</em> blocks: whatever these methods wrote. A
 * settled value need not be fully reduced; only {@link #store} gives one representation a value.
 *
 * <p>Outside, an element is packed in {@link #packed()} longs as in {@link PrimeField}: 4 longs a
 * coefficient, Montgomery form with R = 2^256, fully reduced. Inside, the radix R may differ:
 * {@link #load} and {@link #store} move packed elements without changing it, {@link #enter} and
 * {@link #leave} change from R = 2^256 to the radix inside and back.
 *
 * <p>Nothing here allocates, save {@link #another}. An instance belongs to one thread at a time.
 */
public interface BlockField {
  /** Elements in a block. */
  int LANES = 4;

  /** Settled terms that {@link #addForProduct} may sum. */
  int UNSETTLED = 4;

  /** An instance of the same field for use in another thread. */
  BlockField another();

  /** Longs in a block. */
  int longs();

  /** Longs of a packed element: 4 for a prime field, 8 for its quadratic extension. */
  int packed();

  /** out = a · b. */
  void mul(long[] out, int o, long[] a, int i, long[] b, int j, int blocks);

  /** out = a². */
  void square(long[] out, int o, long[] a, int i, int blocks);

  /** out = a + b. */
  void add(long[] out, int o, long[] a, int i, long[] b, int j, int blocks);

  /** out = a − b. */
  void sub(long[] out, int o, long[] a, int i, long[] b, int j, int blocks);

  /** out = (a − s) · b for one block; the difference costs next to nothing. */
  void mulDifference(long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j);

  /** out = a − s − b for one block. */
  void subTwo(long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j);

  /**
   * out = a + b for one block, not settled: only to be given to {@link #mul} or {@link #square}, to
   * {@link #add}, as the factor b of {@link #mulDifference}, or here again. What goes into a
   * product may be sums of {@code m} and {@code n} settled terms with m · n at most {@value
   * #UNSETTLED}, as more would overflow; what goes into a sum may be as many. In a quadratic
   * extension two terms.
   */
  void addForProduct(long[] out, int o, long[] a, int i, long[] b, int j);

  /** out = a · b where b is one block for all. */
  void mulByBlock(long[] out, int o, long[] a, int i, long[] b, int j, int blocks);

  /** Blocks from 4 · blocks packed elements that follow one another; the radix stays. */
  void load(long[] out, int o, long[] packed, int p, int blocks);

  /**
   * Blocks, {@code step} longs apart, from packed elements at the given places: lane e of block k
   * is the element that starts at long offset[from + 4 k + e] + shift; the radix stays.
   */
  void gather(
      long[] out, int o, int step, long[] packed, int shift, int[] offset, int from, int blocks);

  /**
   * {@link #gather} of the element itself where sign[from + …] is 0, of its negative where it is
   * −1.
   */
  void gatherSigned(
      long[] out,
      int o,
      int step,
      long[] packed,
      int shift,
      int[] offset,
      long[] sign,
      int from,
      int blocks);

  /** Blocks to 4 · blocks packed elements, each fully reduced; the radix stays. */
  void store(long[] packed, int p, long[] a, int i, int blocks);

  /** From R = 2^256 to the radix inside. */
  void enter(long[] a, int i, int blocks);

  /** From the radix inside to R = 2^256. */
  void leave(long[] a, int i, int blocks);

  /** Sets one lane of a block to a packed element of the radix inside. */
  void set(long[] a, int i, int lane, long[] packed, int p);

  /** Copies one lane of a block to a packed element of the radix inside, fully reduced. */
  void get(long[] packed, int p, long[] a, int i, int lane);

  /** Copies one lane to a lane of another block. */
  void copyLane(long[] out, int o, int outLane, long[] a, int i, int lane);

  /** Four blocks in a row: exchanges lane l of block k with lane k of block l. */
  void transpose(long[] a, int i);

  /** Whether a lane is zero in the field. */
  boolean isZero(long[] a, int i, int lane);

  /** All four lanes to one. */
  void one(long[] a, int i);

  /** All four lanes to zero. */
  void zero(long[] a, int i);

  /** out = 1 / a, lane by lane, for one block without a zero lane. */
  void invert(long[] out, int o, long[] a, int i);
}
