package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Decoded;
import io.crowdroll.protocol.chain.Fields;
import io.crowdroll.protocol.chain.Flaw;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rlp;
import io.crowdroll.protocol.chain.ValidatorBits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Messages and events as bytes: RLP lists, the first field of alternatives their number. Decoding
 * takes the one encoding of each only, and gives {@code null} for anything else.
 */
public final class ConsensusCodec {
  private static final byte[] NONE = {};
  private static final int BITS_BYTES = ValidatorBits.LIMIT / Byte.SIZE;

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
    Fields in = Fields.of(bytes, "message");
    return switch (in.uint31("kind")) {
      case 0 -> {
        Ballot ballot = in.take(ballot(in.item("ballot")));
        Value value = value(in);
        yield finish(in, () -> new Message.Proposal(ballot, value));
      }
      case 1 -> {
        Ballot ballot = in.take(ballot(in.item("ballot")));
        yield finish(in, () -> new Message.Vote(ballot));
      }
      case 2 -> {
        Message status =
            new Message.Status(
                in.uint63("fork"),
                in.uint63("height"),
                in.uint31("round"),
                in.bit("proposal"),
                bits(in, "prevotes"),
                bits(in, "precommits"));
        yield finish(in, () -> status);
      }
      case 3 -> {
        Value value = value(in);
        Commit commit = in.take(commit(in.item("commit")));
        yield finish(in, () -> new Message.Decision(value, commit));
      }
      default -> null;
    };
  }

  private static <T> T finish(Fields in, Supplier<T> value) {
    return in.finish("alternative", value).orNull();
  }

  /** Evidence, as it goes on chain. */
  public static byte[] encode(Equivocation evidence) {
    return Rlp.list(encode(evidence.first()), encode(evidence.second()));
  }

  /** The evidence of an encoding, {@code null} where the bytes are none. */
  public static Equivocation decodeEvidence(byte[] bytes) {
    Fields in = Fields.of(bytes, "evidence");
    Ballot first = in.take(ballot(in.item("first")));
    Ballot second = in.take(ballot(in.item("second")));
    return finish(in, () -> new Equivocation(first, second));
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

  private static Decoded<Ballot> ballot(Rlp.Item item) {
    Fields in = Fields.of(item, "ballot");
    Statement statement =
        new Statement(
            in.oneOf("type", Statement.Type.values()),
            in.uint63("fork"),
            in.uint63("height"),
            in.uint31("round"),
            in.uint31("validator"),
            in.hashOrNone("value"),
            in.uint31("polRound") - 1,
            in.bit("attests"));
    byte[] signature = in.bytes("signature");
    byte[] share = in.bytes("share");
    return in.finish("ballot", () -> new Ballot(statement, signature, share));
  }

  /** A commit, as the next block carries it. */
  public static byte[] encode(Commit commit) {
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

  /** The commit of an encoding, {@code null} where the bytes are none. */
  public static Commit decodeCommit(byte[] bytes) {
    return commit(Fields.of(bytes, "commit")).orNull();
  }

  private static Decoded<Commit> commit(Rlp.Item item) {
    return commit(Fields.of(item, "commit"));
  }

  private static Decoded<Commit> commit(Fields in) {
    long fork = in.uint63("fork");
    long height = in.uint63("height");
    int round = in.uint31("round");
    Hash256 value = in.hash("value");
    List<Ballot> precommits = in.list("precommits", ConsensusCodec::ballot);
    byte[] beacon = in.bytes("beacon");
    return in.finish("commit", () -> new Commit(fork, height, round, value, precommits, beacon));
  }

  private static byte[] encode(ValidatorBits bits) {
    byte[] bytes = new byte[BITS_BYTES];
    for (int i = 0; i < ValidatorBits.LIMIT; i++) {
      bytes[i / Byte.SIZE] |= (byte) (bits.contains(i) ? 1 << i % Byte.SIZE : 0);
    }
    return Rlp.string(bytes);
  }

  private static ValidatorBits bits(Fields in, String name) {
    byte[] bytes = in.bytes(name, BITS_BYTES);
    ValidatorBits bits = ValidatorBits.NONE;
    for (int i = 0; i < ValidatorBits.LIMIT; i++) {
      bits = (bytes[i / Byte.SIZE] >>> i % Byte.SIZE & 1) != 0 ? bits.with(i) : bits;
    }
    return bits;
  }

  private Value value(Fields in) {
    Value value = values.decode(in.bytes("value"));
    if (value == null) {
      in.reject(Flaw.INCONSISTENT, "value");
    }
    return value;
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
    Fields in = Fields.of(bytes, "entry");
    long now = in.uint63("now");
    ConsensusEvent event = event(in);
    return event == null ? null : new Entry(now, event);
  }

  private ConsensusEvent event(Fields in) {
    return switch (in.uint31("kind")) {
      case 0 -> {
        Supplier<Term> term = term(in);
        yield finish(in, () -> new ConsensusEvent.TermBegan(term.get()));
      }
      case 1 -> {
        int from = in.uint31("from");
        Message message = decodeMessage(in.bytes("message"));
        yield message == null ? null : finish(in, () -> new ConsensusEvent.Received(from, message));
      }
      case 2 -> {
        Ballot ballot = in.take(ballot(in.item("ballot")));
        yield finish(in, () -> new ConsensusEvent.Signed(ballot));
      }
      case 3 -> {
        long fork = in.uint63("fork");
        long height = in.uint63("height");
        int round = in.uint31("round");
        Value value = value(in);
        yield finish(in, () -> new ConsensusEvent.Built(fork, height, round, value));
      }
      case 4 -> {
        ConsensusEvent judged =
            new ConsensusEvent.Judged(
                in.uint63("fork"), in.uint63("height"), in.hash("value"), in.bit("valid"));
        yield finish(in, () -> judged);
      }
      case 5 -> {
        Timer timer =
            new Timer(
                in.oneOf("timer", Timer.Kind.values()),
                in.uint63("fork"),
                in.uint63("height"),
                in.uint31("round"));
        yield finish(in, () -> new ConsensusEvent.TimerFired(timer));
      }
      case 6 -> {
        boolean serves = in.bit("serves");
        yield finish(in, () -> new ConsensusEvent.ServingChanged(serves));
      }
      case 7 -> finish(in, ConsensusEvent.Restarted::new);
      default -> null;
    };
  }

  private static Supplier<Term> term(Fields in) {
    long fork = in.uint63("fork");
    long height = in.uint63("height");
    Hash256 parent = in.hash("parent");
    List<Long> stakes = in.list("stakes", ConsensusCodec::stake);
    Hash256 beacon = in.hash("beacon");
    long start = in.uint63("start");
    return () ->
        new Term(
            fork,
            height,
            parent,
            new Electors(stakes.stream().mapToLong(Long::longValue).toArray()),
            beacon,
            start);
  }

  private static Decoded<Long> stake(Rlp.Item item) {
    Fields in = Fields.of(new Rlp.Item.Sequence(List.of(item)), "stake");
    long stake = in.uint63("stake");
    return in.finish("stake", () -> stake);
  }
}
