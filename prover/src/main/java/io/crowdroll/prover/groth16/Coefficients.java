package io.crowdroll.prover.groth16;

import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * The matrices A and B of a proving key, ready to be multiplied with witnesses. Entries stay where
 * they are, in the mapped file; they come row by row, as both snarkjs and the setup write them, so
 * that threads can take rows without a table. Only a key whose rows are out of order is copied. All
 * entries are checked as they are used. Belongs to one thread at a time.
 */
final class Coefficients {
  private static final PrimeField FR = PrimeField.FR;
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int ENTRY_INTS = ProvingKey.ENTRY_BYTES / 4;

  /**
   * Entries that are copied to the heap at a time: reading a segment int by int is slow at first.
   */
  private static final int PIECE = 512;

  /** Entries of a task, give or take a row. */
  private static final int TASK = 8 * PIECE;

  private static final long NONE = Long.MAX_VALUE;

  private final int domainSize;
  private final int nVariables;
  private MemorySegment entries;

  /** The first entry of each task, which begins a row; one more for the end. Made at first use. */
  private long[] taskStart;

  private Coefficients(MemorySegment entries, int domainSize, int nVariables) {
    this.entries = entries;
    this.domainSize = domainSize;
    this.nVariables = nVariables;
  }

  /** The entries of a key, which are not looked at yet. */
  static Coefficients of(ProvingKey key) {
    return new Coefficients(key.coefficients(), key.domainSize(), key.nVariables());
  }

  private long count() {
    return entries.byteSize() / ProvingKey.ENTRY_BYTES;
  }

  private int row(long entry) {
    return entries.get(U32, entry * ProvingKey.ENTRY_BYTES + 4);
  }

  // Tasks begin where a row does.
  private long[] split() {
    long[] starts = new long[(int) (count() / TASK) + 2];
    int tasks = 0;
    for (long at = 0; at < count(); at += TASK) {
      while (at > 0 && at < count() && row(at) == row(at - 1)) {
        at++;
      }
      starts[tasks++] = at;
    }
    starts[tasks] = count();
    return Arrays.copyOf(starts, tasks + 1);
  }

  /** A copy by rows, counting sort. */
  private MemorySegment sorted() throws BrokenKeyException {
    long[] next = new long[domainSize + 1];
    int[] entry = new int[3];
    for (long k = 0; k < count(); k++) {
      MemorySegment.copy(entries, U32, k * ProvingKey.ENTRY_BYTES, entry, 0, 3);
      if (!isInside(entry, 0)) {
        throw outside(k);
      }
      next[entry[1] + 1]++;
    }
    Arrays.parallelPrefix(next, Long::sum);
    MemorySegment out = Arena.ofAuto().allocate(entries.byteSize());
    for (long k = 0; k < count(); k++) {
      long place = next[row(k)]++ * ProvingKey.ENTRY_BYTES;
      MemorySegment.copy(entries, k * ProvingKey.ENTRY_BYTES, out, place, ProvingKey.ENTRY_BYTES);
    }
    return out;
  }

  private boolean isInside(int[] entry, int at) {
    return (entry[at] & ~1) == 0
        && Integer.compareUnsigned(entry[at + 1], domainSize) < 0
        && Integer.compareUnsigned(entry[at + 2], nVariables) < 0;
  }

  private BrokenKeyException outside(long k) {
    int[] entry = new int[3];
    MemorySegment.copy(entries, U32, k * ProvingKey.ENTRY_BYTES, entry, 0, 3);
    return new BrokenKeyException(
        "coefficient " + k + " is for matrix, constraint, wire " + Arrays.toString(entry));
  }

  /**
   * a = A · witness and b = B · witness, in Montgomery form.
   *
   * @param a domain size elements, overwritten
   * @param b the same
   * @param witness plain, 4 longs a wire
   * @throws BrokenKeyException if an entry names a matrix, constraint or wire that does not exist
   */
  void multiply(long[] a, long[] b, long[] witness, ForkJoinPool pool) throws BrokenKeyException {
    if (a.length != 4 * domainSize || witness.length != 4 * nVariables) {
      throw new IllegalArgumentException(a.length + " and " + witness.length + " longs");
    }
    while (!multiplyInOrder(a, b, witness, pool)) {
      entries = sorted();
      taskStart = null;
    }
  }

  // False if rows are out of order: what was computed is worth nothing then.
  private boolean multiplyInOrder(long[] a, long[] b, long[] witness, ForkJoinPool pool)
      throws BrokenKeyException {
    if (taskStart == null) {
      taskStart = split();
    }
    Arrays.fill(a, 0);
    Arrays.fill(b, 0);
    AtomicBoolean inOrder = new AtomicBoolean(true);
    long flaw =
        pool.submit(
                () ->
                    IntStream.range(0, taskStart.length - 1)
                        .parallel()
                        .mapToLong(task -> multiply(task, a, b, witness, inOrder))
                        .min()
                        .orElse(NONE))
            .join();
    if (flaw != NONE) {
      throw outside(flaw);
    }
    return inOrder.get();
  }

  // The first entry that is outside of the matrices.
  private long multiply(int task, long[] a, long[] b, long[] witness, AtomicBoolean inOrder) {
    int[] piece = new int[PIECE * ENTRY_INTS];
    long[] value = new long[4];
    int lastRow = taskStart[task] == 0 ? -1 : row(taskStart[task] - 1);
    for (long from = taskStart[task]; from < taskStart[task + 1]; from += PIECE) {
      int n = (int) Math.min(PIECE, taskStart[task + 1] - from);
      MemorySegment.copy(entries, U32, from * ProvingKey.ENTRY_BYTES, piece, 0, n * ENTRY_INTS);
      for (int at = 0; at < n * ENTRY_INTS; at += ENTRY_INTS) {
        if (!isInside(piece, at)) {
          return from + at / ENTRY_INTS;
        }
        if (piece[at + 1] < lastRow) {
          inOrder.set(false);
          return NONE;
        }
        lastRow = piece[at + 1];
        for (int limb = 0; limb < 4; limb++) {
          value[limb] =
              Integer.toUnsignedLong(piece[at + 3 + 2 * limb])
                  | (long) piece[at + 4 + 2 * limb] << 32;
        }
        FR.mul(value, 0, value, 0, witness, 4 * piece[at + 2]);
        long[] out = piece[at] == 0 ? a : b;
        int row = 4 * piece[at + 1];
        FR.add(out, row, out, row, value, 0);
      }
    }
    return NONE;
  }
}
