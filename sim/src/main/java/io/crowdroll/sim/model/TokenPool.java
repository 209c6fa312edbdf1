package io.crowdroll.sim.model;

import io.crowdroll.protocol.chain.Wei;
import java.util.function.LongToDoubleFunction;

/**
 * A constant-product pool of ZKPoW and ETH: a trade keeps x · y, counting its input less the fee;
 * the fee stays in the pool, so x · y only grows (Uniswap v2 white paper, section 3.2.1).
 */
final class TokenPool implements TokenMarket {
  private final double fee;
  private final double sellShare;
  private final LongToDoubleFunction noise;
  private double zkpow;
  private double eth;
  private long time;

  /**
   * @param noise net ETH that others bring in a span of µs, negative = take out
   */
  TokenPool(double zkpow, double eth, double fee, double sellShare, LongToDoubleFunction noise) {
    this.zkpow = zkpow;
    this.eth = eth;
    this.fee = fee;
    this.sellShare = sellShare;
    this.noise = noise;
  }

  @Override
  public void advance(long now, Wei earned) {
    if (now == time) {
      return;
    }
    sellZkpow(sellShare * Laws.toDouble(earned) / Wei.ONE);
    double net = noise.applyAsDouble(now - time);
    if (net > 0) {
      buyZkpow(net);
    } else {
      // As much ZKPoW as takes |net| out, at most half of what is there.
      double out = Math.min(-net, eth / 2);
      sellZkpow(zkpow * out / (eth - out) / (1 - fee));
    }
    time = now;
  }

  /** Sells ZKPoW to the pool; the ETH received. */
  double sellZkpow(double in) {
    double effective = in * (1 - fee);
    double out = eth * effective / (zkpow + effective);
    zkpow += in;
    eth -= out;
    return out;
  }

  /** Buys ZKPoW from the pool; the ZKPoW received. */
  double buyZkpow(double ethIn) {
    double effective = ethIn * (1 - fee);
    double out = zkpow * effective / (eth + effective);
    eth += ethIn;
    zkpow -= out;
    return out;
  }

  /** x · y. */
  double product() {
    return zkpow * eth;
  }

  @Override
  public double zkpowPerEth() {
    return zkpow / eth;
  }

  /** Arbitrage without a fee: the product stays, the price moves. */
  @Override
  public void shock(double factor) {
    double root = StrictMath.sqrt(factor);
    zkpow /= root;
    eth *= root;
  }
}
