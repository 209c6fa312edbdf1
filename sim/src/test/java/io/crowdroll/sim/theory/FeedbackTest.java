package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Scarcity;
import io.crowdroll.protocol.zkpow.Scarcity.Elasticity;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cobweb: the bounty follows the crowd, B = B*(N*⁄N)^α, and the crowd follows the last bounty,
 * N = N₀(B⁄B*)^ε. The fixed point is N^{1+αε} = N₀N*^{αε}; near it log(N⁄fixed point) is multiplied
 * by −αε each time, so that the protocol's law calms a crowd of supply elasticity 1 for α = ½, the
 * default, and not for 1 or 2.
 */
class FeedbackTest {
  private static final long TARGET = 1_000_000_000;
  private static final long MAX = 8 * Fixed.ONE;
  private static final double CROWD = 0.25 * TARGET;

  @ParameterizedTest
  @CsvSource({
    "HALF, 0.5, 0.5",
    "HALF, 0.5, 1",
    "HALF, 0.5, 1.5",
    "ONE, 1, 0.5",
    "ONE, 1, 1",
    "ONE, 1, 1.5",
    "TWO, 2, 0.25",
    "TWO, 2, 0.5",
    "TWO, 2, 1"
  })
  void deviationsOfTheCrowdAreMultipliedByMinusAlphaEpsilon(
      Elasticity law, double alpha, double supply) {
    double fixedPoint = fixedPoint(alpha, supply);
    assertThat(answer(law, fixedPoint, supply))
        .isCloseTo(fixedPoint, Offset.offset(1e-6 * fixedPoint));

    double deviation = 1e-3;
    double crowd = answer(law, fixedPoint * StrictMath.exp(deviation), supply);
    for (int step = 1; step <= 4; step++) {
      double expected = deviation * StrictMath.pow(-alpha * supply, step);
      assertThat(StrictMath.log(crowd / fixedPoint)).isCloseTo(expected, Offset.offset(2e-6));
      crowd = answer(law, crowd, supply);
    }
  }

  /** From half of the fixed point, a hundred times over: rest, an endless swing, or the limits. */
  @Test
  void theDefaultElasticityCalmsAnElasticCrowdAndTheOthersDoNot() {
    assertThat(swing(Elasticity.HALF, 0.5)).isLessThan(1e-6);
    assertThat(swing(Elasticity.ONE, 1)).isCloseTo(StrictMath.log(4), Offset.offset(1e-6));
    assertThat(swing(Elasticity.TWO, 2)).isGreaterThan(1.5);
  }

  /** |log| of the ratio of the last two crowds. */
  private static double swing(Elasticity law, double alpha) {
    double before = fixedPoint(alpha, 1) / 2;
    double crowd = before;
    for (int step = 0; step < 100; step++) {
      before = crowd;
      crowd = answer(law, crowd, 1);
    }
    return StrictMath.abs(StrictMath.log(crowd / before));
  }

  private static double fixedPoint(double alpha, double supply) {
    double power = alpha * supply;
    return StrictMath.pow(CROWD * StrictMath.pow(TARGET, power), 1 / (1 + power));
  }

  /** The crowd that comes for the bounty at a crowd. */
  private static double answer(Elasticity law, double crowd, double supply) {
    long factor =
        new Scarcity.ActiveCount(TARGET, law, MAX)
            .factor(StrictMath.round(crowd), Wei.ZERO, Wei.ZERO);
    return CROWD * StrictMath.pow((double) factor / Fixed.ONE, supply);
  }
}
