package io.crowdroll.prover.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoseidonBatchTest {
  private static final int L = PrimeField.LIMBS;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 10, 15, 16})
  void everyHashOfABatchIsThatOfTheScalarPath(int inputs) {
    SplittableRandom random = new SplittableRandom(inputs);
    PoseidonBatch batch = new PoseidonBatch(inputs);
    for (int count = 0; count <= 10; count++) {
      long[] in = new long[(3 + count * inputs) * L];
      for (int k = 0; k < count * inputs; k++) {
        System.arraycopy(element(random), 0, in, (3 + k) * L, L);
      }
      long[] out = new long[(count + 2) * L];
      long[] expected = out.clone();
      batch.hash(out, L, in, 3 * L, count);
      for (int k = 0; k < count; k++) {
        Poseidon.hash(expected, (k + 1) * L, in, (3 + k * inputs) * L, inputs);
      }
      assertThat(out).as("%s hashes", count).isEqualTo(expected);
    }
  }

  /** Sums that overflow a limb are rare: a few thousand hashes meet them. */
  @ParameterizedTest
  @ValueSource(ints = {2, 10})
  void thousandsOfHashesAgree(int inputs) {
    int count = 6000 / inputs;
    SplittableRandom random = new SplittableRandom(inputs);
    long[] in = random.longs((long) count * inputs * L).toArray();
    for (int top = L - 1; top < in.length; top += L) {
      in[top] >>>= 3;
    }
    long[] out = new long[count * L];
    long[] expected = out.clone();
    new PoseidonBatch(inputs).hash(out, 0, in, 0, count);
    for (int k = 0; k < count; k++) {
      Poseidon.hash(expected, k * L, in, k * inputs * L, inputs);
    }
    assertThat(out).isEqualTo(expected);
  }

  // often a value at the edge of the field or of a limb
  private static long[] element(SplittableRandom random) {
    BigInteger p = PrimeField.FR.modulus();
    BigInteger value =
        switch (random.nextInt(4)) {
          case 0 -> BigInteger.valueOf(random.nextInt(3));
          case 1 -> p.subtract(BigInteger.valueOf(1 + random.nextInt(3)));
          case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(253));
          default -> new BigInteger(256, new java.util.Random(random.nextLong())).mod(p);
        };
    return PrimeField.FR.fromBigInteger(value);
  }
}
