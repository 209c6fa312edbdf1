package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.kernel.Normal;
import io.crowdroll.sim.scenario.L1Model;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rest of Ethereum asks of its blocks, and the base fee that follows (EIP-1559).
 *
 * <p>Gas wanted at price p is target · (anchor / p)^elasticity · noise · congestion; the noise is
 * the exponential of a first-order autoregressive normal process. Where more is wanted than fits,
 * the price at which just a full block is wanted decides who gets in: the base fee plus a tip.
 */
final class BlockSpace {
  static final long GAS_LIMIT = 60_000_000;
  private static final long GAS_TARGET = GAS_LIMIT / 2;

  /** EIP-1559: a base fee moves by at most an eighth a block. */
  private static final long CHANGE_DENOMINATOR = 8;

  /** Demand is multiplied until a time. */
  private record Congestion(double factor, long untilMillis) {}

  private final L1Model.BaseFee model;
  private final double memory;
  private final List<Congestion> congestions = new ArrayList<>();
  private double noise;
  private double factor = 1;

  BlockSpace(L1Model.BaseFee model, long blockMillis) {
    this.model = model;
    this.memory =
        model.memoryMillis() <= 0
            ? 0
            : StrictMath.exp(-(double) blockMillis / model.memoryMillis());
  }

  /** Multiplies demand for a while; several multiply each other. */
  void congest(double by, long untilMillis) {
    congestions.add(new Congestion(by, untilMillis));
  }

  /** Goes on to the next block. */
  void step(double u, long timestamp) {
    double innovation = StrictMath.sqrt(1 - memory * memory) * Normal.quantile(u);
    noise = memory * noise + innovation;
    congestions.removeIf(congestion -> congestion.untilMillis <= timestamp);
    factor = StrictMath.exp(model.sigma() * noise);
    for (Congestion congestion : congestions) {
      factor *= congestion.factor;
    }
  }

  /** Gas wanted at a base fee, at most a full block. */
  long wanted(Wei baseFee) {
    double ratio = number(model.anchor()) / number(baseFee);
    double wanted = GAS_TARGET * factor * StrictMath.pow(ratio, model.elasticity());
    return (long) Math.min(wanted, GAS_LIMIT);
  }

  /** What a call must pay for a gas to get into the block: the base fee, or more if it is full. */
  Wei entryPrice(Wei baseFee) {
    if (wanted(baseFee) < GAS_LIMIT) {
      return baseFee;
    }
    double crowd = factor * GAS_TARGET / GAS_LIMIT;
    double price = number(model.anchor()) * StrictMath.pow(crowd, 1 / model.elasticity());
    return Wei.of((long) StrictMath.ceil(price)).max(baseFee);
  }

  /** EIP-1559: the base fee after a block. */
  static Wei nextBaseFee(Wei baseFee, long gasUsed) {
    long divisor = GAS_TARGET * CHANGE_DENOMINATOR;
    if (gasUsed > GAS_TARGET) {
      return baseFee.plus(baseFee.mulDiv(gasUsed - GAS_TARGET, divisor).max(Wei.of(1)));
    }
    return baseFee.minus(baseFee.mulDiv(GAS_TARGET - gasUsed, divisor));
  }

  private static double number(Wei amount) {
    return amount.toBigInteger().doubleValue();
  }
}
