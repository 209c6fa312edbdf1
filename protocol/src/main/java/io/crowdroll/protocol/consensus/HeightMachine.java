package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.consensus.Statement.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The rounds of one height: Tendermint (arXiv 1807.04938, algorithm 1; its lines are named), with
 * stake in place of counts and values judged from outside.
 *
 * <p>Messages are taken in first; then every rule whose condition holds fires, until none does.
 * Statements count, for the node itself as well, only once they are signed.
 */
final class HeightMachine {
  private enum Step {
    WAITING,
    PROPOSE,
    PREVOTE,
    PRECOMMIT,
    DECIDED
  }

  private final Term term;
  private final Self self;
  private final Supplier<Commit> parent;
  private final Rounds rounds;
  private final Contents contents = new Contents();
  private final Set<Statement> unsigned = new LinkedHashSet<>();

  private Step step = Step.WAITING;
  private Round round;
  private Hash256 lockedValue;
  private int lockedRound = Statement.NO_ROUND;
  private Hash256 validValue;
  private int validRound = Statement.NO_ROUND;

  /** The proof of R_h, once decided. */
  private byte[] beacon;

  private boolean alarmed;
  private long now;
  private Consumer<ConsensusEffect> effects;

  /**
   * @param parent gives the commit of the height before, {@code null} = none
   */
  HeightMachine(Term term, Self self, Supplier<Commit> parent) {
    this.term = term;
    this.self = self;
    this.parent = parent;
    rounds = new Rounds(term, self.leaders());
    round = rounds.at(0);
  }

  Term term() {
    return term;
  }

  int round() {
    return round.number;
  }

  /** Whether a ballot shows that its signer has not seen that this height is decided. */
  boolean isBehind(Statement statement) {
    return step == Step.DECIDED
        && statement.type() == Type.PREVOTE
        && statement.round() > rounds.committed().number;
  }

  boolean isDecided() {
    return step == Step.DECIDED;
  }

  /** Whether a validator may vote at this height. */
  boolean isElector(int validator) {
    return term.electors().stake(validator) > 0;
  }

  // Events

  /** The height begins: round 0 does at the term's start. */
  void begin(long at, Consumer<ConsensusEffect> out) {
    enter(at, out);
    if (at < term.startMillis()) {
      setTimer(Timer.Kind.START, term.startMillis());
    } else {
      startRound(0);
    }
    fireRules();
  }

  /** A sound ballot of an elector; for a proposal with its value. */
  void take(long at, Ballot ballot, Value value, Consumer<ConsensusEffect> out) {
    enter(at, out);
    add(ballot, value);
    fireRules();
  }

  /** Whether a ballot would change nothing, which is cheaper to know than its signature. */
  boolean knows(Statement statement) {
    return rounds.knows(statement, round.number);
  }

  /** Whether other nodes should have the ballot too; not all that is proof against its signer. */
  boolean wants(Statement statement) {
    return rounds.wants(statement);
  }

  /** Whether the leader of a statement's round is who signed it, where that matters. */
  boolean mayState(Statement statement) {
    return statement.type() != Type.PROPOSAL
        || rounds.leader(statement.round()) == statement.validator();
  }

  /** A value that is final, with a commit that holds. */
  void take(long at, Message.Decision decision, Consumer<ConsensusEffect> out) {
    enter(at, out);
    if (step == Step.DECIDED) {
      return;
    }
    know(decision.value());
    Round its = rounds.at(decision.commit().round());
    for (Ballot ballot : decision.commit().precommits()) {
      if (!its.precommits.knows(ballot.statement())) {
        accuse(rounds.count(its, ballot));
      }
    }
    fireRules();
  }

  /** The signer's answer. */
  void signed(long at, Ballot ballot, Consumer<ConsensusEffect> out) {
    enter(at, out);
    if (!unsigned.remove(ballot.statement())) {
      return;
    }
    Statement statement = ballot.statement();
    Message message = new Message.Vote(ballot);
    Value value = null;
    if (statement.type() == Type.PROPOSAL) {
      value = contents.get(statement.value());
      message = new Message.Proposal(ballot, value);
    }
    effects.accept(new ConsensusEffect.Broadcast(message));
    add(ballot, value);
    fireRules();
  }

  /** The builder's answer; of use only while the node still leads the round. */
  void built(long at, int number, Value value, Consumer<ConsensusEffect> out) {
    enter(at, out);
    if (step == Step.PROPOSE
        && number == round.number
        && round.leader == self.index()
        && !hasProposed()) {
      contents.add(value);
      contents.judge(value.hash(), true);
      propose(value.hash(), Statement.NO_ROUND);
      fireRules();
    }
  }

  /** The chain's verdict on a value. */
  void judged(long at, Hash256 value, boolean valid, Consumer<ConsensusEffect> out) {
    enter(at, out);
    contents.judge(value, valid);
    fireRules();
  }

