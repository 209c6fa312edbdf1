package io.crowdroll.prover.field;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Poseidon permutation over Fr with S-box x^5, and the hash of 1 to 16 elements that circomlib
 * makes of it: state (0, inputs), output the first element. Round numbers and constants are those
 * of circomlib, drawn from the Grain LFSR as the Poseidon paper says (Grassi et al., USENIX
 * Security 2021), so the results are those of circomlib and circomlibjs.
 *
 * <p>Elements are 4 longs, Montgomery form ({@link PrimeField}). Immutable; shared by threads.
 */
public final class Poseidon {
  /** Most inputs of one hash. */
  public static final int MAX_INPUTS = 16;

  /** Rounds with an S-box on every element, half of them before the partial rounds. */
  public static final int FULL_ROUNDS = 8;

  /** Partial rounds by width, from width 2. */
  private static final int[] PARTIAL_ROUNDS = {
    56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68
  };

  /** Instances made so far: pure functions of their width, so a memo and no state. */
  private static final Map<Integer, Poseidon> INSTANCES = new ConcurrentHashMap<>();

  private final int width;
  private final int partialRounds;
  private final long[] roundConstants;
  private final long[] matrix;
  private final PoseidonSchedule schedule;

  private Poseidon(int width) {
    this.width = width;
    this.partialRounds = PARTIAL_ROUNDS[width - 2];
    int bits = FR.modulus().bitLength();
    GrainGenerator grain = new GrainGenerator(bits, width, FULL_ROUNDS, partialRounds);
    this.roundConstants = new long[(FULL_ROUNDS + partialRounds) * width * LIMBS];
    for (int i = 0; i < roundConstants.length; i += LIMBS) {
      BigInteger constant = grain.nextNumber(bits);
      while (constant.compareTo(FR.modulus()) >= 0) {
        constant = grain.nextNumber(bits);
      }
      System.arraycopy(FR.fromBigInteger(constant), 0, roundConstants, i, LIMBS);
    }
    this.matrix = cauchyMatrix(grain, width, bits);
    this.schedule = PoseidonSchedule.of(width, partialRounds, roundConstants, matrix);
  }

  /**
   * The permutation of {@code width} elements, for hashes of {@code width − 1} inputs.
   *
   * @throws IllegalArgumentException if the width is not 2 to 17
   */
  public static Poseidon ofWidth(int width) {
    if (width < 2 || width > MAX_INPUTS + 1) {
      throw new IllegalArgumentException("Poseidon has widths 2 to 17, not " + width);
    }
    return INSTANCES.computeIfAbsent(width, Poseidon::new);
  }

  /** Elements of the state. */
  public int width() {
    return width;
  }

  /** Rounds with an S-box on the first element only. */
  public int partialRounds() {
    return partialRounds;
  }

  /** All rounds: 4 full, the partial ones, 4 full. */
  public int rounds() {
    return FULL_ROUNDS + partialRounds;
  }

  /** Added to element {@code index} before the S-boxes of {@code round}. Allocates a copy. */
  public BigInteger roundConstant(int round, int index) {
    return FR.toBigInteger(roundConstants, (round * width + index) * LIMBS);
  }

  /** Entry of the matrix that ends each round: new[row] = Σ matrix(row, column) · old[column]. */
  public BigInteger matrix(int row, int column) {
    return FR.toBigInteger(matrix, (row * width + column) * LIMBS);
  }

  /** Whether {@code round} has an S-box on every element. */
  public boolean isFullRound(int round) {
    return round < FULL_ROUNDS / 2 || round >= FULL_ROUNDS / 2 + partialRounds;
  }

  /** The constants in the order in which kernels use them. */
  PoseidonSchedule schedule() {
    return schedule;
  }

  /**
   * Permutes in place the first {@code width} elements of the state.
   *
   * @param scratch room for {@code width + 2} elements, overwritten
   */
  public void permute(long[] state, long[] scratch) {
    int half = FULL_ROUNDS / 2;
    for (int round = 0; round < half; round++) {
      fullRound(round, state, scratch, round == half - 1 ? schedule.bridge() : matrix);
    }
    for (int round = 0; round < partialRounds; round++) {
      partialRound(round, state, scratch);
    }
    for (int round = half; round < FULL_ROUNDS; round++) {
      fullRound(round, state, scratch, matrix);
    }
  }

