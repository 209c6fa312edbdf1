package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ValidatorBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Votes of one type in one round, counted by stake.
 *
 * <p>A validator that votes twice counts once in the total, but for both values: what one honest
 * node has counted, any other must be able to count, whichever vote reached it first. A second vote
 * is taken for a value only that another validator has voted for; else a single one could fill the
 * memory.
 */
final class Tally {
  /** Votes for one value. */
  static final class Choice {
    /** {@code null} = for none. */
    final Hash256 value;

    private final Ballot[] ballots;
    private long stake;

    private Choice(Hash256 value, int validators) {
      this.value = value;
      ballots = new Ballot[validators];
    }

    /** The votes, by index of their validators. */
    List<Ballot> ballots() {
      List<Ballot> list = new ArrayList<>();
      for (Ballot ballot : ballots) {
        if (ballot != null) {
          list.add(ballot);
        }
      }
      return list;
    }
  }

  private final Electors electors;
  private final Ballot[] first;
  private final List<Choice> choices = new ArrayList<>(2);
  private long stake;
  private Choice quorum;

  Tally(Electors electors) {
    this.electors = electors;
    first = new Ballot[electors.size()];
  }

  /** Whether a statement would change nothing; cheaper than to check its signature. */
  boolean knows(Statement statement) {
    Ballot known = first[statement.validator()];
    if (known == null) {
      return false;
    }
    if (known.statement().equals(statement)) {
      return true;
    }
    Choice choice = find(statement.value());
    Ballot second = choice == null ? null : choice.ballots[statement.validator()];
    return second != null && second.statement().equals(statement);
  }

  /** Whether a vote would be counted. */
  boolean wants(Statement statement) {
    return first[statement.validator()] == null || find(statement.value()) != null;
  }

  /** The first vote of a validator, {@code null} = none. */
  Ballot of(int validator) {
    return first[validator];
  }

  /**
   * Counts a ballot that {@link #knows} does not.
   *
   * @return the vote of the same validator that it contradicts, or {@code null}
   */
  Ballot add(Ballot ballot) {
    Statement statement = ballot.statement();
    int validator = statement.validator();
    Ballot before = first[validator];
    Choice choice = find(statement.value());
    if (before == null) {
      first[validator] = ballot;
      stake += electors.stake(validator);
      if (choice == null) {
        choice = new Choice(statement.value(), first.length);
        choices.add(choice);
      }
    }
    if (choice != null && choice.ballots[validator] == null) {
      choice.ballots[validator] = ballot;
      choice.stake += electors.stake(validator);
      if (quorum == null && electors.isQuorum(choice.stake)) {
        quorum = choice;
      }
    }
    return before;
  }

  private Choice find(Hash256 value) {
    for (Choice choice : choices) {
      if (Objects.equals(choice.value, value)) {
        return choice;
      }
    }
    return null;
  }

  /** Whether validators of more than 2/3 of stake have voted, for whatever. */
  boolean isComplete() {
    return electors.isQuorum(stake);
  }

  /** The value or none that more than 2/3 of stake voted for; {@code null} = not yet. */
  Choice quorum() {
    return quorum;
  }

  /** Whether more than 2/3 of stake voted for a value. */
  boolean isFor(Hash256 value) {
    return quorum != null && value.equals(quorum.value);
  }

  /** Who has voted. */
  ValidatorBits voters() {
    ValidatorBits bits = ValidatorBits.NONE;
    for (int validator = 0; validator < first.length; validator++) {
      bits = first[validator] == null ? bits : bits.with(validator);
    }
    return bits;
  }

  /** Who has voted for a value. */
  ValidatorBits votersFor(Hash256 value) {
    ValidatorBits bits = ValidatorBits.NONE;
    Choice choice = find(value);
    for (int validator = 0; choice != null && validator < first.length; validator++) {
      bits = choice.ballots[validator] == null ? bits : bits.with(validator);
    }
    return bits;
  }

  /** All votes that are counted. */
  List<Ballot> all() {
    List<Ballot> all = new ArrayList<>();
    for (Choice choice : choices) {
      all.addAll(choice.ballots());
    }
    return all;
  }

  /** Adds what is counted to a digest of the node's state. */
  void digest(StateDigest out) {
    out.ballots(all());
  }
}
