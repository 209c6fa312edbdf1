package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.field.Poseidon;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.field.SquareMatrix;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Poseidon as in circomlib ({@link Poseidon}): three constraints an S-box, nothing for the linear
 * layers. For 2, 3, 5, 8, 16 inputs 240, 261, 321, 402, 609 constraints; each constant input saves
 * three.
 *
 * <p>The wires kept are the <em>inputs</em> of S-boxes, not their outputs: the long sums over all
 * rounds before then stand once, as a product (C), which no proving key contains, instead of three
 * times as factors.
 */
public final class PoseidonHash {
  private static final PrimeField F = PrimeField.FR;
  private static final int HALF = Poseidon.FULL_ROUNDS / 2;

  private PoseidonHash() {}

  /**
   * The hash of 1 to 16 values: permutation of (0, inputs), first element.
   *
   * @throws IllegalArgumentException for another number of inputs
   */
  public static Variable hash(Api api, Variable... inputs) {
    return hash(api, api.constant(0), inputs, 1)[0];
  }

  /**
   * The first elements of the permuted state (capacity, inputs), as circomlib's PoseidonEx.
   *
   * @param outputs how many, 1 to inputs + 1
   */
  public static Variable[] hash(Api api, Variable capacity, Variable[] inputs, int outputs) {
    Variable[] state = new Variable[inputs.length + 1];
    state[0] = capacity;
    System.arraycopy(inputs, 0, state, 1, inputs.length);
    try (var _ = api.scope("Poseidon(" + inputs.length + ")")) {
      return Arrays.copyOf(permute(api, state, outputs), outputs);
    }
  }

  private static Variable[] permute(Api api, Variable[] state, int outputs) {
    PoseidonSchedule schedule = PoseidonSchedule.ofWidth(state.length);
    if (Arrays.stream(state).allMatch(v -> v.constant().isPresent())) {
      return permuteConstants(api, state);
    }
    Variable[] x = new Variable[state.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = api.add(state[i], constant(api, schedule.fullConstants[0], i));
    }
    for (int k = 0; k < HALF; k++) {
      // the round after the first half is the first partial one: its constants are Poseidon's own
      long[] next =
          k + 1 < HALF ? schedule.fullConstants[k + 1] : firstPartialConstants(schedule.width);
      x = fullRound(api, schedule, x, x.length, next);
    }
    x = partialRounds(api, schedule, x);
    for (int k = HALF; k + 1 < Poseidon.FULL_ROUNDS; k++) {
      x = fullRound(api, schedule, x, x.length, schedule.fullConstants[k + 1]);
    }
    return fullRound(api, schedule, x, outputs, new long[4 * x.length]);
  }

  private static long[] firstPartialConstants(int width) {
    Poseidon poseidon = Poseidon.ofWidth(width);
    long[] constants = new long[4 * width];
    for (int i = 0; i < width; i++) {
      System.arraycopy(F.fromBigInteger(poseidon.roundConstant(HALF, i)), 0, constants, 4 * i, 4);
    }
    return constants;
  }

  /** S-boxes, matrix, next constants; the first {@code outputs} elements become wires. */
  private static Variable[] fullRound(
      Api api, PoseidonSchedule schedule, Variable[] x, int outputs, long[] constants) {
    int[] mixed = IntStream.range(0, outputs).filter(i -> x[i].constant().isEmpty()).toArray();
    Variable[] fourth = new Variable[x.length];
    Variable[] boxes = new Variable[x.length];
    for (int i = 0; i < x.length; i++) {
      Variable square = api.mul(x[i], x[i]);
      fourth[i] = api.mul(square, square);
      boolean isMixed = Arrays.binarySearch(mixed, i) >= 0;
      boxes[i] = isMixed ? null : api.mul(fourth[i], x[i]);
    }
    // what the other boxes and the constants give to each element
    Variable[] known = new Variable[outputs];
    int[] others = IntStream.range(0, x.length).filter(i -> boxes[i] != null).toArray();
    for (int row = 0; row < outputs; row++) {
      known[row] =
          api.add(constant(api, constants, row), sum(api, schedule.matrix, row, others, boxes));
    }
    PoseidonSchedule.Minor minor = schedule.minor(mixed);
    Api.Mixed result =
        api.mix(
            pick(fourth, mixed),
            pick(x, mixed),
            minor.matrix().entries(),
            minor.inverse().entries(),
            pick(known, mixed));
    Variable[] next = new Variable[outputs];
    for (int k = 0; k < mixed.length; k++) {
      next[mixed[k]] = result.outputs()[k];
      boxes[mixed[k]] = result.products()[k];
    }
    for (int row = 0; row < outputs; row++) {
      if (next[row] == null) {
        next[row] = api.remember(api.add(known[row], sum(api, schedule.matrix, row, mixed, boxes)));
      }
    }
    return next;
  }

  private static Variable[] partialRounds(Api api, PoseidonSchedule schedule, Variable[] x) {
    Variable first = x[0];
    Variable[] u = Arrays.copyOfRange(x, 1, x.length);
    for (int k = 0; k < schedule.partialRounds; k++) {
      long[] constants = schedule.constantsAfter[k];
      Variable square = api.mul(first, first);
      Variable rest = api.add(api.weightedSum(u, schedule.rowOf[k]), constant(api, constants, 0));
      Api.Mixed round =
          api.mix(
              new Variable[] {api.mul(square, square)},
              new Variable[] {first},
              schedule.corner,
              schedule.cornerInverse,
              new Variable[] {rest});
      first = round.outputs()[0];
      for (int j = 0; j < u.length; j++) {
        Variable change = api.scale(element(schedule.columnOf[k], j), round.products()[0]);
        u[j] = api.remember(api.add(api.add(u[j], change), constant(api, constants, j + 1)));
      }
    }
    Variable[] next = new Variable[x.length];
    next[0] = first;
    for (int j = 1; j < next.length; j++) {
      long[] row =
          Arrays.copyOfRange(
              schedule.basis.entries(), schedule.basis.at(j - 1, 0), schedule.basis.at(j, 0));
      next[j] = api.remember(api.weightedSum(u, row));
    }
    return next;
  }

  private static Variable[] permuteConstants(Api api, Variable[] state) {
    long[] elements = new long[4 * state.length];
    for (int i = 0; i < state.length; i++) {
      BigInteger value = state[i].constant().orElseThrow();
      System.arraycopy(F.fromBigInteger(value), 0, elements, 4 * i, 4);
    }
    Poseidon.ofWidth(state.length).permute(elements, new long[elements.length + 4]);
    Variable[] result = new Variable[state.length];
    Arrays.setAll(result, i -> constant(api, elements, i));
    return result;
  }

  private static Variable sum(
      Api api, SquareMatrix matrix, int row, int[] columns, Variable[] boxes) {
    long[] weights = new long[4 * columns.length];
    for (int k = 0; k < columns.length; k++) {
      System.arraycopy(matrix.entries(), matrix.at(row, columns[k]), weights, 4 * k, 4);
    }
    return api.weightedSum(pick(boxes, columns), weights);
  }

  private static Variable[] pick(Variable[] all, int[] indices) {
    return Arrays.stream(indices).mapToObj(i -> all[i]).toArray(Variable[]::new);
  }

  private static Variable constant(Api api, long[] elements, int i) {
    return api.constant(F.toBigInteger(elements, 4 * i));
  }

  private static long[] element(long[] elements, int i) {
    return Arrays.copyOfRange(elements, 4 * i, 4 * i + 4);
  }
}
