package io.crowdroll.protocol.consensus;

/**
 * What the consensus machine wants done. Each may be done again after a crash: a statement signed
 * twice gives two equal ballots, and receivers drop what they have.
 */
public sealed interface ConsensusEffect {

  /** Sends to every other validator. */
  record Broadcast(Message message) implements ConsensusEffect {}

  /** Sends to one validator. */
  record Send(int to, Message message) implements ConsensusEffect {}

  /**
   * Passes on what is new and sound, to every other validator that is not known to have it: so that
   * a Byzantine one cannot tell some honest nodes only.
   *
   * @param from who sent it
   */
  record Relay(Message message, int from) implements ConsensusEffect {}

  /** Asks for a signature and, for a precommit, a beacon share. */
  record Sign(Statement statement) implements ConsensusEffect {}

  /**
   * Asks for a value, as the leader of a round.
   *
   * @param parent the commit of the height before with what precommits have come since, {@code
   *     null} where this node has none
   */
  record Build(long fork, long height, int round, Commit parent) implements ConsensusEffect {}

  /** Asks whether a value may follow the chain. The answer is a function of value and chain. */
  record Judge(long fork, long height, Value value) implements ConsensusEffect {}

  /** Asks for {@link ConsensusEvent.TimerFired}. */
  record SetTimer(Timer timer, long atMillis) implements ConsensusEffect {}

  /** A value is final. The answer, once applied, is {@link ConsensusEvent.TermBegan}. */
  record Decide(Value value, Commit commit) implements ConsensusEffect {}

  /**
   * A validator lags: the store of final values is to send it {@link Message.Decision}.
   *
   * @param fork of the validator's chain
   * @param height that it has not decided
   */
  record Serve(int to, long fork, long height) implements ConsensusEffect {}

  /** A validator is shown to be dishonest. */
  record Accuse(Equivocation evidence) implements ConsensusEffect {}

  /** Something that the operator must see. */
  record Alarm(String name, String text) implements ConsensusEffect {}
}
