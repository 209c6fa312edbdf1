package io.crowdroll.prover.field;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import java.util.Arrays;

/**
 * Many Poseidon hashes of equally many inputs, four at a time on {@link BlockField}; the values are
 * those of {@link Poseidon#hash}. Where the vector path is not available, or fewer hashes are left
 * than make it worth while, they are made one after the other.
 *
 * <p>Nothing here allocates after construction. An instance belongs to one thread at a time.
 */
public final class PoseidonBatch {
  private static final int LANES = BlockField.LANES;

  private final int inputs;
  private final Poseidon poseidon;
  private final long[] one;
  private final long[] scratch;
  private final Lanes lanes;

  /**
   * @param inputs of each hash
   * @throws IllegalArgumentException if they are not 1 to 16
   */
  public PoseidonBatch(int inputs) {
    this.inputs = inputs;
    poseidon = Poseidon.ofWidth(inputs + 1);
    one = new long[(inputs + 1) * LIMBS];
    scratch = new long[(inputs + 3) * LIMBS];
    boolean vector = Kernels.path().equals("vector");
    lanes = vector ? new Lanes(poseidon.schedule(), Kernels.of(PrimeField.FR)) : null;
  }

  /** Inputs of each hash. */
  public int inputs() {
    return inputs;
  }

  /**
   * Hashes {@code count} runs of {@link #inputs()} consecutive elements that follow one another.
   *
   * @param out takes {@code count} elements from long {@code o} on
   * @param in the inputs from long {@code i} on, Montgomery form, fully reduced
   */
  public void hash(long[] out, int o, long[] in, int i, int count) {
    int step = inputs * LIMBS;
    int done = 0;
    if (lanes != null) {
      for (; count - done > 1; done += LANES) {
        int used = Math.min(LANES, count - done);
        lanes.hash(out, o + done * LIMBS, in, i + done * step, used);
      }
    }
    for (; done < count; done++) {
      Arrays.fill(one, 0, LIMBS, 0);
      System.arraycopy(in, i + done * step, one, LIMBS, step);
      poseidon.permute(one, scratch);
      System.arraycopy(one, 0, out, o + done * LIMBS, LIMBS);
    }
  }

  /** Four permutations side by side: element e of the state is block e. */
  private static final class Lanes {
    private final BlockField field;
    private final int width;
    private final int partialRounds;
    private final int block;
    private final long[] full;
    private final long[] matrix;
    private final long[] bridge;
    private final long[] partial;
    private final long[] rows;
    private final long[] columns;
    private final long[] state;
    private final long[] mixed;
    private final long[] terms;
    private final long[] element = new long[LIMBS];

    Lanes(PoseidonSchedule schedule, BlockField field) {
      this.field = field;
      width = schedule.width();
      partialRounds = schedule.partialRounds();
      block = field.longs();
      full = blocks(schedule.full());
      matrix = blocks(schedule.matrix());
      bridge = blocks(schedule.bridge());
      partial = blocks(schedule.partial());
      rows = blocks(schedule.rows());
      columns = blocks(schedule.columns());
      state = new long[width * block];
      mixed = new long[width * block];
      terms = new long[width * block];
    }

    /** Each constant four times over, in the radix inside. */
    private long[] blocks(long[] constants) {
      int count = constants.length / LIMBS;
      long[] out = new long[count * block];
      for (int k = 0; k < count; k++) {
        for (int lane = 0; lane < LANES; lane++) {
          field.set(out, k * block, lane, constants, k * LIMBS);
        }
      }
      field.enter(out, 0, count);
      return out;
    }

    /** One to four hashes; lanes without one repeat the first. */
    void hash(long[] out, int o, long[] in, int i, int used) {
      int inputs = width - 1;
      field.zero(state, 0);
      for (int e = 1; e < width; e++) {
        for (int lane = 0; lane < LANES; lane++) {
          int from = lane < used ? lane * inputs : 0;
          field.set(state, e * block, lane, in, i + (from + e - 1) * LIMBS);
        }
      }
      field.enter(state, block, inputs);
      int half = Poseidon.FULL_ROUNDS / 2;
      for (int round = 0; round < half; round++) {
        fullRound(round, round == half - 1 ? bridge : matrix, width);
      }
      for (int round = 0; round < partialRounds; round++) {
        partialRound(round);
      }
      for (int round = half; round < Poseidon.FULL_ROUNDS; round++) {
        // of the last round only the first element is asked for
        fullRound(round, matrix, round == Poseidon.FULL_ROUNDS - 1 ? 1 : width);
      }
      field.leave(state, 0, 1);
      for (int lane = 0; lane < used; lane++) {
        field.get(element, 0, state, 0, lane);
        System.arraycopy(element, 0, out, o + lane * LIMBS, LIMBS);
      }
    }

    private void fullRound(int round, long[] mix, int wanted) {
      field.add(state, 0, state, 0, full, round * width * block, width);
      field.square(terms, 0, state, 0, width);
      field.square(terms, 0, terms, 0, width);
      field.mul(state, 0, state, 0, terms, 0, width);
      for (int row = 0; row < wanted; row++) {
        field.mul(terms, 0, mix, row * width * block, state, 0, width);
        sum(row * block);
      }
      System.arraycopy(mixed, 0, state, 0, wanted * block);
    }

    private void partialRound(int round) {
      field.add(state, 0, state, 0, partial, round * block, 1);
      field.square(terms, 0, state, 0, 1);
      field.square(terms, 0, terms, 0, 1);
      field.mul(state, 0, state, 0, terms, 0, 1);
      field.mul(terms, 0, rows, round * width * block, state, 0, width);
      sum(0);
      int rest = width - 1;
      field.mulByBlock(terms, 0, columns, round * rest * block, state, 0, rest);
      field.add(state, block, state, block, terms, 0, rest);
      System.arraycopy(mixed, 0, state, 0, block);
    }

    /** The sum of the terms, not settled. */
    private void sum(int o) {
      int most = BlockField.UNSETTLED - 1;
      System.arraycopy(terms, 0, mixed, o, block);
      int e = 1;
      for (; e < Math.min(width, most); e++) {
        field.addForProduct(mixed, o, mixed, o, terms, e * block);
      }
      while (e < width) {
        int first = e++;
        for (; e < Math.min(width, first + most); e++) {
          field.addForProduct(terms, first * block, terms, first * block, terms, e * block);
        }
        field.add(mixed, o, mixed, o, terms, first * block, 1);
      }
    }
  }
}
