package io.crowdroll.sim.model;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Normal;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.Market;
import java.util.List;

/**
 * Where ZKPoW is traded for ETH. It is asked for its price at any time and told of what provers
 * earn; validators vote for what it says.
 */
public sealed interface TokenMarket permits PricePath, TokenPool {

  /**
   * Moves to a time.
   *
   * @param now µs, not before the last
   * @param earned what provers have earned since then
   */
  void advance(long now, Wei earned);

  /** ZKPoW for 1 ETH. */
  double zkpowPerEth();

  /** Multiplies the price of ZKPoW in ETH. */
  void shock(double factor);

  /** The price as validators vote for it: wei of ZKPoW for 10^18 wei of ETH, at least 1. */
  default Wei vote() {
    return Laws.tokens(zkpowPerEth()).max(Wei.of(1));
  }

  /**
   * The market of a scenario.
   *
   * @param initial price at the start: wei of ZKPoW for 10^18 wei of ETH
   */
  static TokenMarket of(Market.Price price, Wei initial, Streams streams) {
    return switch (price) {
      case Market.Price.Constant() -> new PricePath(initial, List.of());
      case Market.Price.Steps steps -> new PricePath(initial, steps.points());
      case Market.Price.Pool pool -> {
        var noise = streams.stream(EntityClass.MARKET, 0, Purpose.PRICE);
        yield new TokenPool(
            Laws.toDouble(pool.zkpow()) / Wei.ONE,
            Laws.toDouble(pool.eth()) / Wei.ONE,
            pool.fee(),
            pool.sellShare(),
            span ->
                pool.noiseEthPerHour()
                    * StrictMath.sqrt(span / (double) Span.HOUR)
                    * Normal.quantile(noise.nextDouble()));
      }
    };
  }
}
