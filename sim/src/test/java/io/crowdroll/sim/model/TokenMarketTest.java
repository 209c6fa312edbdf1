package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.HardwareClass;
import io.crowdroll.sim.scenario.Market;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenMarketTest {
  private static final Wei INITIAL = Wei.tokens(10_000);

  private static TokenPool pool(double fee) {
    return new TokenPool(1_000_000, 100, fee, 0.5, _ -> 0);
  }

  @Test
  void withoutAFeeATradeKeepsTheProduct() {
    TokenPool pool = pool(0);
    double before = pool.product();
    double eth = pool.sellZkpow(50_000);
    assertThat(eth).isCloseTo(100 * 50_000 / 1_050_000.0, within(1e-9));
    assertThat(pool.product()).isCloseTo(before, within(before * 1e-12));
    assertThat(pool.buyZkpow(eth)).isCloseTo(50_000, within(1e-6));
    assertThat(pool.zkpowPerEth()).isCloseTo(10_000, within(1e-6));
  }

  @Test
  void theFeeStaysInThePool() {
    TokenPool pool = pool(0.003);
    double before = pool.product();
    double eth = pool.sellZkpow(50_000);
    // (x + 0.997 in)(y − out) = x y: the invariant less the fee.
    assertThat((1_000_000 + 0.997 * 50_000) * (100 - eth))
        .isCloseTo(before, within(before * 1e-12));
    assertThat(pool.product()).isGreaterThan(before);
    assertThat(pool.buyZkpow(eth)).isLessThan(50_000 * 0.9945);
  }

  @Test
  void proversSellTheirShareOfWhatTheyEarn() {
    TokenPool pool = pool(0);
    pool.advance(Span.HOUR, Wei.tokens(100_000));
    assertThat(pool.zkpowPerEth()).isCloseTo(10_000 * 1.05 * 1.05, within(1e-6));
  }

  @Test
  void noiseIsAsLargeAsTheScenarioSays() {
    Market.Price.Pool law =
        new Market.Price.Pool(Wei.tokens(1_000_000_000), Wei.tokens(100_000), 0, 0, 2);
    Statistics logarithm = new Statistics();
    for (int r = 0; r < 2_000; r++) {
      TokenMarket market = TokenMarket.of(law, INITIAL, new Streams(4, r));
      for (int minute = 1; minute <= 60; minute++) {
        market.advance(minute * Span.HOUR / 60, Wei.ZERO);
      }
      // d ln(price) = −2 · net ETH / reserve
      logarithm.add(Math.log(market.zkpowPerEth() / 10_000) * -100_000 / 2);
    }
    logarithm.assertMoments(0, 4, 3 * 16);
  }

  @Test
  void aShockMultipliesThePriceOfZkpow() {
    TokenPool pool = pool(0.003);
    pool.shock(0.5);
    assertThat(pool.zkpowPerEth()).isCloseTo(20_000, within(1e-6));
    TokenMarket constant = TokenMarket.of(new Market.Price.Constant(), INITIAL, new Streams(1, 0));
    constant.shock(2);
    assertThat(constant.vote()).isEqualTo(Wei.tokens(5_000));
  }

  @Test
  void stepsHoldFromTheirTimesOn() {
    Market.Price.Steps steps =
        new Market.Price.Steps(
            List.of(
                new Market.Point(1_000, Wei.tokens(5)), new Market.Point(2_000, Wei.tokens(7))));
    TokenMarket market = TokenMarket.of(steps, INITIAL, new Streams(1, 0));
    market.advance(999_999, Wei.ZERO);
    assertThat(market.vote()).isEqualTo(INITIAL);
    market.advance(1_000_000, Wei.ZERO);
    assertThat(market.vote()).isEqualTo(Wei.tokens(5));
    market.advance(9_000_000, Wei.ZERO);
    assertThat(market.vote()).isEqualTo(Wei.tokens(7));
  }

  @Test
  void profitIsWhatWorkPaysLessItsEnergy() {
    HardwareClass machine = new HardwareClass("cpu", 0.1, new HardwareClass.Spread.None(), 150);
    // 18,000 units an hour are 1,800 s of work: 75 Wh at 0.40 USD are 0.03 USD.
    Profit profit = new Profit(18_000, 2, 0.05);
    assertThat(profit.usdPerHour(machine, 0.4)).isCloseTo(0.1 - 0.03, within(1e-12));
  }
}
