package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.field.Poseidon;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.field.SquareMatrix;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Poseidon's constants, arranged so that a partial round touches each state element once.
 *
 * <p>Write the state as (x, s) with the S-box on x and the matrix as [[m, w], [v, N]]. A partial
 * round is x' = m·x⁵ + w·s + c, s' = v·x⁵ + N·s + d. With s = B_k·u in round k and B_{k+1} = N·B_k
 * that is x' = m·x⁵ + (w·B_k)·u + c and u' = u + B_{k+1}⁻¹·(v·x⁵ + d): a full matrix only at the
 * end, s = B·u.
 */
final class PoseidonSchedule {
  private static final PrimeField F = PrimeField.FR;

  /** Schedules made so far: pure functions of the width. */
  private static final Map<Integer, PoseidonSchedule> BY_WIDTH = new ConcurrentHashMap<>();

  final int width;
  final int partialRounds;
  final SquareMatrix matrix;

  /** Added before the S-boxes of full round k (0 … 7), 4 · width longs each. */
  final long[][] fullConstants;

  /** Upper left entry m of the matrix and its inverse. */
  final long[] corner;

  final long[] cornerInverse;

  /** w·B_k of partial round k: width − 1 elements. */
  final long[][] rowOf;

  /** B_{k+1}⁻¹·v of partial round k. */
  final long[][] columnOf;

  /** c of partial round k, then B_{k+1}⁻¹·d: width elements. */
  final long[][] constantsAfter;

  /** B after the last partial round. */
  final SquareMatrix basis;

  private final Map<Long, Minor> minors = new ConcurrentHashMap<>();

  private PoseidonSchedule(int width) {
    Poseidon poseidon = Poseidon.ofWidth(width);
    this.width = width;
    this.partialRounds = poseidon.partialRounds();
    this.matrix = new SquareMatrix(width, new long[4 * width * width]);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        put(poseidon.matrix(i, j), matrix.entries(), matrix.at(i, j));
      }
    }
    int half = Poseidon.FULL_ROUNDS / 2;
    this.fullConstants = new long[Poseidon.FULL_ROUNDS][];
    for (int k = 0; k < Poseidon.FULL_ROUNDS; k++) {
      fullConstants[k] = constants(poseidon, k < half ? k : k + partialRounds);
    }
    this.corner = Arrays.copyOf(matrix.entries(), 4);
    this.cornerInverse = new long[4];
    F.inverse(cornerInverse, 0, corner, 0);

    int[] tail = new int[width - 1];
    Arrays.setAll(tail, i -> i + 1);
    SquareMatrix inner = matrix.minor(tail);
    SquareMatrix innerInverse = inner.inverse();
    long[] row = Arrays.copyOfRange(matrix.entries(), 4, 4 * width);
    long[] column = new long[4 * (width - 1)];
    for (int i = 1; i < width; i++) {
      System.arraycopy(matrix.entries(), matrix.at(i, 0), column, 4 * (i - 1), 4);
    }
    this.rowOf = new long[partialRounds][];
    this.columnOf = new long[partialRounds][];
    this.constantsAfter = new long[partialRounds][];
    SquareMatrix b = SquareMatrix.identity(width - 1);
    SquareMatrix bInverse = b;
    for (int k = 0; k < partialRounds; k++) {
      rowOf[k] = b.timesFromLeft(row);
      b = inner.times(b);
      bInverse = bInverse.times(innerInverse);
      columnOf[k] = bInverse.times(column);
      long[] next = constants(poseidon, half + k + 1);
      long[] rest = bInverse.times(Arrays.copyOfRange(next, 4, 4 * width));
      System.arraycopy(rest, 0, next, 4, rest.length);
      constantsAfter[k] = next;
    }
    this.basis = b;
  }

  /** Part of the matrix and its inverse. */
  record Minor(SquareMatrix matrix, SquareMatrix inverse) {}

  /** The rows and columns that are listed; every such part of the matrix has an inverse. */
  Minor minor(int[] indices) {
    long set = Arrays.stream(indices).mapToLong(i -> 1L << i).sum();
    return minors.computeIfAbsent(
        set,
        key -> {
          SquareMatrix part = matrix.minor(indices);
          return new Minor(part, part.inverse());
        });
  }

  static PoseidonSchedule ofWidth(int width) {
    return BY_WIDTH.computeIfAbsent(width, PoseidonSchedule::new);
  }

  private static long[] constants(Poseidon poseidon, int round) {
    long[] all = new long[4 * poseidon.width()];
    for (int i = 0; i < poseidon.width(); i++) {
      put(poseidon.roundConstant(round, i), all, 4 * i);
    }
    return all;
  }

  private static void put(BigInteger value, long[] out, int o) {
    System.arraycopy(F.fromBigInteger(value), 0, out, o, 4);
  }
}
