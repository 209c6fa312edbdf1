package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rlp;
import io.crowdroll.protocol.chain.ValidatorBits;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages and events as bytes: RLP lists, the first field of alternatives their number. Decoding
 * takes the one encoding of each only, and gives {@code null} for anything else.
 */
public final class ConsensusCodec {
  private static final byte[] NONE = {};

  private final ValueCodec values;

  public ConsensusCodec(ValueCodec values) {
    this.values = values;
  }

  // Messages

  /** What goes over the wire. */
  public byte[] encode(Message message) {
    return switch (message) {
      case Message.Proposal(Ballot ballot, Value value) ->
          Rlp.list(Rlp.number(0), encode(ballot), Rlp.string(values.encode(value)));
      case Message.Vote(Ballot ballot) -> Rlp.list(Rlp.number(1), encode(ballot));
      case Message.Status it ->
          Rlp.list(
              Rlp.number(2),
              Rlp.number(it.fork()),
              Rlp.number(it.height()),
              Rlp.number(it.round()),
              flag(it.proposal()),
              encode(it.prevotes()),
              encode(it.precommits()));
      case Message.Decision(Value value, Commit commit) ->
          Rlp.list(Rlp.number(3), Rlp.string(values.encode(value)), encode(commit));
    };
  }

  /** The message of an encoding, {@code null} where the bytes are none. */
  public Message decodeMessage(byte[] bytes) {
    Rlp.Item item = Rlp.decode(bytes).orNull();
    if (item == null) {
      return null;
    }
    RlpReader in = new RlpReader(item);
    Message message = message(in);
    return in.isSound() ? message : null;
  }

  private Message message(RlpReader in) {
    return switch (in.smallNumber()) {
      case 0 -> {
        Ballot ballot = ballot(in);
        Value value = value(in);
        yield value == null ? null : new Message.Proposal(ballot, value);
      }
      case 1 -> new Message.Vote(ballot(in));
      case 2 ->
          new Message.Status(
              in.number(), in.number(), in.smallNumber(), in.flag(), bits(in), bits(in));
      case 3 -> {
        Value value = value(in);
        Commit commit = commit(in);
        yield value == null ? null : new Message.Decision(value, commit);
      }
      default -> null;
    };
  }

  /** Evidence, as it goes on chain. */
  public static byte[] encode(Equivocation evidence) {
    return Rlp.list(encode(evidence.first()), encode(evidence.second()));
  }

  /** The evidence of an encoding, {@code null} where the bytes are none. */
  public static Equivocation decodeEvidence(byte[] bytes) {
    Rlp.Item item = Rlp.decode(bytes).orNull();
    if (item == null) {
      return null;
    }
    RlpReader in = new RlpReader(item);
    Equivocation evidence = new Equivocation(ballot(in), ballot(in));
    return in.isSound() ? evidence : null;
  }

  private static byte[] encode(Ballot ballot) {
    Statement it = ballot.statement();
    return Rlp.list(
        Rlp.number(it.type().ordinal()),
        Rlp.number(it.fork()),
        Rlp.number(it.height()),
        Rlp.number(it.round()),
        Rlp.number(it.validator()),
        Rlp.string(it.isNil() ? NONE : it.value().toBytes()),
        Rlp.number(it.polRound() + 1L),
        flag(it.attests()),
        Rlp.string(ballot.signature()),
        Rlp.string(ballot.share()));
  }

  private static Ballot ballot(RlpReader outer) {
    RlpReader in = outer.list();
    Statement statement =
        new Statement(
            in.constant(Statement.Type.values()),
            in.number(),
            in.number(),
            in.smallNumber(),
            in.smallNumber(),
            in.hashOrNone(),
            in.smallNumber() - 1,
            in.flag());
    Ballot ballot = new Ballot(statement, in.bytes(), in.bytes());
    outer.require(in);
    return ballot;
  }

  private static byte[] encode(Commit commit) {
    List<byte[]> precommits = new ArrayList<>();
    commit.precommits().forEach(ballot -> precommits.add(encode(ballot)));
    return Rlp.list(
        Rlp.number(commit.fork()),
        Rlp.number(commit.height()),
        Rlp.number(commit.round()),
        Rlp.string(commit.value().toBytes()),
        Rlp.list(precommits),
        Rlp.string(commit.beacon()));
  }

  private static Commit commit(RlpReader outer) {
    RlpReader in = outer.list();
    long fork = in.number();
    long height = in.number();
    int round = in.smallNumber();
    Hash256 value = in.hash();
    RlpReader list = in.list();
    List<Ballot> precommits = new ArrayList<>();
    while (list.hasNext()) {
      precommits.add(ballot(list));
    }
    in.require(list);
    Commit commit = new Commit(fork, height, round, value, precommits, in.bytes());
    outer.require(in);
    return commit;
  }

