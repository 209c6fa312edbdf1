package io.crowdroll.protocol.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Presets;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.zkpow.Ledger;
import org.junit.jupiter.api.Test;

class RefundsTest {
  private static final long HOUR = 3_600_000;

  private final Rules rules = Presets.hardened();
  private final Refunds refunds =
      new Refunds(
          rules.submission(),
          new Ledger(new Accounts(), rules.settlement(), rules.penalty()),
          0,
          fact -> {});

  @Test
  void thePriceFollowsTheMedianByAtMostOnePercentAnHour() {
    Wei start = rules.submission().zkpowPerEth();
    refunds.price(start.times(5), 1_000);
    assertThat(refunds.zkpowPerEth()).isEqualTo(start);
    refunds.price(start.times(5), 1_000 + HOUR);
    assertThat(refunds.zkpowPerEth()).isEqualTo(start.times(101).dividedBy(100));
    refunds.price(Wei.of(1), 1_000 + HOUR + HOUR / 2);
    // Half a percent of 1.01 × the start.
    assertThat(refunds.zkpowPerEth()).isEqualTo(start.times(100_495).dividedBy(100_000));
  }

  @Test
  void aMedianWithinReachIsTakenAsItIs() {
    Wei near = rules.submission().zkpowPerEth().plus(Wei.tokens(3));
    refunds.price(near, 0);
    refunds.price(near, HOUR);
    assertThat(refunds.zkpowPerEth()).isEqualTo(near);
  }
}
