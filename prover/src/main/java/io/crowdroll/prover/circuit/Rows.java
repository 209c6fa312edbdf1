package io.crowdroll.prover.circuit;

/** Linear combinations one after the other, 8 bytes a term. */
final class Rows {
  private final Coefficients coefficients;
  private final Ints start = new Ints();
  private final Ints register = new Ints();
  private final Ints coefficient = new Ints();

  Rows(Coefficients coefficients) {
    this.coefficients = coefficients;
    start.add(0);
  }

  void add(Linear row) {
    for (int i = 0; i < row.size(); i++) {
      register.add(row.register[i]);
      coefficient.add(coefficients.number(row.coefficient, 4 * i));
    }
    start.add(register.size());
  }

  int size() {
    return start.size() - 1;
  }

  int start(int row) {
    return start.get(row);
  }

  int end(int row) {
    return start.get(row + 1);
  }

  /** Register of the term at a place between start and end. */
  int register(int place) {
    return register.get(place);
  }

  /** Number of the term's coefficient. */
  int coefficient(int place) {
    return coefficient.get(place);
  }

  /** A row as a combination again; {@code values} are those of all coefficients. */
  Linear get(int row, long[] values) {
    int n = end(row) - start(row);
    int[] registers = new int[n];
    long[] scaled = new long[4 * n];
    for (int i = 0; i < n; i++) {
      registers[i] = register(start(row) + i);
      System.arraycopy(values, 4 * coefficient(start(row) + i), scaled, 4 * i, 4);
    }
    return Linear.ofTerms(registers, scaled);
  }
}
