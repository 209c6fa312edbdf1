package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;

/** Port: the state root before and after each transition (PROTOCOL.md §2). */
public interface StateCommitment {
  /** The present state root. */
  Hash256 root();

  /**
   * Takes one executed transition into the commitment.
   *
   * @param kind ordinal of its kind
   * @param first account whose leaf changed first, −1 = none
   * @param second account whose leaf changed second, −1 = none
   * @return the state root after it
   */
  Hash256 commit(int kind, int first, int second, Wei amount, Wei fee);
}
