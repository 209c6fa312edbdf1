package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.submission.ExitProof;

/**
 * What an exit is checked by: the verifier contract of the exit circuit, or at the modelled rung
 * the accounts of proven state roots.
 */
@FunctionalInterface
public interface AccountState {
  /**
   * Whether {@code exit.account()} has exactly these amounts, and no code, in that root.
   *
   * @param proof {@code null} at the modelled rung
   */
  boolean opens(ExitProof exit, ProofWords proof);
}
