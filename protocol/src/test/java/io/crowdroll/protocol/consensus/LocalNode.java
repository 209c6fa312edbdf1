package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One node among validators whose messages a test makes by hand, with real signatures. It signs and
 * judges at once; validator (height + round − 1) mod n leads.
 */
final class LocalNode {
  private static final int MOST = 8;
  private static final List<byte[]> SECRETS =
      IntStream.range(0, MOST).mapToObj(i -> new Keccak256().putInt(i).digest().toBytes()).toList();
  static final Ed25519Signatures SIGNATURES =
      new Ed25519Signatures(7, SECRETS.stream().map(Ed25519Signatures::publicKey).toList());

  final Consensus machine;
  final int index;
  private final List<ConsensusEffect> effects = new ArrayList<>();
  private long now;

  LocalNode(int index) {
    this.index = index;
    machine =
        new Consensus(
            index,
            Toy.RULES,
            SIGNATURES,
            (term, round) -> (int) ((term.height() + round - 1) % term.electors().size()),
            Randomness.OF_VALUE);
  }

  /** Of four validators with equal stake, at height 1. */
  static LocalNode ofFour(int index) {
    return new LocalNode(index).begin(1, 1, 1, 1, 1);
  }

  LocalNode begin(long height, long... stakes) {
    Electors electors = new Electors(stakes);
    return handle(
        new ConsensusEvent.TermBegan(
            new Term(0, height, Hash256.ZERO, electors, Hash256.ZERO, now)));
  }

  LocalNode handle(ConsensusEvent event) {
    machine.handle(now, event, this::take);
    return this;
  }

  private void take(ConsensusEffect effect) {
    effects.add(effect);
  }

  /** Answers what the node asks for, until it asks for nothing. */
  private void answer() {
    for (int i = answered; i < effects.size(); i++) {
      switch (effects.get(i)) {
        case ConsensusEffect.Sign(Statement statement) ->
            handle(new ConsensusEvent.Signed(sign(statement)));
        case ConsensusEffect.Judge(long fork, long height, Value value) ->
            handle(
                new ConsensusEvent.Judged(fork, height, value.hash(), ((Toy.Word) value).valid()));
        case ConsensusEffect.Build(long fork, long height, int round, Commit parent) ->
            handle(
                new ConsensusEvent.Built(fork, height, round, Toy.Word.of(index, height, round)));
        default -> {}
      }
    }
    answered = effects.size();
  }

  private int answered;

  LocalNode receive(Message message) {
    int from = signer(message);
    return receive(from, message);
  }

  LocalNode receive(int from, Message message) {
    return handle(new ConsensusEvent.Received(from, message));
  }

  private static int signer(Message message) {
    return switch (message) {
      case Message.Proposal proposal -> proposal.ballot().statement().validator();
      case Message.Vote vote -> vote.ballot().statement().validator();
      default -> throw new IllegalArgumentException("not signed: " + message);
    };
  }

  LocalNode fire(Timer.Kind kind, long height, int round) {
    now += 1_000;
    return handle(new ConsensusEvent.TimerFired(new Timer(kind, 0, height, round)));
  }

  /** What it has done since it was last asked. */
  List<ConsensusEffect> done() {
    answer();
    List<ConsensusEffect> done = List.copyOf(effects);
    effects.clear();
    answered = 0;
    return done;
  }

  /** The statements that it has broadcast since it was last asked. */
  List<Statement> said() {
    return done().stream()
        .filter(ConsensusEffect.Broadcast.class::isInstance)
        .map(effect -> ((ConsensusEffect.Broadcast) effect).message())
        .filter(message -> !(message instanceof Message.Status))
        .map(
            message ->
                message instanceof Message.Proposal(Ballot ballot, Value value)
                    ? ballot.statement()
                    : ((Message.Vote) message).ballot().statement())
        .toList();
  }

  <E extends ConsensusEffect> List<E> done(Class<E> kind) {
    return done().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  // What others say

  static Ballot sign(Statement statement) {
    return SIGNATURES.sign(SECRETS.get(statement.validator()), statement, Toy.NOTHING);
  }

  static Message proposal(int leader, long height, int round, Toy.Word value, int polRound) {
    Statement statement =
        new Statement(
            Statement.Type.PROPOSAL, 0, height, round, leader, value.hash(), polRound, false);
    return new Message.Proposal(sign(statement), value);
  }

  static Message prevote(int validator, long height, int round, Toy.Word value) {
    return new Message.Vote(sign(vote(Statement.Type.PREVOTE, validator, height, round, value)));
  }

  static Message precommit(int validator, long height, int round, Toy.Word value) {
    return new Message.Vote(sign(vote(Statement.Type.PRECOMMIT, validator, height, round, value)));
  }

  /**
   * @param value {@code null} = for none
   */
  static Statement vote(
      Statement.Type type, int validator, long height, int round, Toy.Word value) {
    boolean attests = type == Statement.Type.PRECOMMIT && value != null;
    Hash256 hash = value == null ? null : value.hash();
    return new Statement(type, 0, height, round, validator, hash, Statement.NO_ROUND, attests);
  }
}
