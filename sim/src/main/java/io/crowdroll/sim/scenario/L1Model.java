package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Wei;

/**
 * The modelled Ethereum.
 *
 * @param blockMillis time between blocks
 * @param missedSlots probability that a block is missed, in [0, 1)
 * @param reorgs chain reorganisations
 */
public record L1Model(
    long blockMillis, double missedSlots, BaseFee baseFee, Reorgs reorgs, GasTable gas) {

  /**
   * EIP-1559 driven by a demand that falls as the fee rises: gas wanted in a block = target ·
   * (anchor / base fee)^elasticity · lognormal noise, autocorrelated.
   *
   * @param start base fee at genesis, wei of ETH a gas
   * @param anchor base fee at which demand meets the target
   * @param elasticity of demand, positive
   * @param sigma of the noise's logarithm; 0 = none
   * @param memoryMillis time constant of the noise's autocorrelation
   * @param priorityFee tip that agents add, wei of ETH a gas
   */
  public record BaseFee(
      Wei start, Wei anchor, double elasticity, double sigma, long memoryMillis, Wei priorityFee) {}

  /**
   * Reorganisations, Poisson in time.
   *
   * @param perDay mean number a day
   * @param depth blocks replaced by each
   */
  public record Reorgs(double perDay, int depth) {}

  /**
   * Gas of the contracts' calls (L1.md).
   *
   * @param commitBase of a commit, without its data
   * @param commitPerTransition data of one transition
   * @param prove of a proof of a batch
   * @param enqueue of a queue item
   * @param claim of a withdrawal's claim
   * @param escape of an exit proof
   */
  public record GasTable(
      long commitBase,
      long commitPerTransition,
      long prove,
      long enqueue,
      long claim,
      long escape) {}
}
