package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.PublicInputs;

/** The verifier contract of the batch circuit: what real root proofs are checked by (I4). */
@FunctionalInterface
public interface RootVerifier {
  /** The modelled rung has no key: no real proof holds. */
  RootVerifier NONE = (proof, inputs) -> false;

  /**
   * @param inputs P, z, y and the payee
   */
  boolean verifies(ProofWords proof, PublicInputs inputs);
}
