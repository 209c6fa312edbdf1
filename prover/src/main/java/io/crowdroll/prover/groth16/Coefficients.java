package io.crowdroll.prover.groth16;

import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * The matrices A and B of a proving key, ready to be multiplied with witnesses. Entries stay where
 * they are, in the mapped file; they come row by row, as both snarkjs and the setup write them, so
 * that threads can take rows without a table. Only a key whose rows are out of order is copied.
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

  private final MemorySegment entries;
  private final int domainSize;
  private final int nVariables;

  /** The first entry of each task, which begins a row; one more for the end. */
  private final long[] taskStart;

  private Coefficients(MemorySegment entries, int domainSize, int nVariables, long[] taskStart) {
    this.entries = entries;
    this.domainSize = domainSize;
    this.nVariables = nVariables;
    this.taskStart = taskStart;
  }

  /**
   * Looks through the entries of a key.
   *
   * @throws BrokenKeyException if an entry names a matrix, constraint or wire that does not exist
   */
  static Coefficients of(ProvingKey key) throws BrokenKeyException {
    MemorySegment entries = key.coefficients();
    long[] tasks = split(entries, key);
    if (tasks == null) {
      entries = sorted(entries, key.domainSize());
      tasks = split(entries, key);
    }
    return new Coefficients(entries, key.domainSize(), key.nVariables(), tasks);
  }

  /** Where tasks start, or null if the rows are out of order. */
  private static long[] split(MemorySegment entries, ProvingKey key) throws BrokenKeyException {
    long count = key.nCoefficients();
    long[] starts = new long[(int) (count / TASK) + 2];
    int tasks = 0;
    int[] piece = new int[PIECE * ENTRY_INTS];
    int lastRow = -1;
    for (long from = 0; from < count; from += PIECE) {
      int n = (int) Math.min(PIECE, count - from);
      MemorySegment.copy(entries, U32, from * ProvingKey.ENTRY_BYTES, piece, 0, n * ENTRY_INTS);
      for (int i = 0; i < n; i++) {
        int row = piece[i * ENTRY_INTS + 1];
        if ((piece[i * ENTRY_INTS] & ~1) != 0
            || Integer.compareUnsigned(row, key.domainSize()) >= 0
            || Integer.compareUnsigned(piece[i * ENTRY_INTS + 2], key.nVariables()) >= 0) {
          throw new BrokenKeyException(
              "coefficient "
                  + (from + i)
                  + " is for matrix, constraint, wire "
                  + Arrays.toString(Arrays.copyOfRange(piece, i * ENTRY_INTS, i * ENTRY_INTS + 3)));
        }
        if (row < lastRow) {
          return null;
        }
        if (row != lastRow && (tasks == 0 || from + i - starts[tasks - 1] >= TASK)) {
          starts[tasks++] = from + i;
        }
        lastRow = row;
      }
    }
    starts[tasks++] = count;
    return Arrays.copyOf(starts, tasks);
  }

  /** A copy by rows, counting sort. */
  private static MemorySegment sorted(MemorySegment entries, int rows) {
    long bytes = entries.byteSize();
    long[] next = new long[rows + 1];
    for (long at = 0; at < bytes; at += ProvingKey.ENTRY_BYTES) {
      next[entries.get(U32, at + 4) + 1]++;
    }
    Arrays.parallelPrefix(next, Long::sum);
    MemorySegment out = Arena.ofAuto().allocate(bytes);
    for (long at = 0; at < bytes; at += ProvingKey.ENTRY_BYTES) {
      long place = next[entries.get(U32, at + 4)]++;
      MemorySegment.copy(entries, at, out, place * ProvingKey.ENTRY_BYTES, ProvingKey.ENTRY_BYTES);
    }
    return out;
  }

  /**
   * a = A · witness and b = B · witness, in Montgomery form.
   *
   * @param a domain size elements, overwritten
   * @param b the same
   * @param witness plain, 4 longs a wire
   */
  void multiply(long[] a, long[] b, long[] witness, ForkJoinPool pool) {
    if (a.length != 4 * domainSize || witness.length != 4 * nVariables) {
      throw new IllegalArgumentException(a.length + " and " + witness.length + " longs");
    }
    Arrays.fill(a, 0);
    Arrays.fill(b, 0);
    pool.submit(
            () ->
                IntStream.range(0, taskStart.length - 1)
                    .parallel()
                    .forEach(task -> multiply(task, a, b, witness)))
        .join();
  }

  private void multiply(int task, long[] a, long[] b, long[] witness) {
    int[] piece = new int[PIECE * ENTRY_INTS];
    long[] value = new long[4];
    for (long from = taskStart[task]; from < taskStart[task + 1]; from += PIECE) {
      int n = (int) Math.min(PIECE, taskStart[task + 1] - from);
      MemorySegment.copy(entries, U32, from * ProvingKey.ENTRY_BYTES, piece, 0, n * ENTRY_INTS);
      for (int at = 0; at < n * ENTRY_INTS; at += ENTRY_INTS) {
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
  }
}
