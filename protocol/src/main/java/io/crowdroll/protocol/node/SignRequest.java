package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.consensus.Statement;

/** What a node asks the holder of its keys for; equal requests have equal answers. */
public sealed interface SignRequest {

  /**
   * A ballot; for a precommit of a value with the share of the beacon.
   *
   * @param beacon R of the height before
   */
  record Vote(Statement statement, Hash256 beacon) implements SignRequest {}

  /**
   * The proposer's proof of R_height where the beacon is {@code vrf}.
   *
   * @param beacon R of the height before
   */
  record Vrf(long height, int round, Hash256 beacon) implements SignRequest {}

  /** A batch header, in the name of the validator's L1 account. */
  record Batch(Hash256 header) implements SignRequest {}

  /** What a prover says. */
  record Coordinate(Coordination message, long sequence) implements SignRequest {}
}
