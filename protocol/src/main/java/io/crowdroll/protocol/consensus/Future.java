package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.consensus.ConsensusEvent.Received;
import java.util.ArrayList;
import java.util.List;

/**
 * Sound messages of heights that have not begun. Each signer has a few places, so that none can
 * take those of another; who sends more than fits has its later messages dropped, and they are
 * asked for again where they are missed.
 */
final class Future {
  /** Messages kept of one signer: a round or two of a few heights. */
  static final int LIMIT = 16;

  private final List<Received> messages = new ArrayList<>();

  /** Whether there was room, and the message was new. */
  boolean add(Received message) {
    int signer = statement(message).validator();
    int ofSigner = 0;
    for (Received kept : messages) {
      Statement statement = statement(kept);
      if (statement.equals(statement(message))) {
        return false;
      }
      ofSigner += statement.validator() == signer ? 1 : 0;
    }
    return ofSigner < LIMIT && messages.add(message);
  }

  /** Takes out what a term can use and forgets what is behind it. */
  List<Received> take(Term term) {
    List<Received> due = new ArrayList<>();
    messages.removeIf(
        message -> {
          Statement statement = statement(message);
          int order = term.compare(statement.fork(), statement.height());
          if (order == 0) {
            due.add(message);
          }
          return order <= 0;
        });
    return due;
  }

  private static Statement statement(Received received) {
    return switch (received.message()) {
      case Message.Proposal(Ballot ballot, Value value) -> ballot.statement();
      case Message.Vote(Ballot ballot) -> ballot.statement();
      case Message.Status status -> throw new IllegalStateException("not kept: " + status);
      case Message.Decision decision -> throw new IllegalStateException("not kept: " + decision);
    };
  }

  void digest(StateDigest out) {
    messages.forEach(message -> out.number(message.from()).statement(statement(message)));
  }
}
