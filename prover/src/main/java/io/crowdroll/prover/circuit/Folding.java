package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Removes linear constraints: each Σ c_i · w_i = 0 defines one of its internal wires by the others,
 * and that wire is replaced wherever it occurs. One pass in the order of the constraints, each seen
 * through the substitutions before it; the wire that occurs least is chosen, the youngest of
 * equals, so that little is written out.
 *
 * <p>A constraint stays as it is if it has no internal wire, or if writing the substitution out
 * would add more than {@link #MOST_TERMS} terms.
 */
final class Folding {
  private static final int MOST_TERMS = 4_096;

  /** In place of a count: this wire stays. */
  private static final int FIXED = -1;

  private static final PrimeField F = PrimeField.FR;

  private final Linear[] substitution;
  private final boolean[] dropped;

  private Folding(int registers, int zeros) {
    substitution = new Linear[registers];
    dropped = new boolean[zeros];
  }

  /**
   * Plans the substitutions for a recording.
   *
   * @param firstInternal registers from here on may go, save outputs
   */
  static Folding of(Recording recording, int firstInternal) {
    Folding folding = new Folding(recording.registers(), recording.zeros.size());
    folding.eliminate(recording, firstInternal);
    return folding;
  }

  private void eliminate(Recording recording, int firstInternal) {
    int[] occurrences = new int[substitution.length];
    count(recording.products, occurrences);
    count(recording.zeros, occurrences);
    for (int output : recording.outputs.values()) {
      occurrences[output] = FIXED;
    }
    long[] values = recording.coefficients.values();
    for (int k = 0; k < recording.zeros.size(); k++) {
      Linear zero = apply(recording.zeros.get(k, values));
      if (zero.size() == 0) {
        dropped[k] = true;
        continue;
      }
      int pivot = rarest(zero, occurrences, firstInternal);
      if (pivot >= 0) {
        int register = zero.register[pivot];
        substitution[register] = solve(zero, pivot);
        dropped[k] = true;
      }
    }
    for (int register = firstInternal; register < substitution.length; register++) {
      settle(register);
    }
  }

  /**
   * Writes out what was replaced after a substitution was made, in it and in all that it leads to;
   * with a stack of its own, as a chain may be as long as the circuit.
   */
  private void settle(int start) {
    Deque<Integer> open = new ArrayDeque<>();
    open.push(start);
    while (!open.isEmpty()) {
      int register = open.peek();
      boolean ready = true;
      if (substitution[register] != null) {
        for (int inner : substitution[register].register) {
          if (substitution[inner] != null && !isSettled(substitution[inner])) {
            open.push(inner);
            ready = false;
          }
        }
      }
      if (ready) {
        open.pop();
        if (substitution[register] != null) {
          substitution[register] = write(substitution[register]);
        }
      }
    }
  }

  private boolean isSettled(Linear row) {
    for (int register : row.register) {
      if (substitution[register] != null) {
        return false;
      }
    }
    return true;
  }

  private static void count(Rows rows, int[] occurrences) {
    for (int place = 0; place < rows.end(rows.size() - 1); place++) {
      occurrences[rows.register(place)]++;
    }
  }

  private static int rarest(Linear zero, int[] occurrences, int firstInternal) {
    int best = -1;
    for (int i = 0; i < zero.size(); i++) {
      int register = zero.register[i];
      if (register >= firstInternal
          && occurrences[register] != FIXED
          && (best < 0 || occurrences[register] <= occurrences[zero.register[best]])) {
        best = i;
      }
    }
    if (best < 0) {
      return -1;
    }
    long added = (long) occurrences[zero.register[best]] * (zero.size() - 2);
    return added <= MOST_TERMS ? best : -1;
  }

  // Σ c_i w_i = 0 → w_pivot = Σ_{i ≠ pivot} (−c_i / c_pivot) w_i
  private static Linear solve(Linear zero, int pivot) {
    long[] factor = new long[4];
    F.inverse(factor, 0, zero.coefficient, 4 * pivot);
    F.negate(factor, 0, factor, 0);
    return zero.times(factor).plus(Linear.of(zero.register[pivot]));
  }

  /** What a register was replaced by, or null. */
  Linear substitution(int register) {
    return substitution[register];
  }

  /** Whether linear constraint k need not be written. */
  boolean dropped(int k) {
    return dropped[k];
  }

  /** A combination with the replaced wires written out. */
  Linear apply(Linear row) {
    for (int register : row.register) {
      if (substitution[register] != null && !isSettled(substitution[register])) {
        settle(register);
      }
    }
    return write(row);
  }

  // one level: right where all substitutions of the row are settled
  private Linear write(Linear row) {
    if (isSettled(row)) {
      return row;
    }
    Linear[] parts = new Linear[row.size()];
    for (int i = 0; i < parts.length; i++) {
      Linear known = substitution[row.register[i]];
      parts[i] = known != null ? known : Linear.of(row.register[i]);
    }
    return Linear.weightedSum(parts, row.coefficient);
  }
}
