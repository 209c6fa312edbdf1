package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Wei;

/** How a bounty grows with the steps that a task has waited (PROTOCOL.md §5, {@code age}). */
public sealed interface Ageing {

  /** The factor on a bounty after {@code steps} ≥ 0 steps, scaled by 10^18, in [10^18, max]. */
  long factor(long steps);

  /** {@code exponential}: min((1 + rate)^steps, max), each product rounded down. */
  record Exponential(long rate, long max) implements Ageing {
    @Override
    public long factor(long steps) {
      Wei limit = Wei.of(max);
      Wei factor = Wei.of(Fixed.ONE);
      for (long step = 0; step < steps && rate > 0 && factor.isLess(limit); step++) {
        factor = factor.scaledBy(Fixed.ONE + rate);
      }
      return factor.min(limit).lo();
    }
  }

  /** {@code linear}: min(1 + rate · steps, max). */
  record Linear(long rate, long max) implements Ageing {
    @Override
    public long factor(long steps) {
      return Wei.of(rate).times(steps).plus(Wei.of(Fixed.ONE)).min(Wei.of(max)).lo();
    }
  }
}
