package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.consensus.ConsensusEvent.Received;
import java.util.function.Consumer;

/**
 * A validator's part in BFT consensus (PROTOCOL.md §2, §9), height after height: {@code
 * handle(event) → effects}, without a clock, chance or keys.
 *
 * <p>Safe while less than 1/3 of stake is Byzantine: two honest nodes never decide two values at
 * one height of a fork, whatever the network does, and across crashes as long as an effect leaves
 * only after its event is durable. Live once messages arrive within the timeouts, which grow.
 *
 * <p>Not thread-safe.
 */
public final class Consensus {
  private final Self self;
  private final Signatures signatures;
  private final Future future = new Future();
  private HeightMachine present;
  private HeightMachine previous;

  /**
   * @param index of this validator; one that is not among the electors follows without voting
   * @param signatures of all validators
   */
  public Consensus(
      int index,
      ConsensusRules rules,
      Signatures signatures,
      Leaders leaders,
      Randomness randomness) {
    self = new Self(index, rules, leaders, randomness);
    this.signatures = signatures;
  }

  /** The height that is decided or to be decided; {@code null} before the first term. */
  public Term term() {
    return present == null ? null : present.term();
  }

  /** The round that the node is in; −1 before the first term. */
  public int round() {
    return present == null ? -1 : present.round();
  }

  /**
   * Handles one event.
   *
   * @param now the time its edge read, ms; never decreases
   * @param effects takes what is to be done, in order
   */
  public void handle(long now, ConsensusEvent event, Consumer<ConsensusEffect> effects) {
    switch (event) {
      case ConsensusEvent.TermBegan(Term term) -> begin(now, term, effects);
      case Received received -> receive(now, received, effects);
      case ConsensusEvent.Signed(Ballot ballot) -> {
        if (isPresent(ballot.statement().fork(), ballot.statement().height())) {
          present.signed(now, ballot, effects);
        }
      }
      case ConsensusEvent.Built(long fork, long height, int round, Value value) -> {
        if (isPresent(fork, height)) {
          present.built(now, round, value, effects);
        }
      }
      case ConsensusEvent.Judged(long fork, long height, Hash256 value, boolean valid) -> {
        if (isPresent(fork, height)) {
          present.judged(now, value, valid, effects);
        }
      }
      case ConsensusEvent.TimerFired(Timer timer) -> {
        if (isPresent(timer.fork(), timer.height())) {
          present.timer(now, timer, effects);
        }
      }
      case ConsensusEvent.ServingChanged(boolean serves) -> self.serve(serves);
      case ConsensusEvent.Restarted() -> {
        if (present != null) {
          present.resume(now, effects);
        }
      }
    }
  }

  private boolean isPresent(long fork, long height) {
    return present != null && present.term().compare(fork, height) == 0;
  }

  private void begin(long now, Term term, Consumer<ConsensusEffect> effects) {
    if (present != null && present.term().compare(term.fork(), term.height()) <= 0) {
      return; // said before: an answer to an effect that was repeated
    }
    boolean follows =
        present != null
            && present.isDecided()
            && present.term().fork() == term.fork()
            && present.term().height() + 1 == term.height();
    previous = follows ? present : null;
    present = new HeightMachine(term, self, this::parentCommit);
    present.begin(now, effects);
    for (Received received : future.take(term)) {
      receive(now, received, effects);
    }
  }

  private Commit parentCommit() {
    return previous == null ? null : previous.commit();
  }

  private void receive(long now, Received received, Consumer<ConsensusEffect> effects) {
    if (present == null) {
      return;
    }
    switch (received.message()) {
      case Message.Proposal(Ballot ballot, Value value) -> {
        Statement statement = ballot.statement();
        if (statement.type() == Statement.Type.PROPOSAL && value.hash().equals(statement.value())) {
          take(now, received, ballot, value, effects);
        }
      }
      case Message.Vote(Ballot ballot) -> {
        if (ballot.statement().type() != Statement.Type.PROPOSAL) {
          take(now, received, ballot, null, effects);
        }
      }
      case Message.Status status -> answer(received.from(), status, effects);
      case Message.Decision decision -> catchUp(now, decision, effects);
    }
  }

  private void take(
      long now, Received received, Ballot ballot, Value value, Consumer<ConsensusEffect> effects) {
    Statement statement = ballot.statement();
    if (!statement.isWellFormed()) {
      return;
    }
    int order = present.term().compare(statement.fork(), statement.height());
    if (order > 0) {
      if (signatures.verify(statement, ballot.signature()) && future.add(received)) {
        askIfFarBehind(received.from(), statement, effects);
      }
      return;
    }
    if (received.from() == statement.validator() && isBehind(order, statement)) {
      effects.accept(
          new ConsensusEffect.Serve(received.from(), statement.fork(), statement.height()));
    }
    HeightMachine its = order == 0 ? present : precommitOfPrevious(statement) ? previous : null;
    if (its == null
        || !its.isElector(statement.validator())
        || !its.mayState(statement)
        || its.knows(statement)
        || !signatures.verify(statement, ballot.signature())) {
      return;
    }
    if (its.wants(statement)) {
      effects.accept(new ConsensusEffect.Relay(received.message(), received.from()));
    }
    its.take(now, ballot, value, effects);
  }

  /** Whether who votes so would not, had it what this node has decided. */
  private boolean isBehind(int order, Statement statement) {
    if (order == 0) {
      return present.isBehind(statement);
    }
    boolean isPrevious =
        previous != null && previous.term().compare(statement.fork(), statement.height()) == 0;
    return isPrevious ? previous.isBehind(statement) : statement.type() == Statement.Type.PREVOTE;
  }

  /** Late precommits still attest: the next proposal carries them. */
  private boolean precommitOfPrevious(Statement statement) {
    return previous != null
        && statement.type() == Statement.Type.PRECOMMIT
        && previous.term().compare(statement.fork(), statement.height()) == 0;
  }

  /** One height ahead is ordinary; a message from further on tells that heights were missed. */
  private void askIfFarBehind(int from, Statement seen, Consumer<ConsensusEffect> effects) {
    if (seen.fork() == present.term().fork()
        && seen.height() > present.term().height() + 1
        && !present.isDecided()) {
      effects.accept(new ConsensusEffect.Send(from, present.status()));
    }
  }

  private void answer(int from, Message.Status status, Consumer<ConsensusEffect> effects) {
    int order = present.term().compare(status.fork(), status.height());
    if (order < 0 || (order == 0 && present.isDecided())) {
      effects.accept(new ConsensusEffect.Serve(from, status.fork(), status.height()));
    } else if (order == 0) {
      present.answer(from, status, effects);
    } else if (!present.isDecided()) {
      effects.accept(new ConsensusEffect.Send(from, present.status()));
    }
  }

  private void catchUp(long now, Message.Decision decision, Consumer<ConsensusEffect> effects) {
    Commit commit = decision.commit();
    if (isPresent(commit.fork(), commit.height())
        && !present.isDecided()
        && decision.value().hash().equals(commit.value())
        && commit.holds(present.term().electors(), signatures)) {
      present.take(now, decision, effects);
    }
  }

  /** A hash of all that the machine knows: equal for two that have handled the same events. */
  public Hash256 digest() {
    StateDigest out = new StateDigest();
    out.flag(self.serves()).flag(present != null).flag(previous != null);
    if (present != null) {
      present.digest(out);
    }
    if (previous != null) {
      previous.digest(out);
    }
    future.digest(out);
    return out.value();
  }
}
