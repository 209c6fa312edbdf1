package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;

/** What a node knows of one round of the height. */
final class Round {
  final int number;
  final int leader;
  final Tally prevotes;
  final Tally precommits;

  /** The first proposal of the leader. */
  Message.Proposal proposal;

  boolean prevoteTimerSet;
  boolean precommitTimerSet;

  /** Whether the prevotes that justify the proposal were asked for. */
  boolean polAsked;

  /** Whether the quorum of prevotes for a value was acted upon. */
  boolean polkaSeen;

  Round(int number, int leader, Electors electors) {
    this.number = number;
    this.leader = leader;
    prevotes = new Tally(electors);
    precommits = new Tally(electors);
  }

  Tally tally(Statement.Type type) {
    return type == Statement.Type.PREVOTE ? prevotes : precommits;
  }

  boolean hasProposal(Statement statement) {
    return proposal != null && proposal.ballot().statement().equals(statement);
  }

  /** Whether a sound ballot would be kept. */
  boolean wants(Statement statement) {
    return statement.type() == Statement.Type.PROPOSAL
        ? proposal == null
        : tally(statement.type()).wants(statement);
  }

  Message.Status status(Term term) {
    return new Message.Status(
        term.fork(),
        term.height(),
        number,
        proposal != null,
        prevotes.voters(),
        precommits.voters());
  }

  /** Asks for the prevotes for one value; those of others are no reason to withhold them. */
  Message.Status statusFor(Hash256 value, Term term) {
    return new Message.Status(
        term.fork(),
        term.height(),
        number,
        proposal != null,
        prevotes.votersFor(value),
        precommits.voters());
  }

  void digest(StateDigest out) {
    out.number(number).flag(proposal != null);
    if (proposal != null) {
      out.statement(proposal.ballot().statement()).bytes(proposal.ballot().signature());
    }
    prevotes.digest(out);
    precommits.digest(out);
    out.flag(prevoteTimerSet).flag(precommitTimerSet).flag(polAsked).flag(polkaSeen);
  }
}
