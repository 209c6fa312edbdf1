package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.Statement.Type;
import it.unimi.dsi.fastutil.ints.Int2ObjectRBTreeMap;
import java.util.Collection;
import java.util.function.Consumer;

/** All that a node was told at one height, round by round, and who contradicted itself. */
final class Rounds {
  /** Rounds ahead of the present one of which messages are kept. */
  static final int WINDOW = 16;

  private final Term term;
  private final Leaders leaders;
  private final Int2ObjectRBTreeMap<Round> rounds = new Int2ObjectRBTreeMap<>();

  /** The latest round in which each validator was seen; it may be beyond the window. */
  private final int[] latest;

  private Round committed;
  private ValidatorBits accused = ValidatorBits.NONE;

  Rounds(Term term, Leaders leaders) {
    this.term = term;
    this.leaders = leaders;
    latest = new int[term.electors().size()];
  }

  /** The round of that number, begun if nothing is known of it. */
  Round at(int number) {
    Round its = rounds.get(number);
    if (its == null) {
      its = new Round(number, leader(number), term.electors());
      rounds.put(number, its);
    }
    return its;
  }

  int leader(int number) {
    Round its = rounds.get(number);
    return its != null ? its.leader : leaders.leader(term, number);
  }

  /** In the order of their numbers. */
  Collection<Round> all() {
    return rounds.values();
  }

  /** The round whose precommits make a value final, or {@code null}. */
  Round committed() {
    return committed;
  }

  /** Whether a ballot would change nothing, which is cheaper to know than its signature. */
  boolean knows(Statement statement, int present) {
    if (isBeyondWindow(statement, present)) {
      return latest[statement.validator()] >= statement.round();
    }
    Round its = rounds.get(statement.round());
    if (its == null) {
      return false;
    }
    boolean known =
        statement.type() == Type.PROPOSAL
            ? its.hasProposal(statement)
            : its.tally(statement.type()).knows(statement);
    return known || (accused.contains(statement.validator()) && !its.wants(statement));
  }

  /** Whether other nodes should have the ballot too; not all that is proof against its signer. */
  boolean wants(Statement statement) {
    Round its = rounds.get(statement.round());
    return its == null || its.wants(statement);
  }

  /** Whether the ballot is the proposal that counts in its round. */
  boolean hasProposal(Statement statement) {
    Round its = rounds.get(statement.round());
    return its != null && its.hasProposal(statement);
  }

  /**
   * @param value what a proposal proposes
   * @return what the signer is guilty of with it, or {@code null}
   */
  Equivocation add(Ballot ballot, Value value, int present) {
    Statement statement = ballot.statement();
    int validator = statement.validator();
    latest[validator] = Math.max(latest[validator], statement.round());
    if (isBeyondWindow(statement, present)) {
      return null; // it counts for skipping rounds only
    }
    Round its = at(statement.round());
    if (statement.type() != Type.PROPOSAL) {
      return count(its, ballot);
    }
    if (its.proposal != null) {
      return accuse(its.proposal.ballot(), ballot);
    }
    its.proposal = new Message.Proposal(ballot, value);
    return null;
  }

  /** Counts a vote, of whatever round; what is returned is as for {@link #add}. */
  Equivocation count(Round its, Ballot ballot) {
    Tally tally = its.tally(ballot.statement().type());
    Ballot other = tally.add(ballot);
    if (tally == its.precommits && tally.quorum() != null && tally.quorum().value != null) {
      committed = committed == null ? its : committed;
    }
    return other == null ? null : accuse(other, ballot);
  }

  /** One accusation of each validator is enough. */
  private Equivocation accuse(Ballot first, Ballot second) {
    int validator = first.statement().validator();
    if (accused.contains(validator) || !first.statement().contradicts(second.statement())) {
      return null;
    }
    accused = accused.with(validator);
    return new Equivocation(first, second);
  }

  /** The latest round after the present one in which, or beyond, more than 1/3 of stake is. */
  int latestWithHonest(int present) {
    int target = present;
    for (int candidate : latest) {
      if (candidate > target && term.electors().hasHonest(stakeFrom(candidate))) {
        target = candidate;
      }
    }
    return target;
  }

  private long stakeFrom(int number) {
    long stake = 0;
    for (int validator = 0; validator < latest.length; validator++) {
      stake += latest[validator] >= number ? term.electors().stake(validator) : 0;
    }
    return stake;
  }

  /**
   * Sends what a node at this height lacks: the rounds from its own on, as far as the window
   * reaches back from the present one, and before these the ones that justify this node's votes.
   */
  void answer(
      int to,
      Message.Status status,
      int present,
      int validRound,
      int lockedRound,
      Consumer<ConsensusEffect> out) {
    int from = Math.max(status.round(), present - WINDOW);
    for (Round its : rounds.values()) {
      boolean asked = its.number == status.round();
      boolean justifies = its.number == validRound || its.number == lockedRound || its == committed;
      if (its.number < from && !justifies) {
        continue;
      }
      if (its.proposal != null && !(asked && status.proposal())) {
        out.accept(new ConsensusEffect.Send(to, its.proposal));
      }
      answer(to, its.prevotes, asked ? status.prevotes() : ValidatorBits.NONE, out);
      answer(to, its.precommits, asked ? status.precommits() : ValidatorBits.NONE, out);
    }
  }

  private static void answer(
      int to, Tally tally, ValidatorBits known, Consumer<ConsensusEffect> out) {
    for (Ballot ballot : tally.all()) {
      if (!known.contains(ballot.statement().validator())) {
        out.accept(new ConsensusEffect.Send(to, new Message.Vote(ballot)));
      }
    }
  }

  private static boolean isBeyondWindow(Statement statement, int present) {
    return statement.round() > present + WINDOW;
  }

  void digest(StateDigest out) {
    out.number(committed == null ? -1 : committed.number);
    out.number(accused.low()).number(accused.high());
    for (int number : latest) {
      out.number(number);
    }
    rounds.values().forEach(its -> its.digest(out));
  }
}
