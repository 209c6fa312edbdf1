package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Runs the nodes of a {@link Schedule} and watches what honest ones decide and sign. */
final class Exploration {
  /** What went wrong. */
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String text) {
      super(text, null, false, false);
    }
  }

  private static final int LATENCY_MILLIS = 20;
  private static final int MOST_EVENTS = 100_000;
  private static final int ANY_LIFE = -1;

  private final Schedule schedule;
  private final int patience;
  private final Crash crash;
  private final SplittableRandom random;
  private final Electors electors;
  private final Node[] nodes;
  private final Hash256[] decided;
  private final Agenda agenda = new Agenda();
  private long now;
  private int latestRound;
  private int events;

  /**
   * @param patience rounds after the last partition within which every honest node must decide; −1
   *     = only what is decided is looked at, until the first rounds are over
   */
  Exploration(Schedule schedule, int patience) {
    this(schedule, patience, null);
  }

  /**
   * @param crash of one node; {@code null} = none
   */
  Exploration(Schedule schedule, int patience, Crash crash) {
    this.schedule = schedule;
    this.crash = crash;
    this.patience = patience;
    random = new SplittableRandom(schedule.seed());
    electors = new Electors(schedule.stakes());
    nodes = new Node[schedule.nodes()];
    decided = new Hash256[schedule.heights() + 1];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = new Node(i);
    }
  }

  /**
   * Runs to the end.
   *
   * @throws Violation if honest nodes disagree, contradict themselves or do not get on
   */
  Exploration run() {
    for (Node node : nodes) {
      node.begin(1);
    }
    int pending = honest();
    while (pending > 0) {
      if (!agenda.next()) {
        throw new Violation("nothing is left to happen");
      }
      now = agenda.time();
      if (++events > MOST_EVENTS) {
        throw new Violation("it does not end");
      }
      Node node = nodes[agenda.node()];
      if (agenda.life() != ANY_LIFE && agenda.life() != node.life) {
        continue;
      }
      boolean before = node.isDone();
      node.handle(agenda.event());
      if (!before && node.isDone() && node.isHonest()) {
        pending--;
      }
      if (patience < 0 && node.machine.round() >= schedule.rounds()) {
        return this;
      }
    }
    return this;
  }

  private int honest() {
    return schedule.validators() - schedule.twins();
  }

  /** What the node that crashes has handled, before and after. */
  int handledByCrashed() {
    return nodes[crash.node()].handled;
  }

  /** The record of the node that crashes. */
  byte[] record() {
    return nodes[crash.node()].disk.bytes();
  }

  /** The latest round in which an honest node decided. */
  int latestRound() {
    return latestRound;
  }

  int events() {
    return events;
  }

  private boolean chance(int percent) {
    return percent > 0 && random.nextInt(100) < percent;
  }

  /** A copy of correct code. */
  private final class Node {
    private final int number;
    private final int validator;
    private final Disk disk;
    private Consensus machine;
    private RecordedConsensus recorded;
    private int handled;
    private int life;
    private boolean isDown;
    private final List<ConsensusEffect.Decide> chain = new ArrayList<>();
    private final List<Statement> signed = new ArrayList<>();
    private boolean answering;

    Node(int number) {
      this.number = number;
      validator = schedule.validator(number);
      disk = crash == null || crash.node() != number ? null : new Disk();
      boot();
    }

    private void boot() {
      machine =
          new Consensus(
              validator,
              Toy.RULES,
              Toy.SIGNATURES,
              (term, round) -> schedule.leader(term.height(), round),
              Randomness.OF_VALUE);
      if (disk != null) {
        disk.cut(RecordedConsensus.recover(machine, Toy.CODEC, disk.bytes()));
        recorded = new RecordedConsensus(machine, Toy.CODEC, disk);
      }
    }

    boolean isHonest() {
      return !schedule.isByzantine(validator);
    }

    boolean isDone() {
      return chain.size() == schedule.heights();
    }

    void begin(long height) {
      Hash256 parent = chain.isEmpty() ? Hash256.ZERO : chain.getLast().value().hash();
      handle(
          new ConsensusEvent.TermBegan(new Term(0, height, parent, electors, Hash256.ZERO, now)));
    }

    void handle(ConsensusEvent event) {
      if (disk == null) {
        machine.handle(now, event, this::take);
      } else if (event instanceof ConsensusEvent.Restarted) {
        isDown = false;
        recorded.handle(now, event, this::take);
        if (!isDone()) {
          begin(chain.size() + 1L); // the chain says where it stands, as it may have done before
        }
      } else if (!isDown && handled++ == crash.event()) {
        crash(event);
      } else if (!isDown) {
        recorded.handle(now, event, this::take);
      }
    }

    /** The process dies while it handles an event, and comes back from its record. */
    private void crash(ConsensusEvent event) {
      List<ConsensusEffect> effects = new ArrayList<>();
      int before = disk.bytes().length;
      recorded.handle(now, event, effects::add);
      int after = disk.bytes().length;
      switch (crash.tail()) {
        case LOST -> disk.cut(before);
        case TORN -> disk.cut((before + after) / 2);
        case WHOLE -> effects.subList(0, effects.size() / 2).forEach(this::take);
        case FORGOTTEN -> disk.cut(disk.firstFrame);
      }
      life++;
      isDown = true;
      boot();
      agenda.add(now + crash.downMillis(), number, life, new ConsensusEvent.Restarted());
    }

    private void soon(ConsensusEvent event) {
      agenda.add(now, number, life, event);
    }

    private void take(ConsensusEffect effect) {
      switch (effect) {
        case ConsensusEffect.Broadcast(Message message) -> {
          for (int to = 0; to < nodes.length; to++) {
            send(to, message);
          }
        }
        case ConsensusEffect.Send(int to, Message message) -> {
          answering = true;
          sendValidator(to, message);
          answering = false;
        }
        case ConsensusEffect.Relay(Message message, int from) -> {
          if (chance(schedule.relayPercent())) {
            for (int to = 0; to < nodes.length; to++) {
              send(to, message);
            }
          }
        }
        case ConsensusEffect.Sign(Statement statement) -> {
          watch(statement);
          if (!lies(statement)) {
            soon(new ConsensusEvent.Signed(Toy.sign(statement)));
          }
        }
        case ConsensusEffect.Build(long fork, long height, int round, Commit parent) -> {
          Toy.Word word = Toy.Word.of(number + 16 * life, height, round);
          boolean spoilt = !isHonest() && chance(schedule.invalidPercent());
          soon(new ConsensusEvent.Built(fork, height, round, spoilt ? word.invalid() : word));
        }
        case ConsensusEffect.Judge(long fork, long height, Value value) ->
            soon(
                new ConsensusEvent.Judged(
                    fork, height, value.hash(), !isHonest() || ((Toy.Word) value).valid()));
        case ConsensusEffect.SetTimer(Timer timer, long at) ->
            agenda.add(at, number, life, new ConsensusEvent.TimerFired(timer));
        case ConsensusEffect.Decide decision -> decide(decision);
        case ConsensusEffect.Serve(int to, long fork, long height) -> {
          if (height <= chain.size()) {
            ConsensusEffect.Decide decision = chain.get((int) height - 1);
            sendValidator(to, new Message.Decision(decision.value(), decision.commit()));
          }
        }
        case ConsensusEffect.Accuse(Equivocation evidence) -> {
          if (!schedule.isByzantine(evidence.validator())) {
            throw new Violation("an honest validator is accused: " + evidence);
          }
        }
        case ConsensusEffect.Alarm(String name, String text) -> {
          if (isHonest()) {
            throw new Violation(name + ": " + text);
          }
        }
      }
    }

    /** A Byzantine leader may claim for a new value that the round before justifies it. */
    private boolean lies(Statement it) {
      boolean could =
          !isHonest()
              && it.type() == Statement.Type.PROPOSAL
              && it.polRound() == Statement.NO_ROUND
              && it.round() > 0;
      if (!could || !chance(schedule.lyingPercent())) {
        return false;
      }
      Statement claim =
          new Statement(
              it.type(), 0, it.height(), it.round(), validator, it.value(), it.round() - 1, false);
      Value value = new Toy.Word(it.value(), it.value().w0() == 0);
      take(new ConsensusEffect.Broadcast(new Message.Proposal(Toy.sign(claim), value)));
      return true;
    }

    private void sendValidator(int to, Message message) {
      send(to, message);
      if (schedule.isByzantine(to)) {
        send(schedule.validators() + to, message);
      }
    }

    private void send(int to, Message message) {
      if (to == number || !arrives(to, message)) {
        return;
      }
      int jitter = schedule.jitterMillis() == 0 ? 0 : random.nextInt(schedule.jitterMillis());
      agenda.add(
          now + LATENCY_MILLIS + jitter,
          to,
          ANY_LIFE,
          new ConsensusEvent.Received(validator, message));
    }

    /**
     * A partition of a round holds up its proposal and votes. What is asked for once a node has
     * stalled comes through sooner or later, or the schedule would end there.
     */
    private boolean arrives(int to, Message message) {
      Statement statement =
          switch (message) {
            case Message.Proposal(Ballot ballot, Value value) -> ballot.statement();
            case Message.Vote(Ballot ballot) -> ballot.statement();
            case Message.Status status -> null;
            case Message.Decision decision -> null;
          };
      if (statement == null || answering) {
        return machine.round() >= schedule.rounds() || !chance(schedule.lossPercent());
      }
      return schedule.connects(statement.round(), number, to)
          && (statement.round() >= schedule.rounds() || !chance(schedule.lossPercent()));
    }

    private void watch(Statement statement) {
      if (!isHonest()) {
        return;
      }
      for (Statement before : signed) {
        if (before.contradicts(statement)) {
          throw new Violation("node " + number + " signs " + statement + " after " + before);
        }
      }
      signed.add(statement);
      if (patience >= 0 && statement.round() > schedule.rounds() + patience) {
        throw new Violation("node " + number + " is in round " + statement.round());
      }
    }

    private void decide(ConsensusEffect.Decide decision) {
      int height = (int) decision.commit().height();
      Hash256 hash = decision.value().hash();
      boolean again = height <= chain.size();
      if (!again) {
        chain.add(decision);
      }
      if (isHonest()) {
        if (decided[height] != null && !decided[height].equals(hash)) {
          throw new Violation(
              "at height " + height + " honest nodes decide " + decided[height] + " and " + hash);
        }
        decided[height] = hash;
        latestRound = Math.max(latestRound, decision.commit().round());
      }
      if (height < schedule.heights()) {
        Term next = new Term(0, height + 1L, hash, electors, Hash256.ZERO, now);
        soon(new ConsensusEvent.TermBegan(next));
      }
    }
  }

  /** Where the record of the node that crashes is. */
  private static final class Disk implements RecordedConsensus.Store {
    private byte[] bytes = {};
    private int firstFrame;

    @Override
    public void append(byte[] more) {
      int at = bytes.length;
      bytes = Arrays.copyOf(bytes, at + more.length);
      System.arraycopy(more, 0, bytes, at, more.length);
      firstFrame = at == 0 ? bytes.length : firstFrame;
    }

    byte[] bytes() {
      return bytes;
    }

    void cut(int length) {
      bytes = Arrays.copyOf(bytes, length);
    }
  }

  /** What happens when, to whom; in order of time, then of entry. */
  private static final class Agenda {
    private static final int SEQUENCE_BITS = 24;

    private long[] keys = new long[256];
    private int[] targets = new int[256];
    private int[] lives = new int[256];
    private ConsensusEvent[] entries = new ConsensusEvent[256];
    private int size;
    private int sequence;
    private long time;
    private int node;
    private int life;
    private ConsensusEvent event;

    void add(long at, int to, int ofLife, ConsensusEvent what) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, 2 * size);
        targets = Arrays.copyOf(targets, 2 * size);
        lives = Arrays.copyOf(lives, 2 * size);
        entries = Arrays.copyOf(entries, 2 * size);
      }
      long key = at << SEQUENCE_BITS | sequence++;
      int hole = size++;
      while (hole > 0 && keys[(hole - 1) / 2] > key) {
        move((hole - 1) / 2, hole);
        hole = (hole - 1) / 2;
      }
      put(hole, key, to, ofLife, what);
    }

    boolean next() {
      if (size == 0) {
        return false;
      }
      time = keys[0] >>> SEQUENCE_BITS;
      node = targets[0];
      life = lives[0];
      event = entries[0];
      long key = keys[--size];
      int hole = 0;
      while (2 * hole + 1 < size) {
        int child = 2 * hole + 1;
        child += child + 1 < size && keys[child + 1] < keys[child] ? 1 : 0;
        if (keys[child] >= key) {
          break;
        }
        move(child, hole);
        hole = child;
      }
      put(hole, key, targets[size], lives[size], entries[size]);
      return true;
    }

    private void move(int from, int to) {
      put(to, keys[from], targets[from], lives[from], entries[from]);
    }

    private void put(int at, long key, int to, int ofLife, ConsensusEvent what) {
      keys[at] = key;
      targets[at] = to;
      lives[at] = ofLife;
      entries[at] = what;
    }

    long time() {
      return time;
    }

    int node() {
      return node;
    }

    int life() {
      return life;
    }

    ConsensusEvent event() {
      return event;
    }
  }
}