  private void fullRound(int round, long[] state, long[] scratch, long[] mix) {
    int length = width * LIMBS;
    for (int i = 0; i < length; i += LIMBS) {
      FR.add(state, i, state, i, schedule.full(), round * length + i);
      fifthPower(state, i, scratch);
    }
    for (int row = 0; row < width; row++) {
      dotProduct(scratch, row * LIMBS, mix, row * length, state, length);
    }
    System.arraycopy(scratch, 0, state, 0, length);
  }

  private void partialRound(int round, long[] state, long[] scratch) {
    int length = width * LIMBS;
    FR.add(state, 0, state, 0, schedule.partial(), round * LIMBS);
    fifthPower(state, 0, scratch);
    int column = round * (length - LIMBS);
    for (int i = LIMBS; i < length; i += LIMBS, column += LIMBS) {
      FR.mul(scratch, i, state, 0, schedule.columns(), column);
    }
    dotProduct(scratch, length, schedule.rows(), round * length, state, length);
    for (int i = LIMBS; i < length; i += LIMBS) {
      FR.add(state, i, state, i, scratch, i);
    }
    System.arraycopy(scratch, length, state, 0, LIMBS);
  }

  private static void fifthPower(long[] state, int i, long[] scratch) {
    FR.square(scratch, 0, state, i);
    FR.square(scratch, 0, scratch, 0);
    FR.mul(state, i, state, i, scratch, 0);
  }

  /**
   * Hashes {@code count} consecutive elements: out = permutation of (0, inputs), first element.
   *
   * @throws IllegalArgumentException if count is not 1 to 16
   */
  public static void hash(long[] out, int o, long[] inputs, int i, int count) {
    Poseidon poseidon = ofWidth(count + 1);
    long[] state = new long[(count + 1) * LIMBS];
    System.arraycopy(inputs, i, state, LIMBS, count * LIMBS);
    poseidon.permute(state, new long[(count + 3) * LIMBS]);
    System.arraycopy(state, 0, out, o, LIMBS);
  }

  /** The hash of 1 to 16 numbers of [0, r). */
  public static BigInteger hash(BigInteger... inputs) {
    long[] elements = new long[inputs.length * LIMBS];
    for (int i = 0; i < inputs.length; i++) {
      System.arraycopy(FR.fromBigInteger(inputs[i]), 0, elements, i * LIMBS, LIMBS);
    }
    long[] out = new long[LIMBS];
    hash(out, 0, elements, 0, inputs.length);
    return FR.toBigInteger(out, 0);
  }

  // out = Σ a · b over runs of 2 to 17 elements; the element after out is overwritten
  private static void dotProduct(long[] out, int o, long[] a, int i, long[] b, int length) {
    int rest = length % (3 * LIMBS);
    int at = rest == LIMBS ? 4 * LIMBS : rest == 0 ? 3 * LIMBS : rest;
    switch (at / LIMBS) {
      case 2 -> SumOfProducts.FR.of2(out, o, a, i, b, 0);
      case 3 -> SumOfProducts.FR.of3(out, o, a, i, b, 0);
      default -> SumOfProducts.FR.of4(out, o, a, i, b, 0);
    }
    for (; at < length; at += 3 * LIMBS) {
      SumOfProducts.FR.of3(out, o + LIMBS, a, i + at, b, at);
      FR.add(out, o, out, o, out, o + LIMBS);
    }
  }

  // M[i][j] = 1 / (x_i + y_j), all x and y distinct, no sum zero: every minor is invertible
  private static long[] cauchyMatrix(GrainGenerator grain, int width, int bits) {
    BigInteger[] numbers = new BigInteger[2 * width];
    do {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = grain.nextNumber(bits).mod(FR.modulus());
      }
    } while (!isUsable(numbers, width));
    long[] matrix = new long[width * width * LIMBS];
    for (int row = 0; row < width; row++) {
      for (int column = 0; column < width; column++) {
        BigInteger sum = numbers[row].add(numbers[width + column]).mod(FR.modulus());
        long[] entry = FR.fromBigInteger(sum.modInverse(FR.modulus()));
        System.arraycopy(entry, 0, matrix, (row * width + column) * LIMBS, LIMBS);
      }
    }
    return matrix;
  }

  private static boolean isUsable(BigInteger[] numbers, int width) {
    for (int i = 0; i < numbers.length; i++) {
      for (int j = 0; j < i; j++) {
        boolean sumIsZero =
            j < width && i >= width && numbers[i].add(numbers[j]).mod(FR.modulus()).signum() == 0;
        if (numbers[i].equals(numbers[j]) || sumIsZero) {
          return false;
        }
      }
    }
    return true;
  }
}
