package io.crowdroll.prover.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CommonFactorTest {
  private final SplittableRandom random = new SplittableRandom(4);

  private static long[] products(long[] points, BigInteger factor) {
    MemorySegment out = MemorySegment.ofArray(new long[points.length]);
    new CommonFactor(factor)
        .multiply(out, MemorySegment.ofArray(points), ForkJoinPool.commonPool());
    return out.toArray(ValueLayout.JAVA_LONG);
  }

  private static long[] expected(long[] points, BigInteger factor) {
    long[] out = new long[points.length];
    for (int i = 0; i < points.length; i += 8) {
      Curve.G1.multiply(out, i, points, i, factor);
    }
    return out;
  }

  private long[] points(int count) {
    long[] points = new long[8 * count];
    for (int i = 0; i < count; i++) {
      // one in five is infinity
      if (random.nextInt(5) > 0) {
        System.arraycopy(TestPoints.point(Curve.G1, random), 0, points, 8 * i, 8);
      }
    }
    return points;
  }

  @Test
  void everyPointIsMultiplied() {
    for (int count : new int[] {0, 1, 2, 3, 4, 5, 17, 1_030}) {
      long[] points = points(count);
      byte[] bytes = new byte[40];
      random.nextBytes(bytes);
      BigInteger factor = new BigInteger(1, bytes).mod(Curve.ORDER);
      assertThat(products(points, factor))
          .as("%d points", count)
          .isEqualTo(expected(points, factor));
    }
  }

  /**
   * Numbers for which affine additions meet the same point or its opposite, and their neighbours.
   */
  @Test
  void unusualNumbersAreRightToo() {
    long[] points = points(6);
    BigInteger lambda = Endomorphism.LAMBDA;
    for (BigInteger base :
        new BigInteger[] {
          BigInteger.ZERO, BigInteger.TWO.pow(127), lambda, lambda.negate(), lambda.pow(2)
        }) {
      for (int offset = -9; offset < 10; offset++) {
        BigInteger factor = base.add(BigInteger.valueOf(offset)).mod(Curve.ORDER);
        assertThat(products(points, factor)).as("%s", factor).isEqualTo(expected(points, factor));
      }
    }
  }

  @Test
  void allPointsAtInfinityStayThere() {
    assertThat(products(new long[8 * 40], BigInteger.TEN.pow(60))).containsOnly(0);
  }
}
