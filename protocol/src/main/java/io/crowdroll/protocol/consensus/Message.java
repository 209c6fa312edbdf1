package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.ValidatorBits;

/** What validators send each other in consensus. */
public sealed interface Message {

  /** A leader proposes. */
  record Proposal(Ballot ballot, Value value) implements Message {}

  /** A prevote or a precommit. */
  record Vote(Ballot ballot) implements Message {}

  /**
   * Where a node stands that does not get on: whoever has what it lacks sends it. It is not signed:
   * the most that a forged one causes is an answer.
   *
   * @param prevotes validators whose prevotes of this round the node has
   * @param precommits likewise
   */
  record Status(
      long fork,
      long height,
      int round,
      boolean proposal,
      ValidatorBits prevotes,
      ValidatorBits precommits)
      implements Message {}

  /** A value that is final, for a node that lags behind. */
  record Decision(Value value, Commit commit) implements Message {}
}
