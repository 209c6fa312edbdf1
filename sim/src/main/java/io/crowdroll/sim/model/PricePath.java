package io.crowdroll.sim.model;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.scenario.Market;
import java.util.List;

/** A price that trade does not move: a step function of time, times the shocks so far. */
final class PricePath implements TokenMarket {
  private final List<Market.Point> points;
  private double quoted;
  private double shocks = 1;
  private int passed;

  PricePath(Wei initial, List<Market.Point> points) {
    this.points = List.copyOf(points);
    quoted = Laws.toDouble(initial) / Wei.ONE;
  }

  @Override
  public void advance(long now, Wei earned) {
    while (passed < points.size() && Span.ofMillis(points.get(passed).atMillis()) <= now) {
      quoted = Laws.toDouble(points.get(passed++).zkpowPerEth()) / Wei.ONE;
    }
  }

  @Override
  public double zkpowPerEth() {
    return quoted / shocks;
  }

  @Override
  public void shock(double factor) {
    shocks *= factor;
  }
}
