package io.crowdroll.prover.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedBaseTest {
  private static final BigInteger R = PrimeField.FR.modulus();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void multipliesInBulk(boolean second) {
    BigInteger[] base =
        ReferenceCurve.multiply(
            second ? ReferenceCurve.G2 : ReferenceCurve.G1, BigInteger.valueOf(11));
    Random random = new Random(5);
    int n = 12;
    int packed = second ? 16 : 8;
    long[] scalars = new long[4 * n];
    long[] expected = new long[n * packed];
    for (int k = 0; k < n; k++) {
      BigInteger s =
          switch (k) {
            case 0 -> BigInteger.ZERO;
            case 1 -> BigInteger.ONE;
            case 2 -> R.subtract(BigInteger.ONE);
            case 3 -> BigInteger.ONE.shiftLeft(200);
            default -> new BigInteger(300, random).mod(R);
          };
      PrimeField.store(s, scalars, 4 * k);
      long[] point = ReferenceCurve.pack(ReferenceCurve.multiply(base, s), second);
      System.arraycopy(point, 0, expected, k * packed, packed);
    }
    long[] out = new long[n * packed];
    Arrays.fill(out, -1);
    long[] packedBase = ReferenceCurve.pack(base, second);
    FixedBase fixed = second ? FixedBase.g2(packedBase) : FixedBase.g1(packedBase);
    fixed.multiply(MemorySegment.ofArray(out), scalars, 0, n, ForkJoinPool.commonPool());
    assertArrayEquals(expected, out);
  }
}
