package io.crowdroll.prover.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsmTest {
  private static final BigInteger R = PrimeField.FR.modulus();
  private static final ForkJoinPool POOL = new ForkJoinPool(2);

  @ParameterizedTest
  @CsvSource({
    "0,false",
    "1,false",
    "2,false",
    "3,false",
    "5,false",
    "33,false",
    "1,true",
    "9,true"
  })
  void sumsRandomPointsWithRandomScalars(int n, boolean second) {
    Random random = new Random(n);
    BigInteger[] scalars = new BigInteger[n];
    BigInteger[][] points = new BigInteger[n][];
    for (int k = 0; k < n; k++) {
      scalars[k] = new BigInteger(300, random).mod(R);
      points[k] = point(BigInteger.valueOf(random.nextInt(1, 1 << 20)), second);
    }
    check(points, scalars, second);
  }

  /** Every pair of special points and scalars meets in some bucket. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void specialPointsAndScalarsSum(boolean second) {
    BigInteger[] p = point(BigInteger.valueOf(7), second);
    BigInteger[][] kinds = {p, ReferenceCurve.negate(p), null, point(BigInteger.TWO, second)};
    BigInteger[] values = {
      BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, R.subtract(BigInteger.ONE), R.shiftRight(1),
    };
    BigInteger[][] points = new BigInteger[kinds.length * values.length][];
    BigInteger[] scalars = new BigInteger[points.length];
    for (int k = 0; k < points.length; k++) {
      points[k] = kinds[k / values.length];
      scalars[k] = values[k % values.length];
    }
    check(points, scalars, second);
  }

  /**
   * Bases m_k G with small m_k: many are equal, many are each other's negatives, some infinite;
   * scalars of all sizes, with many ones, so that lists are cut and doublings and cancellations
   * happen in all levels. Compared with (Σ m_k s_k) G.
   */
  @ParameterizedTest
  @CsvSource({"700,5,false", "4000,60,false", "20000,100000,false", "3000,40,true"})
  void manyPointsWithCoincidencesSum(int n, int range, boolean second) {
    Random random = new Random(n);
    long[] multiples = new long[4 * n];
    long[] flat = new long[4 * n];
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < n; k++) {
      BigInteger m = BigInteger.valueOf(random.nextInt(2 * range) - range).mod(R);
      BigInteger s =
          switch (random.nextInt(8)) {
            case 0, 1 -> BigInteger.ONE;
            case 2 -> R.subtract(BigInteger.ONE);
            case 3 -> BigInteger.valueOf(random.nextInt(5));
            case 4 -> Endomorphism.LAMBDA;
            default -> new BigInteger(300, random).mod(R);
          };
      PrimeField.store(m, multiples, 4 * k);
      PrimeField.store(s, flat, 4 * k);
      sum = sum.add(m.multiply(s));
    }
    int packed = second ? 16 : 8;
    long[] generator = ReferenceCurve.pack(second ? ReferenceCurve.G2 : ReferenceCurve.G1, second);
    FixedBase base = second ? FixedBase.g2(generator) : FixedBase.g1(generator);
    MemorySegment points = MemorySegment.ofArray(new long[n * packed]);
    base.multiply(points, multiples, 0, n, POOL);
    long[] out = new long[packed];
    Workspace workspace = new Workspace();
    long[] expected = ReferenceCurve.pack(point(sum.mod(R), second), second);
    for (int tables : new int[] {1, 1, 2, 3, 8}) {
      Msm msm = second ? Msm.g2(points, n, tables, POOL) : Msm.g1(points, n, tables, POOL);
      msm.multiply(out, 0, flat, 0, workspace, POOL);
      assertArrayEquals(expected, out, tables + " tables");
    }
    for (int piece : new int[] {n - 1, n / 2, n / 5}) {
      Msm.inPieces(points, n, second, piece, POOL).multiply(out, 0, flat, 0, workspace, POOL);
      assertArrayEquals(expected, out, "pieces of " + piece);
    }
  }

  private static BigInteger[] point(BigInteger scalar, boolean second) {
    return ReferenceCurve.multiply(second ? ReferenceCurve.G2 : ReferenceCurve.G1, scalar);
  }

  private static void check(BigInteger[][] points, BigInteger[] scalars, boolean second) {
    int packed = second ? 16 : 8;
    int n = points.length;
    long[] bases = new long[n * packed];
    long[] flat = new long[4 * n + 3];
    BigInteger[] expected = null;
    for (int k = 0; k < n; k++) {
      System.arraycopy(ReferenceCurve.pack(points[k], second), 0, bases, k * packed, packed);
      PrimeField.store(scalars[k], flat, 3 + 4 * k);
      if (points[k] != null) {
        expected = ReferenceCurve.add(expected, ReferenceCurve.multiply(points[k], scalars[k]));
      }
    }
    MemorySegment segment = MemorySegment.ofArray(bases);
    for (int tables : new int[] {1, 2, 40}) {
      Msm msm = second ? Msm.g2(segment, n, tables, POOL) : Msm.g1(segment, n, tables, POOL);
      long[] out = new long[packed];
      msm.multiply(out, 0, flat, 3, new Workspace(), POOL);
      assertArrayEquals(ReferenceCurve.pack(expected, second), out, tables + " tables");
    }
  }
}
