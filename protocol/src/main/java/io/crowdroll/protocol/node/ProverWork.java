package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Fact;
import java.util.List;

/**
 * What the chain says of one prover after a block: its leases with their witnesses. Whole, so that
 * none of them that was lost is missed.
 *
 * @param height of the block
 * @param number in the registry, −1 where it is not registered
 * @param leases open ones, in the order in which they began
 */
public record ProverWork(long height, int number, List<Assignment> leases) {

  /**
   * An open lease.
   *
   * @param witness of its task; empty at the modelled rung of proofs
   */
  public record Assignment(Fact.Leased lease, byte[] witness) {}
}
