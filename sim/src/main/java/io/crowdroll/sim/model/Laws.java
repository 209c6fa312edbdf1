package io.crowdroll.sim.model;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.kernel.Constant;
import io.crowdroll.sim.kernel.Distribution;
import io.crowdroll.sim.kernel.Exponential;
import io.crowdroll.sim.kernel.LogNormal;
import io.crowdroll.sim.kernel.Weibull;
import io.crowdroll.sim.scenario.AmountLaw;
import io.crowdroll.sim.scenario.DurationLaw;
import io.crowdroll.sim.scenario.HardwareClass.Spread;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The laws of a scenario as distributions of the kernel. */
public final class Laws {
  private Laws() {}

  /** The law of a duration; the unit is ms. */
  public static Distribution of(DurationLaw law) {
    return switch (law) {
      case DurationLaw.Constant(long millis) -> new Constant(millis);
      case DurationLaw.Exponential(long mean) -> new Exponential(mean);
      case DurationLaw.Weibull(long scale, double shape) -> new Weibull(shape, scale);
      case DurationLaw.Lognormal(long median, double sigma) ->
          sigma == 0 ? new Constant(median) : LogNormal.ofMedian(median, sigma);
    };
  }

  /** The law of a proof's time as a factor on its mean: its own mean is 1. */
  public static Distribution of(Spread spread) {
    return switch (spread) {
      case Spread.None() -> new Constant(1);
      case Spread.Exponential() -> new Exponential(1);
      case Spread.Weibull(double shape) -> Weibull.ofMean(shape, 1);
      case Spread.Lognormal(double sigma) ->
          sigma == 0 ? new Constant(1) : LogNormal.ofMean(1, sigma);
      case Spread.Measured _ -> new Constant(1); // of what was not measured
    };
  }

  /**
   * An amount in wei, at least 1 wei: the protocol knows no transaction over nothing.
   *
   * @param u uniform in (0, 1)
   */
  public static Wei amount(AmountLaw law, double u) {
    Wei drawn =
        switch (law) {
          case AmountLaw.Constant(Wei amount) -> amount;
          case AmountLaw.Exponential(Wei mean) ->
              rounded(new Exponential(toDouble(mean)).quantile(u));
          case AmountLaw.Lognormal(Wei median, double sigma) ->
              sigma == 0
                  ? median
                  : rounded(LogNormal.ofMedian(toDouble(median), sigma).quantile(u));
        };
    return drawn.max(Wei.of(1));
  }

  /** The amount as a floating-point number of wei, to the nearest double. */
  public static double toDouble(Wei amount) {
    return amount.fitsLong() ? amount.lo() : amount.toBigInteger().doubleValue();
  }

  /** Whole tokens as wei, rounded down; negative counts as 0. */
  public static Wei tokens(double tokens) {
    return tokens > 0 ? rounded(tokens * Wei.ONE) : Wei.ZERO;
  }

  /** Cut below 2^120 so that the tail of a heavy law stays an amount. */
  private static Wei rounded(double wei) {
    if (wei < 0x1p62) {
      return Wei.of((long) wei);
    }
    BigInteger exact = new BigDecimal(Math.min(wei, 0x1p120)).toBigInteger();
    return Wei.of(exact);
  }
}
