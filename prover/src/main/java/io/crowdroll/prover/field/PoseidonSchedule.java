package io.crowdroll.prover.field;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The constants of one Poseidon permutation, rearranged so that a partial round costs a number of
 * products linear in the width instead of quadratic; the values are the same (Grassi et al.,
 * "Poseidon", USENIX Security 2021, appendix B).
 *
 * <p>Two facts are used. What a partial round adds to the elements without an S-box can as well be
 * added after its matrix, so that one constant a partial round is left. And a matrix N with lower
 * right block N' is A · D, where D = diag(1, N') passes through the round's S-box, and A is zero
 * but for its first row, its first column and its diagonal of ones. D is multiplied to the matrix
 * of the round before, which is split in turn; so N' is a power of the matrix's own lower right
 * block.
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

    SquareMatrix whole = new SquareMatrix(width, matrix);
    long[] partial = new long[partialRounds * LIMBS];
    long[] carried = new long[length];
    long[] sum = new long[length];
    for (int round = 0; round < partialRounds; round++) {
      add(sum, carried, constants, (half + round) * length);
      System.arraycopy(sum, 0, partial, round * LIMBS, LIMBS);
      Arrays.fill(sum, 0, LIMBS, 0);
      carried = whole.times(sum);
    }
    add(sum, carried, full, half * length);
    System.arraycopy(sum, 0, full, half * length, length);

    int[] tail = IntStream.range(1, width).toArray();
    SquareMatrix inner = whole.minor(tail);
    SquareMatrix inverse = inner.inverse();
    // round r of R has N = D · matrix with D = diag(1, inner^(R−1−r)): the first row stays
    long[] row = Arrays.copyOfRange(matrix, LIMBS, length);
    long[] column = new long[length - LIMBS];
    for (int k = 1; k < width; k++) {
      System.arraycopy(matrix, whole.at(k, 0), column, (k - 1) * LIMBS, LIMBS);
    }
    long[] rows = new long[partialRounds * length];
    long[] columns = new long[partialRounds * column.length];
    for (int round = partialRounds - 1; round >= 0; round--) {
      row = inverse.timesFromLeft(row);
      System.arraycopy(matrix, 0, rows, round * length, LIMBS);
      System.arraycopy(row, 0, rows, round * length + LIMBS, row.length);
      System.arraycopy(column, 0, columns, round * column.length, column.length);
      column = inner.times(column);
    }
    long[] bridge = passing(inner.power(partialRounds)).times(whole).entries();
    return new PoseidonSchedule(width, partialRounds, full, matrix, bridge, partial, rows, columns);
  }

  private static void add(long[] out, long[] a, long[] b, int j) {
    for (int k = 0; k < a.length; k += LIMBS) {
      FR.add(out, k, a, k, b, j + k);
    }
  }

  /** diag(1, lower). */
  private static SquareMatrix passing(SquareMatrix lower) {
    SquareMatrix out = SquareMatrix.identity(lower.n() + 1);
    for (int k = 0; k < lower.n(); k++) {
      System.arraycopy(
          lower.entries(), lower.at(k, 0), out.entries(), out.at(k + 1, 1), lower.n() * LIMBS);
    }
    return out;
  }
}
