package io.crowdroll.protocol.zkpow;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Generator;
import io.crowdroll.protocol.chain.Wei;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ScarcityTest {
  private static final BigInteger ONE = BigInteger.valueOf(Fixed.ONE);

  private final Generator some = new Generator(11);

  @Test
  void activeCountIsTheClampedPowerOfTheRatio() {
    for (int i = 0; i < 50_000; i++) {
      long target = 1 + some.below(2_000_000);
      long active = some.below(2_000_000) >>> some.below(21);
      long max = Fixed.ONE + some.natural() % (8 * Fixed.ONE + 1);
      BigInteger ratio =
          BigInteger.valueOf(target).multiply(ONE).divide(BigInteger.valueOf(Math.max(1, active)));
      for (Scarcity.Elasticity elasticity : Scarcity.Elasticity.values()) {
        BigInteger power =
            switch (elasticity) {
              case ZERO -> ONE;
              case HALF -> ratio.multiply(ONE).sqrt();
              case ONE -> ratio;
              case TWO -> ratio.multiply(ratio).divide(ONE);
            };
        long expected = power.max(ONE).min(BigInteger.valueOf(max)).longValueExact();
        assertThat(
                new Scarcity.ActiveCount(target, elasticity, max)
                    .factor(active, Wei.ZERO, Wei.of(1)))
            .as("(%d / %d) ^ %s", target, active, elasticity)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void backlogFollowsTheUnitBaseFeeWhoeverIsActive() {
    Scarcity backlog = new Scarcity.Backlog(8 * Fixed.ONE);
    Wei price = Wei.of(1_000);
    assertThat(backlog.factor(0, Wei.of(1_000), price)).isEqualTo(Fixed.ONE);
    assertThat(backlog.factor(1_000_000, Wei.of(2_500), price)).isEqualTo(Fixed.ONE / 10 * 25);
    assertThat(backlog.factor(1, Wei.of(9_000), price)).isEqualTo(8 * Fixed.ONE);
    assertThat(backlog.factor(1, Wei.of(500), price)).isEqualTo(Fixed.ONE);
  }
}
