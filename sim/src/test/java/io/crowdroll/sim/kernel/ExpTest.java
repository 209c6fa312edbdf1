package io.crowdroll.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void isWithinTwoUnitsInTheLastPlace() {
    for (int i = 0; i < 200_000; i++) {
      double x = random.nextDouble(-699, 699);
      assertClose(x);
      assertClose(x / 1e3);
      assertClose(x / 1e9);
    }
  }

  private static void assertClose(double x) {
    double expected = StrictMath.exp(x);
    assertThat(Math.abs(Exp.of(x) - expected))
        .as("e^%s", x)
        .isLessThanOrEqualTo(2 * Math.ulp(expected));
  }

  @Test
  void isExactAtZeroAndLeavesTheEndsToTheLibrary() {
    assertThat(Exp.of(0)).isEqualTo(1);
    for (double x : new double[] {-746, -745, -700, 700, 709.7, 710, 1e300, -1e300}) {
      assertThat(Exp.of(x)).isEqualTo(StrictMath.exp(x));
    }
    assertThat(Exp.of(Double.NaN)).isNaN();
    assertThat(Exp.of(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(Exp.of(Double.NEGATIVE_INFINITY)).isZero();
  }
}
