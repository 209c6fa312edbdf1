package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.node.Presets;
import org.junit.jupiter.api.Test;

class FeeMarketTest {
  private final Rules rules = Presets.hardened();
  private final Wei price = rules.bounty().unitPrice();
  private final FeeMarket fees = new FeeMarket(rules.fees(), price, Fixed.ONE / 10, 48);

  @Test
  void unitBaseFeeRisesByAtMostOnePartIn512ABlockUpToItsCeiling() {
    fees.endBlock(0, Long.MAX_VALUE / 4);
    assertThat(fees.unitBaseFee()).isEqualTo(price.plus(price.dividedBy(512)));
    for (int block = 0; block < 3_000; block++) {
      fees.endBlock(0, 1_000_000);
    }
    assertThat(fees.unitBaseFee()).isEqualTo(price.times(8));
  }

  @Test
  void unitBaseFeeStaysAtItsTargetAndFallsToTheUnitPrice() {
    for (int block = 0; block < 100; block++) {
      fees.endBlock(0, 3_000);
    }
    Wei raised = fees.unitBaseFee();
    assertThat(raised).isGreaterThan(price);
    fees.endBlock(0, rules.fees().targetWaiting());
    assertThat(fees.unitBaseFee()).isEqualTo(raised);
    for (int block = 0; block < 5_000; block++) {
      fees.endBlock(0, 0);
    }
    assertThat(fees.unitBaseFee()).isEqualTo(price);
  }

  @Test
  void gasBaseFeeMovesByAnEighthAndNeverBelowItsFloor() {
    Wei floor = rules.fees().gasFloor();
    fees.endBlock(rules.fees().blockGas(), 0);
    assertThat(fees.gasBaseFee()).isEqualTo(floor.plus(floor.dividedBy(8)));
    fees.endBlock(rules.fees().blockGas() / 2, 0);
    assertThat(fees.gasBaseFee()).isEqualTo(floor.plus(floor.dividedBy(8)));
    fees.endBlock(0, 0);
    assertThat(fees.gasBaseFee()).isEqualTo(floor);
  }

  @Test
  void aggregationShareIsWaivedWhileThePoolIsFull() {
    Wei share = price.times(rules.fees().aggregationUnits());
    assertThat(fees.proofFee(44, false)).isEqualTo(fees.proofFee(44, true).plus(share));
    assertThat(fees.proofFee(44, true)).isEqualTo(price.times(484).dividedBy(10));
  }

  @Test
  void affordableUnitsAreTheMostThatABudgetPays() {
    Generator some = new Generator(7);
    for (int i = 0; i < 20_000; i++) {
      fees.endBlock(0, some.below(8_000));
      boolean full = some.below(2) == 0;
      int units = some.below(3_000);
      Wei budget = fees.proofFee(units, full).plus(Wei.of(some.below(5) - 2));
      int most = fees.unitsAffordable(budget, full);
      if (most > 0) {
        assertThat(fees.proofFee(most, full)).isLessThanOrEqualTo(budget);
      }
      assertThat(fees.proofFee(most + 1, full)).isGreaterThan(budget);
    }
  }

  @Test
  void fixedL1CostIsSharedByTheMeanOfTheLast16Batches() {
    fees.l1Price(Wei.of(10_000_000_000L), Wei.tokens(10_000));
    Wei perGas = Wei.of(10_000_000_000L).times(11_000);
    assertThat(fees.l1Fee()).isEqualTo(perGas.times(3_200 + 400_000 / 48));
    for (int batch = 0; batch < 4; batch++) {
      fees.batchClosed(1_000);
    }
    for (int batch = 0; batch < 16; batch++) {
      fees.batchClosed(batch % 2 == 0 ? 10 : 30);
    }
    assertThat(fees.l1Fee()).isEqualTo(perGas.times(3_200 + 400_000 / 20));
  }
}
