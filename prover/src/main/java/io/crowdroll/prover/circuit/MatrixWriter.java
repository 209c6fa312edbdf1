package io.crowdroll.prover.circuit;

import java.util.Arrays;

/** Writes rows over registers as rows of a matrix over wires. */
final class MatrixWriter {
  private final int[] wireOf;
  private final Coefficients coefficients;
  private final Ints rowStart = new Ints();
  private final Ints wire = new Ints();
  private final Ints coefficient = new Ints();

  MatrixWriter(int[] wireOf, Coefficients coefficients) {
    this.wireOf = wireOf;
    this.coefficients = coefficients;
    rowStart.add(0);
  }

  void add(Linear row) {
    long[] order = new long[row.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) wireOf[row.register[i]] << 32 | i;
    }
    Arrays.sort(order);
    for (long term : order) {
      wire.add((int) (term >>> 32));
      coefficient.add(coefficients.number(row.coefficient, 4 * (int) term));
    }
    rowStart.add(wire.size());
  }

  R1cs.Matrix finish() {
    long[] values = coefficients.values();
    long[] elements = new long[Math.multiplyExact(4, wire.size())];
    for (int i = 0; i < wire.size(); i++) {
      System.arraycopy(values, 4 * coefficient.get(i), elements, 4 * i, 4);
    }
    return new R1cs.Matrix(rowStart.toArray(), wire.toArray(), elements);
  }
}