  /** A timer of this height fired. */
  void timer(long at, Timer timer, Consumer<ConsensusEffect> out) {
    enter(at, out);
    if (timer.round() != round.number || step == Step.DECIDED) {
      return;
    }
    switch (timer.kind()) {
      case START -> {
        if (step == Step.WAITING) {
          startRound(0);
        }
      }
      case PROPOSE -> { // line 57
        if (step == Step.PROPOSE) {
          vote(Type.PREVOTE, null);
        }
      }
      case PREVOTE -> { // line 61
        if (step == Step.PREVOTE) {
          vote(Type.PRECOMMIT, null);
        }
      }
      case PRECOMMIT -> startRound(round.number + 1); // line 65
      case STALL -> {
        effects.accept(new ConsensusEffect.Broadcast(status()));
        setStallTimer();
      }
    }
    fireRules();
  }

  /** Does again what a crash may have kept from being done. */
  void resume(long at, Consumer<ConsensusEffect> out) {
    enter(at, out);
    for (Statement statement : unsigned) {
      effects.accept(new ConsensusEffect.Sign(statement));
    }
    for (Value value : contents.asked()) {
      judge(value);
    }
    if (step == Step.DECIDED) {
      decide();
      return;
    }
    for (Round its : rounds.all()) {
      if (its.proposal != null && its.leader == self.index()) {
        effects.accept(new ConsensusEffect.Broadcast(its.proposal));
      }
      for (Tally tally : List.of(its.prevotes, its.precommits)) {
        Ballot own = self.isElector(term) ? tally.of(self.index()) : null;
        if (own != null) {
          effects.accept(new ConsensusEffect.Broadcast(new Message.Vote(own)));
        }
      }
    }
    if (step == Step.WAITING) {
      setTimer(Timer.Kind.START, Math.max(at, term.startMillis()));
      return;
    }
    setRoundTimers();
    if (step == Step.PROPOSE && round.leader == self.index() && !hasProposed()) {
      build();
    }
  }

  // What other nodes ask for

  Message.Status status() {
    return round.status(term);
  }

  /** Sends what a node at this height lacks, from its round on. */
  void answer(int to, Message.Status status, Consumer<ConsensusEffect> out) {
    rounds.answer(to, status, round.number, validRound, lockedRound, out);
  }

  /** The precommits for the value decided, those that came late as well; {@code null} = none. */
  Commit commit() {
    if (step != Step.DECIDED) {
      return null;
    }
    Round committed = rounds.committed();
    Tally.Choice choice = committed.precommits.quorum();
    return new Commit(
        term.fork(), term.height(), committed.number, choice.value, choice.ballots(), beacon);
  }

  // Taking in

  private void enter(long at, Consumer<ConsensusEffect> out) {
    now = at;
    effects = out;
  }

  private void add(Ballot ballot, Value value) {
    accuse(rounds.add(ballot, value, round.number));
    if (value != null && rounds.hasProposal(ballot.statement())) {
      know(value);
    }
  }

  private void accuse(Equivocation fault) {
    if (fault != null) {
      effects.accept(new ConsensusEffect.Accuse(fault));
    }
  }

  private void know(Value value) {
    if (contents.add(value)) {
      judge(value);
    }
  }

  private void judge(Value value) {
    effects.accept(new ConsensusEffect.Judge(term.fork(), term.height(), value));
  }

  // Rules

  private void fireRules() {
    while (step != Step.DECIDED && (decides() || skips() || prevotes() || locks() || waits())) {
      // the next rule may hold now
    }
  }

  /** Line 49: more than 2/3 of stake has precommitted a value. */
  private boolean decides() {
    Round committed = rounds.committed();
    if (committed == null) {
      return false;
    }
    Hash256 hash = committed.precommits.quorum().value;
    if (!contents.isValid(hash)) {
      if (contents.isJudged(hash) && !alarmed) {
        alarmed = true;
        effects.accept(
            new ConsensusEffect.Alarm(
                "INVALID_COMMIT", "more than 2/3 of stake has precommitted the invalid " + hash));
      }
      return false;
    }
    beacon =
        self.randomness().reveal(term, contents.get(hash), committed.precommits.quorum().ballots());
    if (beacon == null) {
      return false;
    }
    step = Step.DECIDED;
    decide();
    return true;
  }

  private void decide() {
    Commit commit = commit();
    effects.accept(new ConsensusEffect.Decide(contents.get(commit.value()), commit));
  }

  /** Line 55: more than 1/3 of stake is in later rounds. */
  private boolean skips() {
    int target = rounds.latestWithHonest(round.number);
    if (target == round.number) {
      return false;
    }
    startRound(target);
    return true;
  }

