package io.crowdroll.protocol.zkpow;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Generator;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class AgeingTest {
  private static final BigInteger ONE = BigInteger.valueOf(Fixed.ONE);

  private final Generator some = new Generator(10);

  @Test
  void exponentialIsThePowerRoundedDownAtEachStepUpToItsMaximum() {
    for (int i = 0; i < 20_000; i++) {
      long rate = some.natural() % (8 * Fixed.ONE + 1);
      long max = Fixed.ONE + some.natural() % (8 * Fixed.ONE + 1);
      int steps = some.below(40);
      BigInteger power = ONE;
      for (int step = 0; step < steps; step++) {
        power = power.multiply(ONE.add(BigInteger.valueOf(rate))).divide(ONE);
      }
      long expected = power.min(BigInteger.valueOf(max)).longValueExact();
      assertThat(new Ageing.Exponential(rate, max).factor(steps)).isEqualTo(expected);
    }
  }

  @Test
  void linearGrowsByItsRateUpToItsMaximum() {
    for (int i = 0; i < 100_000; i++) {
      long rate = some.natural() % (9 * Fixed.ONE + 1);
      long max = Fixed.ONE + some.natural() % (8 * Fixed.ONE + 1);
      long steps = some.natural();
      BigInteger growth = BigInteger.valueOf(rate).multiply(BigInteger.valueOf(steps));
      long expected = ONE.add(growth).min(BigInteger.valueOf(max)).longValueExact();
      assertThat(new Ageing.Linear(rate, max).factor(steps)).isEqualTo(expected);
    }
  }

  @Test
  void manyStepsEndSoonAtTheMaximum() {
    assertThat(new Ageing.Exponential(Fixed.ONE / 4, 8 * Fixed.ONE).factor(Long.MAX_VALUE))
        .isEqualTo(8 * Fixed.ONE);
    assertThat(new Ageing.Exponential(0, 8 * Fixed.ONE).factor(Long.MAX_VALUE))
        .isEqualTo(Fixed.ONE);
  }
}
