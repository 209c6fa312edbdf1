package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "DURATION, 30s, 30000, 30 s",
    "DURATION, 5 min, 300000, 5 min",
    "DURATION, 90 s, 90000, 90 s",
    "DURATION, 24 h, 86400000, 1 d",
    "DURATION, 0.5 s, 500, 500 ms",
    "DURATION, 0, 0, 0",
    "ZKPOW, 0.025 ZKPoW, 25000000000000000, 0.025 ZKPoW",
    "ZKPOW, 1 gwei, 1000000000, 1 gwei",
    "ZKPOW, 1.5ZKPoW, 1500000000000000000, 1.5 ZKPoW",
    "ZKPOW, 7 wei, 7, 7 wei",
    "ETH, 40 gwei, 40000000000, 40 gwei",
    "ETH, 1.5 ETH, 1500000000000000000, 1.5 ETH",
    "SHARE, 25 %, 0.25, 25 %",
    "SHARE, 25%, 0.25, 25 %",
    "SHARE, 0.25, 0.25, 25 %",
    "RATE, 2/s, 172800, 2/s",
    "RATE, 1 /day, 1, 1/day",
    "RATE, 3/min, 4320, 0.05/s",
    "BLOCKS, 120, 120, 120 blocks",
    "BLOCKS, 1 block, 1, 1 blocks",
    "L1_BLOCKS, 48 blocks, 48, 48 L1 blocks",
    "GAS, 30 M gas, 30000000, 30 M gas",
    "GAS, 21000, 21000, 21000 gas",
    "COUNT, 1_000, 1000, 1000",
    "COUNT, 1e3, 1000, 1000",
  })
  void oneValueHasOneSpelling(Unit unit, String text, String base, String canonical)
      throws Type.Refusal {
    Type.Parsed parsed = quantity(unit).parse(text, Node.Token.STRING);
    assertThat(parsed.number()).isEqualByComparingTo(base);
    assertThat(parsed.text()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "DURATION, 30",
    "DURATION, 0.5 ms",
    "DURATION, 30 fortnights",
    "DURATION, 0 fortnights",
    "ZKPOW, 1 ETH",
    "ZKPOW, 0.5 wei",
    "SHARE, %",
    "COUNT, 1e999",
    "COUNT, 0x10",
    "COUNT, --1",
    "COUNT, 5 blocks",
    "NUMBER, NaN",
    "NUMBER, Infinity",
    "NUMBER, 1.2.3",
  })
  void whatIsNoQuantityIsRefused(Unit unit, String text) {
    assertThatThrownBy(() -> quantity(unit).parse(text, Node.Token.STRING))
        .isInstanceOf(Type.Refusal.class);
  }

  @Test
  void theCanonicalSpellingReadsAsTheSameValue() throws Type.Refusal {
    var random = new SplittableRandom(1);
    for (Unit unit : Unit.values()) {
      for (int i = 0; i < 200; i++) {
        String number = Long.toString(random.nextLong(1, 1L << random.nextInt(1, 62)));
        String suffix = unit.names().isEmpty() ? "" : " " + unit.names().getLast();
        Type.Parsed parsed = quantity(unit).parse(number + suffix, Node.Token.STRING);
        Type.Parsed again = quantity(unit).parse(parsed.text(), Node.Token.STRING);
        assertThat(again.number()).isEqualByComparingTo(parsed.number());
        assertThat(again.text()).isEqualTo(parsed.text());
      }
    }
  }

  private static Type.Quantity quantity(Unit unit) {
    String suffix = unit.names().isEmpty() ? "" : " " + unit.names().getFirst();
    return new Type.Quantity(unit, "0", "1e30" + suffix, List.of());
  }
}
