package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Fixed;

/** How a bounty grows with the steps that a task has waited (PROTOCOL.md §5, {@code age}). */
public sealed interface Ageing {

  /** The factor on a bounty after {@code steps} ≥ 0 steps, scaled by 10^18, in [10^18, max]. */
  long factor(long steps);

  /** {@code exponential}: min((1 + rate)^steps, max), each product rounded down. */
  record Exponential(long rate, long max) implements Ageing {
    @Override
    public long factor(long steps) {
      long factor = Fixed.ONE;
      for (long step = 0; step < steps && factor < max && rate > 0; step++) {
        factor = factor > max / 2 ? grownNearMax(factor) : Fixed.multiply(factor, Fixed.ONE + rate);
      }
      return Math.min(factor, max);
    }

    private long grownNearMax(long factor) {
      long growth = Fixed.multiply(factor, Math.min(rate, Fixed.ONE));
      return growth >= max - factor ? max : Fixed.multiply(factor, Fixed.ONE + rate);
    }
  }

  /** {@code linear}: min(1 + rate · steps, max). */
  record Linear(long rate, long max) implements Ageing {
    @Override
    public long factor(long steps) {
      if (rate == 0 || steps == 0) {
        return Fixed.ONE;
      }
      return steps >= (max - Fixed.ONE) / rate ? Math.min(max, growth(steps)) : growth(steps);
    }

    private long growth(long steps) {
      long bounded = Math.min(steps, (max - Fixed.ONE) / rate + 1);
      return Math.min(max, Fixed.ONE + bounded * rate);
    }
  }
}
