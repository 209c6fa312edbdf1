package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FixedTest {
  private static final BigInteger ONE = BigInteger.TEN.pow(18);

  private final Generator some = new Generator(5);

  @Test
  void ratiosStopAtTheirLimit() {
    for (int i = 0; i < 100_000; i++) {
      Wei numerator = Wei.of(some.natural());
      Wei denominator = Wei.of(Math.max(1, some.natural()));
      long limit = some.natural();
      BigInteger exact = numerator.toBigInteger().multiply(ONE).divide(denominator.toBigInteger());
      assertThat(Fixed.ratio(numerator, denominator, limit))
          .isEqualTo(exact.min(BigInteger.valueOf(limit)).longValueExact());
    }
  }
}
