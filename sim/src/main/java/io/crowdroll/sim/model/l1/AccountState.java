package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.submission.ExitProof;

/** What an exit proof would be checked against: the accounts of proven state roots. */
@FunctionalInterface
public interface AccountState {
  /** Whether {@code proof.account()} has exactly these amounts, and no code, in that root. */
  boolean opens(ExitProof proof);
}
