package io.crowdroll.prover.field;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import java.util.Arrays;

/**
 * The constants of one Poseidon permutation, rearranged so that a partial round costs a number of
 * products linear in the width instead of quadratic; the values are the same (Grassi et al.,
 * "Poseidon", USENIX Security 2021, appendix B).
 *
 * <p>Two facts are used. What a partial round adds to the elements without an S-box can as well be
 * added after its matrix, so that one constant a partial round is left. And a matrix N with lower
 * right block N' is A · D, where D = diag(1, N') passes through the round's S-box, and A is zero
 * but for its first row, its first column and its diagonal of ones. D is multiplied to the matrix
 * of the round before, which is split in turn.
 *
 * <p>Elements are 4 longs, Montgomery form; matrices lie row by row. Immutable.
 *
 * @param width elements of the state
 * @param partialRounds rounds with one S-box
 * @param full constants of the full rounds, {@code width} each
 * @param matrix that ends every full round but the last before the partial ones
 * @param bridge that ends the last full round before the partial ones
 * @param partial the constant of each partial round, for element 0
 * @param rows first row of each partial round's sparse matrix, {@code width} elements
 * @param columns first column of it below that row, {@code width − 1} elements
 */
record PoseidonSchedule(
    int width,
    int partialRounds,
    long[] full,
    long[] matrix,
    long[] bridge,
    long[] partial,
    long[] rows,
    long[] columns) {

  /** Rearranges the constants and the matrix as the specification has them. */
  static PoseidonSchedule of(int width, int partialRounds, long[] constants, long[] matrix) {
    int length = width * LIMBS;
    int half = Poseidon.FULL_ROUNDS / 2;
    long[] full = new long[Poseidon.FULL_ROUNDS * length];
    System.arraycopy(constants, 0, full, 0, half * length);
    System.arraycopy(
        constants, (half + partialRounds) * length, full, half * length, half * length);

    long[] partial = new long[partialRounds * LIMBS];
    long[] carried = new long[length];
    long[] sum = new long[length];
    for (int round = 0; round < partialRounds; round++) {
      add(sum, carried, constants, (half + round) * length);
      System.arraycopy(sum, 0, partial, round * LIMBS, LIMBS);
      Arrays.fill(sum, 0, LIMBS, 0);
      carried = product(matrix, width, sum, 1);
    }
    add(sum, carried, full, half * length);
    System.arraycopy(sum, 0, full, half * length, length);

    long[] rows = new long[partialRounds * length];
    long[] columns = new long[partialRounds * (length - LIMBS)];
    long[] dense = matrix;
    for (int round = partialRounds - 1; round >= 0; round--) {
      split(dense, width, rows, round * length, columns, round * (length - LIMBS));
      dense = product(passing(dense, width), width, matrix, width);
    }
    return new PoseidonSchedule(width, partialRounds, full, matrix, dense, partial, rows, columns);
  }

  private static void add(long[] out, long[] a, long[] b, int j) {
    for (int k = 0; k < a.length; k += LIMBS) {
      FR.add(out, k, a, k, b, j + k);
    }
  }

  // square matrix of the given width times a matrix of so many columns
  private static long[] product(long[] a, int width, long[] b, int columns) {
    long[] out = new long[width * columns * LIMBS];
    long[] term = new long[LIMBS];
    for (int row = 0; row < width; row++) {
      for (int column = 0; column < columns; column++) {
        int o = (row * columns + column) * LIMBS;
        for (int k = 0; k < width; k++) {
          FR.mul(term, 0, a, (row * width + k) * LIMBS, b, (k * columns + column) * LIMBS);
          FR.add(out, o, out, o, term, 0);
        }
      }
    }
    return out;
  }

  /** D: the matrix with its first row and column replaced by those of the identity. */
  private static long[] passing(long[] dense, int width) {
    long[] out = dense.clone();
    for (int k = 1; k < width; k++) {
      Arrays.fill(out, k * LIMBS, (k + 1) * LIMBS, 0);
      Arrays.fill(out, k * width * LIMBS, (k * width + 1) * LIMBS, 0);
    }
    System.arraycopy(FR.one(), 0, out, 0, LIMBS);
    return out;
  }

  /** A: its first row (N₀₀, v · N'⁻¹), where (N₀₀, v) is N's, and its first column, N's. */
  private static void split(long[] dense, int width, long[] rows, int r, long[] columns, int c) {
    System.arraycopy(dense, 0, rows, r, LIMBS);
    for (int k = 1; k < width; k++) {
      System.arraycopy(dense, k * width * LIMBS, columns, c + (k - 1) * LIMBS, LIMBS);
    }
    long[] solution = solve(dense, width);
    System.arraycopy(solution, 0, rows, r + LIMBS, solution.length);
  }

  /** x with x · N' = v, by elimination on the transposed system; no pivot is 0 for circomlib's. */
  private static long[] solve(long[] dense, int width) {
    int n = width - 1;
    int stride = (n + 1) * LIMBS;
    long[] system = new long[n * stride];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        int from = ((column + 1) * width + row + 1) * LIMBS;
        System.arraycopy(dense, from, system, row * stride + column * LIMBS, LIMBS);
      }
      System.arraycopy(dense, (row + 1) * LIMBS, system, row * stride + n * LIMBS, LIMBS);
    }
    long[] factor = new long[LIMBS];
    long[] term = new long[LIMBS];
    for (int pivot = 0; pivot < n; pivot++) {
      int p = pivot * stride;
      FR.inverse(factor, 0, system, p + pivot * LIMBS);
      for (int k = pivot; k <= n; k++) {
        FR.mul(system, p + k * LIMBS, system, p + k * LIMBS, factor, 0);
      }
      for (int row = 0; row < n; row++) {
        if (row == pivot) {
          continue;
        }
        System.arraycopy(system, row * stride + pivot * LIMBS, factor, 0, LIMBS);
        for (int k = pivot; k <= n; k++) {
          int at = row * stride + k * LIMBS;
          FR.mul(term, 0, factor, 0, system, p + k * LIMBS);
          FR.sub(system, at, system, at, term, 0);
        }
      }
    }
    long[] solution = new long[n * LIMBS];
    for (int row = 0; row < n; row++) {
      System.arraycopy(system, row * stride + n * LIMBS, solution, row * LIMBS, LIMBS);
    }
    return solution;
  }
}
