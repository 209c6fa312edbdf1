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

  /**
   * {@code active-count}: clamp((target / max(active, 1))^elasticity, 1, max).
   *
   * @param target active provers at which the factor is 1
   * @param max at most 9, scaled by 10^18
   */
  record ActiveCount(long target, Elasticity elasticity, long max) implements Scarcity {
    /** From this ratio on every elasticity ≥ ½ reaches the largest possible {@code max}. */
    private static final long SATURATION = 81;

    @Override
    public long factor(long active, Wei unitBaseFee, Wei unitPrice) {
      long provers = Math.max(active, 1);
      if (elasticity == Elasticity.ZERO) {
        return Fixed.ONE;
      }
      if (target / SATURATION >= provers) {
        return max;
      }
      Wei ratio = Wei.of(target).times(Fixed.ONE).dividedBy(provers);
      Wei power =
          switch (elasticity) {
            case ZERO, ONE -> ratio;
            case HALF -> Wei.of(ratio.times(Fixed.ONE).toBigInteger().sqrt());
            case TWO -> ratio.mulDiv(ratio, Wei.of(Fixed.ONE));
          };
      return power.min(Wei.of(max)).max(Wei.of(Fixed.ONE)).lo();
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
