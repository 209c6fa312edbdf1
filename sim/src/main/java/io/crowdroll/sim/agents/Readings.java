package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Imports;
import io.crowdroll.protocol.node.Rollup;

/** The gauges of a running world. */
final class Readings extends RollupGauges {
  private final World world;
  private final Layer1 layer1;
  private final Imports imports;
  private final Economy economy;

  Readings(World world, Layer1 layer1, Imports imports, Economy economy) {
    this.world = world;
    this.layer1 = layer1;
    this.imports = imports;
    this.economy = economy;
  }

  @Override
  public Wei l1BaseFee() {
    return layer1.chain().head().baseFee();
  }

  @Override
  public Wei zkpowPerEth() {
    return economy.market().vote();
  }

  @Override
  public int queueLength() {
    return (int) (layer1.contract().queueLength() - imports.origin().queueLength());
  }

  @Override
  public int mempool() {
    return world.validator().mempoolSize();
  }

  @Override
  protected Rollup rollup() {
    return world.validator().rollup();
  }
}