  private static byte[] encode(ValidatorBits bits) {
    byte[] bytes = new byte[ValidatorBits.LIMIT / Byte.SIZE];
    for (int i = 0; i < ValidatorBits.LIMIT; i++) {
      bytes[i / Byte.SIZE] |= (byte) (bits.contains(i) ? 1 << i % Byte.SIZE : 0);
    }
    return Rlp.string(bytes);
  }

  private static ValidatorBits bits(RlpReader in) {
    byte[] bytes = in.bytes();
    ValidatorBits bits = ValidatorBits.NONE;
    for (int i = 0; i < Math.min(bytes.length * Byte.SIZE, ValidatorBits.LIMIT); i++) {
      bits = (bytes[i / Byte.SIZE] >>> i % Byte.SIZE & 1) != 0 ? bits.with(i) : bits;
    }
    return bits;
  }

  private Value value(RlpReader in) {
    return values.decode(in.bytes());
  }

  private static byte[] flag(boolean value) {
    return Rlp.number(value ? 1 : 0);
  }

  // Events, as the record has them

  /** An event with the time that its edge read, ms. */
  record Entry(long now, ConsensusEvent event) {}

  byte[] encode(long now, ConsensusEvent event) {
    byte[] time = Rlp.number(now);
    return switch (event) {
      case ConsensusEvent.TermBegan(Term term) -> {
        List<byte[]> stakes = new ArrayList<>();
        for (int i = 0; i < term.electors().size(); i++) {
          stakes.add(Rlp.number(term.electors().stake(i)));
        }
        yield Rlp.list(
            time,
            Rlp.number(0),
            Rlp.number(term.fork()),
            Rlp.number(term.height()),
            Rlp.string(term.parent().toBytes()),
            Rlp.list(stakes),
            Rlp.string(term.beacon().toBytes()),
            Rlp.number(term.startMillis()));
      }
      case ConsensusEvent.Received(int from, Message message) ->
          Rlp.list(time, Rlp.number(1), Rlp.number(from), Rlp.string(encode(message)));
      case ConsensusEvent.Signed(Ballot ballot) -> Rlp.list(time, Rlp.number(2), encode(ballot));
      case ConsensusEvent.Built(long fork, long height, int round, Value value) ->
          Rlp.list(
              time,
              Rlp.number(3),
              Rlp.number(fork),
              Rlp.number(height),
              Rlp.number(round),
              Rlp.string(values.encode(value)));
      case ConsensusEvent.Judged(long fork, long height, Hash256 value, boolean valid) ->
          Rlp.list(
              time,
              Rlp.number(4),
              Rlp.number(fork),
              Rlp.number(height),
              Rlp.string(value.toBytes()),
              flag(valid));
      case ConsensusEvent.TimerFired(Timer timer) ->
          Rlp.list(
              time,
              Rlp.number(5),
              Rlp.number(timer.kind().ordinal()),
              Rlp.number(timer.fork()),
              Rlp.number(timer.height()),
              Rlp.number(timer.round()));
      case ConsensusEvent.ServingChanged(boolean serves) ->
          Rlp.list(time, Rlp.number(6), flag(serves));
      case ConsensusEvent.Restarted() -> Rlp.list(time, Rlp.number(7));
    };
  }

  /** The entry of an encoding, {@code null} where the bytes are none. */
  Entry decodeEntry(byte[] bytes) {
    Rlp.Item item = Rlp.decode(bytes).orNull();
    if (item == null) {
      return null;
    }
    RlpReader in = new RlpReader(item);
    long now = in.number();
    ConsensusEvent event = event(in);
    return event != null && in.isSound() ? new Entry(now, event) : null;
  }

  private ConsensusEvent event(RlpReader in) {
    return switch (in.smallNumber()) {
      case 0 -> new ConsensusEvent.TermBegan(term(in));
      case 1 -> {
        int from = in.smallNumber();
        Message message = decodeMessage(in.bytes());
        yield message == null ? null : new ConsensusEvent.Received(from, message);
      }
      case 2 -> new ConsensusEvent.Signed(ballot(in));
      case 3 -> {
        long fork = in.number();
        long height = in.number();
        int round = in.smallNumber();
        Value value = value(in);
        yield value == null ? null : new ConsensusEvent.Built(fork, height, round, value);
      }
      case 4 -> new ConsensusEvent.Judged(in.number(), in.number(), in.hash(), in.flag());
      case 5 ->
          new ConsensusEvent.TimerFired(
              new Timer(
                  in.constant(Timer.Kind.values()), in.number(), in.number(), in.smallNumber()));
      case 6 -> new ConsensusEvent.ServingChanged(in.flag());
      case 7 -> new ConsensusEvent.Restarted();
      default -> null;
    };
  }

  private static Term term(RlpReader in) {
    long fork = in.number();
    long height = in.number();
    Hash256 parent = in.hash();
    RlpReader list = in.list();
    List<Long> stakes = new ArrayList<>();
    while (list.hasNext()) {
      stakes.add(list.number());
    }
    in.require(list);
    Electors electors = new Electors(stakes.stream().mapToLong(Long::longValue).toArray());
    return new Term(fork, height, parent, electors, in.hash(), in.number());
  }
}
