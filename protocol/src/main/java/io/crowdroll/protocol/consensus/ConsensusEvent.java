package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;

/** Something from outside that reaches the consensus machine (PROTOCOL.md §9). */
public sealed interface ConsensusEvent {

  /** The chain has applied what was decided, or follows another fork: the next height may begin. */
  record TermBegan(Term term) implements ConsensusEvent {}

  /** A message arrived from a validator: its sender, not always its signer. */
  record Received(int from, Message message) implements ConsensusEvent {}

  /** The answer to {@link ConsensusEffect.Sign}. */
  record Signed(Ballot ballot) implements ConsensusEvent {}

  /** The answer to {@link ConsensusEffect.Build}. */
  record Built(long fork, long height, int round, Value value) implements ConsensusEvent {}

  /** The answer to {@link ConsensusEffect.Judge}. */
  record Judged(long fork, long height, Hash256 value, boolean valid) implements ConsensusEvent {}

  /** The answer to {@link ConsensusEffect.SetTimer}. */
  record TimerFired(Timer timer) implements ConsensusEvent {}

  /** Whether the node can serve the witnesses of all leases drawn (PROTOCOL.md §4). */
  record ServingChanged(boolean serves) implements ConsensusEvent {}

  /** The process runs again after its record was replayed; effects may have been lost. */
  record Restarted() implements ConsensusEvent {}
}
