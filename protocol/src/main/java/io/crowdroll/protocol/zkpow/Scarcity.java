package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Wei;

/** How a bounty answers a shortage of proving power (PROTOCOL.md §5, {@code scarcity}). */
public sealed interface Scarcity {

  /**
   * The factor on a bounty, scaled by 10^18, in [10^18, max].
   *
   * @param active provers in the active set
   * @param unitBaseFee the controller's current price of a unit
   * @param unitPrice the price of a unit without scarcity
   */
  long factor(long active, Wei unitBaseFee, Wei unitPrice);

  /** Elasticities that integers can compute exactly enough. */
  enum Elasticity {
    ZERO,
    HALF,
    ONE,
    TWO
  }

  /** {@code active-count}: clamp((target / max(active, 1))^elasticity, 1, max). */
  record ActiveCount(long target, Elasticity elasticity, long max) implements Scarcity {
    @Override
    public long factor(long active, Wei unitBaseFee, Wei unitPrice) {
      // Beyond max² the clamp decides under every elasticity ≥ ½, so the ratio may stop there.
      long ratio = Fixed.ratio(Wei.of(target), Wei.of(Math.max(active, 1)), Long.MAX_VALUE);
      long power =
          switch (elasticity) {
            case ZERO -> Fixed.ONE;
            case HALF -> Fixed.squareRoot(ratio);
            case ONE -> ratio;
            case TWO -> ratio >= max ? max : Fixed.multiply(ratio, ratio);
          };
      return elasticity == Elasticity.HALF && ratio == Long.MAX_VALUE
          ? halfOfLarge(active)
          : Fixed.clamp(power, Fixed.ONE, max);
    }

    /** √(target/active) where target/active itself exceeds the fixed-point range. */
    private long halfOfLarge(long active) {
      var square =
          Wei.of(target)
              .toBigInteger()
              .multiply(Wei.of(Fixed.ONE).toBigInteger().pow(2))
              .divide(Wei.of(Math.max(active, 1)).toBigInteger());
      var root = square.sqrt();
      return root.bitLength() > 62 ? max : Fixed.clamp(root.longValueExact(), Fixed.ONE, max);
    }
  }

  /** {@code backlog}: unit base fee ÷ unit price; fake heartbeats cannot move it. */
  record Backlog(long max) implements Scarcity {
    @Override
    public long factor(long active, Wei unitBaseFee, Wei unitPrice) {
      return Fixed.clamp(Fixed.ratio(unitBaseFee, unitPrice, max), Fixed.ONE, max);
    }
  }
}