  /** Lines 22 and 28: the proposal of this round is here, and judged. */
  private boolean prevotes() {
    if (step != Step.PROPOSE || round.proposal == null) {
      return false;
    }
    Statement proposal = round.proposal.ballot().statement();
    Hash256 value = proposal.value();
    if (!contents.isJudged(value)) {
      return false;
    }
    int polRound = proposal.polRound();
    boolean unlocked;
    if (polRound == Statement.NO_ROUND) {
      unlocked = lockedRound == Statement.NO_ROUND;
    } else {
      Round pol = rounds.at(polRound);
      if (!pol.prevotes.isFor(value)) {
        askForPol(pol);
        return false;
      }
      unlocked = lockedRound <= polRound;
    }
    boolean accepted = contents.isValid(value) && (unlocked || value.equals(lockedValue));
    vote(Type.PREVOTE, accepted ? value : null);
    return true;
  }

  /**
   * The prevotes that justify the proposal were lost on their way here: its leader has them.
   * Without them this node would prevote none, round after round, while others are locked.
   */
  private void askForPol(Round pol) {
    if (!round.polAsked && round.leader != self.index()) {
      round.polAsked = true;
      effects.accept(
          new ConsensusEffect.Send(
              round.leader, pol.statusFor(round.proposal.ballot().statement().value(), term)));
    }
  }

  /** Lines 36 and 44: more than 2/3 of stake has prevoted alike. */
  private boolean locks() {
    Tally.Choice choice = round.prevotes.quorum();
    if (choice == null || step == Step.PROPOSE || step == Step.WAITING) {
      return false;
    }
    if (choice.value == null) {
      if (step != Step.PREVOTE) {
        return false;
      }
      vote(Type.PRECOMMIT, null);
      return true;
    }
    if (round.polkaSeen || !contents.isValid(choice.value)) {
      return false;
    }
    round.polkaSeen = true;
    validValue = choice.value;
    validRound = round.number;
    if (step == Step.PREVOTE) {
      lockedValue = choice.value;
      lockedRound = round.number;
      vote(Type.PRECOMMIT, choice.value);
    }
    return true;
  }

  /** Lines 34 and 47: votes of more than 2/3 of stake are here, but differ. */
  private boolean waits() {
    if (step == Step.PREVOTE && !round.prevoteTimerSet && round.prevotes.isComplete()) {
      round.prevoteTimerSet = true;
      setTimer(Timer.Kind.PREVOTE, now + self.voteTimeout(round.number));
    }
    if (step != Step.WAITING && !round.precommitTimerSet && round.precommits.isComplete()) {
      round.precommitTimerSet = true;
      setTimer(Timer.Kind.PRECOMMIT, now + self.voteTimeout(round.number));
    }
    return false;
  }

  // Doing

  /** Line 11. */
  private void startRound(int number) {
    round = rounds.at(number);
    step = Step.PROPOSE;
    setRoundTimers();
    if (round.leader != self.index()) {
      return;
    }
    if (validValue == null) {
      build();
    } else {
      propose(validValue, validRound);
    }
  }

  private void build() {
    effects.accept(
        new ConsensusEffect.Build(term.fork(), term.height(), round.number, parent.get()));
  }

  private boolean hasProposed() {
    return round.proposal != null
        || unsigned.stream()
            .anyMatch(it -> it.type() == Type.PROPOSAL && it.round() == round.number);
  }

  private void propose(Hash256 value, int polRound) {
    sign(
        new Statement(
            Type.PROPOSAL,
            term.fork(),
            term.height(),
            round.number,
            self.index(),
            value,
            polRound,
            false));
  }

  private void vote(Type type, Hash256 value) {
    step = type == Type.PREVOTE ? Step.PREVOTE : Step.PRECOMMIT;
    if (self.isElector(term)) {
      sign(
          new Statement(
              type,
              term.fork(),
              term.height(),
              round.number,
              self.index(),
              value,
              Statement.NO_ROUND,
              type == Type.PRECOMMIT && value != null && self.serves()));
    }
  }

  private void sign(Statement statement) {
    unsigned.add(statement);
    effects.accept(new ConsensusEffect.Sign(statement));
  }

  private void setRoundTimers() {
    int number = round.number;
    if (step == Step.PROPOSE) {
      setTimer(Timer.Kind.PROPOSE, now + self.proposeTimeout(number));
    }
    if (round.prevoteTimerSet) {
      setTimer(Timer.Kind.PREVOTE, now + self.voteTimeout(number));
    }
    if (round.precommitTimerSet) {
      setTimer(Timer.Kind.PRECOMMIT, now + self.voteTimeout(number));
    }
    setStallTimer();
  }

  private void setStallTimer() {
    int number = round.number;
    setTimer(Timer.Kind.STALL, now + self.proposeTimeout(number) + 3 * self.voteTimeout(number));
  }

  private void setTimer(Timer.Kind kind, long at) {
    effects.accept(
        new ConsensusEffect.SetTimer(
            new Timer(kind, term.fork(), term.height(), round.number), at));
  }

  void digest(StateDigest out) {
    out.number(term.fork()).number(term.height()).number(step.ordinal()).number(round.number);
    out.hash(lockedValue).number(lockedRound).hash(validValue).number(validRound);
    out.flag(alarmed);
    rounds.digest(out);
    contents.digest(out);
    unsigned.forEach(out::statement);
  }
}
