package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.sim.model.Laws;
import io.crowdroll.sim.model.Profit;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.model.TokenMarket;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/** The price of the token, and what everybody can see of how proving pays. */
final class Economy {
  /** How often trade moves the price, and the span over which income is measured. */
  private static final long PERIOD = 10 * 60 * Span.SECOND;

  private final World world;
  private final TokenMarket market;
  private final double ethUsd;
  private final Long2IntOpenHashMap unitsOfTasks = new Long2IntOpenHashMap();
  private Wei paid = Wei.ZERO;
  private long provenUnits;
  private long activeBlocks;
  private long blocks;
  private Profit profit;

  Economy(World world) {
    this.world = world;
    this.ethUsd = world.scenario().market().ethUsd();
    this.market =
        TokenMarket.of(
            world.scenario().market().price(),
            world.scenario().rules().submission().zkpowPerEth(),
            world.streams());
    // Nobody has seen anything yet: what a prover could earn is not known to be too little.
    profit = new Profit(0, Double.MAX_VALUE, 1);
  }

  TokenMarket market() {
    return market;
  }

  /** What an hour of proving has brought of late. */
  Profit profit() {
    return profit;
  }

  void begin() {
    world.schedule(PERIOD, Happening.FIRST, Happening.MARKET, 0, 0);
  }

  /** Follows the chain. */
  void take(Fact fact) {
    switch (fact) {
      case Fact.TaskMade made -> unitsOfTasks.put(made.task(), made.units());
      case Fact.Proven proven -> provenUnits += unitsOfTasks.remove(proven.task());
      case Fact.Paid earned -> {
        if (!Payee.isValidator(earned.payee())) {
          paid = paid.plus(earned.amount());
        }
      }
      default -> {}
    }
  }

  /** A block is final. */
  void block() {
    blocks++;
    activeBlocks += world.validator().rollup().proving().activeProvers();
  }

  /** A period is over. */
  void period() {
    market.advance(world.kernel().now(), paid);
    Rollup rollup = world.validator().rollup();
    // Work that waits is there to be earned too: without it an empty market would stay empty.
    long waiting = rollup.market().waitingUnits();
    Wei offered = paid.plus(rollup.proving().freshQuote(1).times(waiting));
    double active = 1 + activeBlocks / (double) Math.max(1, blocks);
    double hours = PERIOD / (double) Span.HOUR;
    profit =
        new Profit(
            (provenUnits + waiting) / active / hours,
            Laws.toDouble(offered) / Wei.ONE / active / hours,
            ethUsd / market.zkpowPerEth());
    paid = Wei.ZERO;
    provenUnits = 0;
    activeBlocks = 0;
    blocks = 0;
    world.schedule(world.kernel().now() + PERIOD, Happening.FIRST, Happening.MARKET, 0, 0);
  }
}
