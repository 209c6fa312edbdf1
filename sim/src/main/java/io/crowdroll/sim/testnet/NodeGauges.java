package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.node.ValidatorNode;
import io.crowdroll.sim.agents.RollupGauges;

/** The gauges of a testnet run: what one of its validators sees. */
final class NodeGauges extends RollupGauges {
  private ValidatorNode node;
  private Wei zkpowPerEth = Wei.ZERO;
  private long queued;

  void follow(ValidatorNode validator) {
    node = validator;
  }

  void applied(Block block) {
    zkpowPerEth = block.zkpowPerEth();
  }

  /** The queue on L1 holds so many items, imported or not. */
  void queued(long items) {
    queued = items;
  }

  @Override
  protected Rollup rollup() {
    return node == null ? null : node.rollup();
  }

  @Override
  public Wei l1BaseFee() {
    return node.l1Head() == null ? Wei.ZERO : node.l1Head().baseFee();
  }

  @Override
  public Wei zkpowPerEth() {
    return zkpowPerEth;
  }

  @Override
  public int queueLength() {
    return (int) (queued - rollup().origin().queueLength());
  }

  @Override
  public int mempool() {
    return node.mempoolSize();
  }
}
