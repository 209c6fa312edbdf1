package io.crowdroll.prover.field;

import java.util.Arrays;

/**
 * Small n × n matrices over Fr.
 *
 * @param n rows and columns
 * @param entries row after row, 4 longs each, Montgomery form
 */
public record SquareMatrix(int n, long[] entries) {
  private static final PrimeField F = PrimeField.FR;

  /** Place of an entry. */
  public int at(int row, int column) {
    return 4 * (n * row + column);
  }

  /** Ones on the diagonal. */
  public static SquareMatrix identity(int n) {
    SquareMatrix m = new SquareMatrix(n, new long[4 * n * n]);
    for (int i = 0; i < n; i++) {
      System.arraycopy(F.one(), 0, m.entries, m.at(i, i), 4);
    }
    return m;
  }

  /** The rows and columns that are listed. */
  public SquareMatrix minor(int[] indices) {
    SquareMatrix m =
        new SquareMatrix(indices.length, new long[4 * indices.length * indices.length]);
    for (int i = 0; i < indices.length; i++) {
      for (int j = 0; j < indices.length; j++) {
        System.arraycopy(entries, at(indices[i], indices[j]), m.entries, m.at(i, j), 4);
      }
    }
    return m;
  }

  /** this · other, of the same size. */
  public SquareMatrix times(SquareMatrix other) {
    SquareMatrix m = new SquareMatrix(n, new long[entries.length]);
    long[] term = new long[4];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          F.mul(term, 0, entries, at(i, k), other.entries, other.at(k, j));
          F.add(m.entries, m.at(i, j), m.entries, m.at(i, j), term, 0);
        }
      }
    }
    return m;
  }

  /** The product of {@code exponent} ≥ 0 copies. */
  SquareMatrix power(int exponent) {
    SquareMatrix result = identity(n);
    SquareMatrix square = this;
    for (int left = exponent; left > 0; left >>= 1) {
      result = (left & 1) != 0 ? result.times(square) : result;
      square = square.times(square);
    }
    return result;
  }

  /** this · column vector. */
  public long[] times(long[] vector) {
    long[] out = new long[4 * n];
    long[] term = new long[4];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        F.mul(term, 0, entries, at(i, k), vector, 4 * k);
        F.add(out, 4 * i, out, 4 * i, term, 0);
      }
    }
    return out;
  }

  /** Row vector · this. */
  public long[] timesFromLeft(long[] vector) {
    long[] out = new long[4 * n];
    long[] term = new long[4];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        F.mul(term, 0, entries, at(k, j), vector, 4 * k);
        F.add(out, 4 * j, out, 4 * j, term, 0);
      }
    }
    return out;
  }

  /**
   * The inverse, by elimination.
   *
   * @throws ArithmeticException if there is none
   */
  public SquareMatrix inverse() {
    SquareMatrix left = new SquareMatrix(n, entries.clone());
    SquareMatrix right = identity(n);
    long[] factor = new long[4];
    for (int column = 0; column < n; column++) {
      int pivot = column;
      while (pivot < n && F.isZero(left.entries, at(pivot, column))) {
        pivot++;
      }
      if (pivot == n) {
        throw new ArithmeticException("singular matrix");
      }
      left.swapRows(pivot, column);
      right.swapRows(pivot, column);
      F.inverse(factor, 0, left.entries, at(column, column));
      left.scaleRow(column, factor);
      right.scaleRow(column, factor);
      for (int row = 0; row < n; row++) {
        if (row != column) {
          F.negate(factor, 0, left.entries, at(row, column));
          left.addToRow(row, factor, column);
          right.addToRow(row, factor, column);
        }
      }
    }
    return right;
  }

  private void swapRows(int i, int j) {
    long[] row = Arrays.copyOfRange(entries, at(i, 0), at(i + 1, 0));
    System.arraycopy(entries, at(j, 0), entries, at(i, 0), row.length);
    System.arraycopy(row, 0, entries, at(j, 0), row.length);
  }

  private void scaleRow(int i, long[] factor) {
    for (int at = at(i, 0); at < at(i + 1, 0); at += 4) {
      F.mul(entries, at, entries, at, factor, 0);
    }
  }

  private void addToRow(int row, long[] factor, int other) {
    long[] term = new long[4];
    for (int j = 0; j < n; j++) {
      F.mul(term, 0, entries, at(other, j), factor, 0);
      F.add(entries, at(row, j), entries, at(row, j), term, 0);
    }
  }
}
