package io.crowdroll.prover.circuit;

import java.util.Arrays;

/** Collects rows over registers and turns them into a matrix once the wires have numbers. */
final class MatrixWriter {
  private final Coefficients coefficients;
  private final Ints rowStart = new Ints();
  private final Ints register = new Ints();
  private final Ints coefficient = new Ints();

  MatrixWriter(Coefficients coefficients) {
    this.coefficients = coefficients;
    rowStart.add(0);
  }

  void add(Linear row) {
    for (int i = 0; i < row.size(); i++) {
      register.add(row.register[i]);
      coefficient.add(coefficients.number(row.coefficient, 4 * i));
    }
    rowStart.add(register.size());
  }

  /** Copies a row as it is. */
  void add(Rows rows, int row) {
    for (int place = rows.start(row); place < rows.end(row); place++) {
      register.add(rows.register(place));
      coefficient.add(rows.coefficient(place));
    }
    rowStart.add(register.size());
  }

  /** Marks all registers that occur. */
  void markUsed(boolean[] used) {
    for (int i = 0; i < register.size(); i++) {
      used[register.get(i)] = true;
    }
  }

  /** The matrix, with the terms of each row in ascending order of wires. */
  R1cs.Matrix finish(int[] wireOf) {
    long[] values = coefficients.values();
    int[] wires = new int[register.size()];
    long[] elements = new long[Math.multiplyExact(4, wires.length)];
    int[] starts = rowStart.toArray();
    for (int row = 0; row + 1 < starts.length; row++) {
      int start = starts[row];
      long[] order = new long[starts[row + 1] - start];
      for (int i = 0; i < order.length; i++) {
        order[i] = (long) wireOf[register.get(start + i)] << 32 | start + i;
      }
      Arrays.sort(order);
      for (int i = 0; i < order.length; i++) {
        wires[start + i] = (int) (order[i] >>> 32);
        int number = coefficient.get((int) order[i]);
        System.arraycopy(values, 4 * number, elements, 4 * (start + i), 4);
      }
    }
    return new R1cs.Matrix(starts, wires, elements);
  }
}
