package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.Commit;
import io.crowdroll.protocol.consensus.Consensus;
import io.crowdroll.protocol.consensus.ConsensusCodec;
import io.crowdroll.protocol.consensus.ConsensusEffect;
import io.crowdroll.protocol.consensus.ConsensusEvent;
import io.crowdroll.protocol.consensus.Equivocation;
import io.crowdroll.protocol.consensus.Leaders;
import io.crowdroll.protocol.consensus.Message;
import io.crowdroll.protocol.consensus.Randomness;
import io.crowdroll.protocol.consensus.Statement;
import io.crowdroll.protocol.consensus.Term;
import io.crowdroll.protocol.consensus.Timer;
import io.crowdroll.protocol.consensus.Value;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.model.KeyedDraws;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.model.StakeShare;
import io.crowdroll.sim.scenario.Misconduct;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Consensus at the {@code full} rung: each validator's own machine, real signatures, and every
 * message between them over the simulated network (PROTOCOL.md §2, §10).
 *
 * <p>Blocks are judged and executed once for all: what one honest validator finds of a block, any
 * other would. A validator that was down takes the chain from the others when it comes back.
 */
final class Council {
  /** What the machines ask of the chain that they share. */
  interface Chain {
    /**
     * @param attested by the precommits for the parent that the leader has
     */
    Block build(int proposer, int round, ValidatorBits attested);

    /**
     * The block is final, and validators of half of the stake know: when one that is asked does, in
     * the middle.
     */
    void decided(Block block);
  }

  /** A block as consensus sees it. */
  record Proposed(Block block) implements Value {
    @Override
    public Hash256 hash() {
      return block.hash();
    }
  }

  /** An answer that a machine gets once it has handled what it is handling. */
  private record Answer(int validator, ConsensusEvent event) {}

  /** Final blocks that a validator which lags can be sent. */
  private static final int KEPT = 64;

  private final World world;
  private final Electorate electorate;
  private final Chain chain;
  private final int[] regions;
  private final Consensus[] machines;
  private final long[] decidedHeight;
  private final SigningKeys keys;
  private final ValidatorBits silent;
  private final Equivocators equivocators;
  private final Slanderers slanderers;
  private final KeyedDraws draws;
  private final TreeMap<Long, Term> terms = new TreeMap<>();
  private final TreeMap<Long, Message.Decision> decisions = new TreeMap<>();
  private final Map<Hash256, Boolean> verdicts = new HashMap<>();
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();

  /** Who was down when something would have reached it. */
  private final boolean[] asleep;

  private Rollup rollup;

  /** Who knows that the present height is decided. */
  private ValidatorBits informed = ValidatorBits.NONE;

  private long fork;
  private long sent;

  Council(World world, Electorate electorate, Chain chain) {
    this.world = world;
    this.electorate = electorate;
    this.chain = chain;
    regions = electorate.regions(world.latency());
    machines = new Consensus[electorate.size()];
    decidedHeight = new long[machines.length];
    asleep = new boolean[machines.length];
    keys = new SigningKeys(Founding.DEPLOYMENT.chainId(), machines.length);
    silent = dishonest(Misconduct.Kind.SILENT);
    equivocators = new Equivocators(dishonest(Misconduct.Kind.EQUIVOCATING), keys);
    slanderers = new Slanderers(dishonest(Misconduct.Kind.SLANDERING), machines.length, keys);
    draws = new KeyedDraws(world.streams(), EntityClass.VALIDATOR, 2);
    Leaders leaders = Leaders.drawn();
    for (int i = 0; i < machines.length; i++) {
      machines[i] =
          new Consensus(
              i, world.scenario().rules().consensus(), keys, leaders, Randomness.OF_VALUE);
    }
  }

  private ValidatorBits dishonest(Misconduct.Kind kind) {
    Misconduct misconduct = world.scenario().validators().misconduct();
    return misconduct.kind() == kind
        ? StakeShare.pick(electorate.stakes(), misconduct.share(), ValidatorBits.NONE)
        : ValidatorBits.NONE;
  }

  /** The slot of the next height begins, for all that have decided the one before. */
  void begin(Rollup chainNow) {
    if (rollup != null && rollup != chainNow) {
      fork++;
      terms.clear();
      decisions.clear();
      Arrays.fill(decidedHeight, chainNow.height());
    }
    rollup = chainNow;
    verdicts.clear();
    informed = ValidatorBits.NONE;
    keys.forget();
    long height = rollup.height() + 1;
    Term term =
        new Term(
            fork,
            height,
            rollup.lastHash(),
            rollup.validators().electors(),
            rollup.beacon().value(),
            world.nowMillis());
    terms.put(height, term);
    slanderers.evidence(term).forEach(world::gossiped);
    terms.headMap(height - KEPT).clear();
    decisions.headMap(height - KEPT).clear();
    for (int i = 0; i < machines.length; i++) {
      goOn(i);
    }
  }

  /** Where a validator has come back, it takes part again. */
  void refresh() {
    for (int i = 0; i < machines.length && !terms.isEmpty(); i++) {
      if (asleep[i] && electorate.isUp(i)) {
        asleep[i] = false;
        decidedHeight[i] = Math.max(decidedHeight[i], terms.lastKey() - 1);
        deliver(i, new ConsensusEvent.Restarted());
        goOn(i);
      }
    }
  }

  private void goOn(int validator) {
    Term next = terms.get(decidedHeight[validator] + 1);
    if (next != null) {
      deliver(validator, new ConsensusEvent.TermBegan(next));
    }
  }

  /** A message or a timer reaches a validator; one that is down takes no notice. */
  void deliver(int validator, ConsensusEvent event) {
    answers.add(new Answer(validator, event));
    if (answers.size() > 1) {
      return; // whoever is at work comes to it
    }
    while (!answers.isEmpty()) {
      Answer next = answers.peek();
      int i = next.validator();
      if (!electorate.isUp(i)) {
        asleep[i] = true;
      } else {
        machines[i].handle(world.nowMillis(), next.event(), effect -> take(i, effect));
      }
      answers.remove();
    }
  }

  private void take(int validator, ConsensusEffect effect) {
    switch (effect) {
      case ConsensusEffect.Broadcast(Message message) -> {
        if (equivocators.has(validator)) {
          Message other = equivocators.other(message);
          for (int to = 0; to < machines.length; to++) {
            if (to != validator) {
              send(validator, to, to % 2 == 0 ? message : other);
            }
          }
        } else {
          sendAll(validator, message, -1);
        }
      }
      case ConsensusEffect.Send(int to, Message message) -> send(validator, to, message);
      case ConsensusEffect.Relay(Message message, int from) -> {
        // An honest broadcast reaches all by itself where nothing is lost.
        if (world.latency().isLossy() || equivocators.signed(message)) {
          sendAll(validator, message, from);
        }
      }
      case ConsensusEffect.Sign(Statement statement) ->
          answers.add(new Answer(validator, new ConsensusEvent.Signed(keys.sign(statement))));
      case ConsensusEffect.Build(long atFork, long height, int round, Commit parent) -> {
        if (silent.contains(validator)) {
          return;
        }
        // Who does not know yet that the height is decided will be told.
        if (isOpen(atFork, height)) {
          Block block =
              chain.build(
                  validator, round, parent == null ? ValidatorBits.NONE : parent.attested());
          answers.add(
              new Answer(
                  validator, new ConsensusEvent.Built(atFork, height, round, new Proposed(block))));
        }
      }
      case ConsensusEffect.Judge(long atFork, long height, Value value) ->
          answers.add(
              new Answer(
                  validator,
                  new ConsensusEvent.Judged(
                      atFork, height, value.hash(), judge(((Proposed) value).block()))));
      case ConsensusEffect.SetTimer(Timer timer, long atMillis) ->
          world.schedule(
              Span.ofMillis(atMillis),
              Happening.ACTION,
              Happening.CONSENSUS,
              validator,
              world.mail().put(new ConsensusEvent.TimerFired(timer)));
      case ConsensusEffect.Decide(Value value, Commit commit) ->
          decide(validator, (Proposed) value, commit);
      case ConsensusEffect.Serve(int to, long atFork, long height) -> {
        Message.Decision decision = atFork == fork ? decisions.get(height) : null;
        if (decision != null) {
          send(validator, to, decision);
        }
      }
      case ConsensusEffect.Accuse(Equivocation evidence) -> {
        Statement statement = evidence.first().statement();
        world.gossiped(
            new Coordination.Equivocation(
                statement.validator(),
                statement.height(),
                statement.round(),
                ConsensusCodec.encode(evidence)));
      }
      case ConsensusEffect.Alarm(String name, String text) ->
          throw new InvariantViolation("I6", "an honest quorum", name + ": " + text);
    }
  }

  private void sendAll(int from, Message message, int except) {
    for (int to = 0; to < machines.length; to++) {
      if (to != from && to != except) {
        send(from, to, message);
      }
    }
  }

  private void send(int from, int to, Message message) {
    long number = sent++;
    if (world.latency().isLossy()
        && world.latency().isLost(draws.uniform(to, Purpose.DECISION, number))) {
      return;
    }
    long delay =
        world.latency().isInstant()
            ? 0
            : world
                .latency()
                .micros(regions[from], regions[to], draws.uniform(to, Purpose.LATENCY, number));
    world.schedule(
        Span.plus(world.kernel().now(), delay),
        Happening.MESSAGE,
        Happening.CONSENSUS,
        to,
        world.mail().put(new ConsensusEvent.Received(from, message)));
  }

  private boolean isOpen(long atFork, long height) {
    return atFork == fork && height == rollup.height() + 1 && !decisions.containsKey(height);
  }

  /** Whether a block follows the chain. What was final already was found to do so. */
  private boolean judge(Block block) {
    return verdicts.computeIfAbsent(
        block.hash(),
        hash -> {
          Message.Decision decision = decisions.get(block.height());
          Term term = terms.get(block.height());
          return decision != null
              ? decision.value().hash().equals(hash)
              : term != null && block.parent().equals(term.parent());
        });
  }

  private void decide(int validator, Proposed value, Commit commit) {
    long height = commit.height();
    decidedHeight[validator] = Math.max(decidedHeight[validator], height);
    Message.Decision before = decisions.get(height);
    if (before != null && !before.value().hash().equals(value.hash())) {
      throw new InvariantViolation(
          "I6", before.value().hash() + " at height " + height, value.hash().toString());
    }
    if (height == rollup.height() + 1) {
      decisions.putIfAbsent(height, new Message.Decision(value, commit));
      informed = informed.with(validator);
      if (2 * rollup.validators().stake(informed) > rollup.validators().total()) {
        chain.decided(value.block());
      }
    }
    Term next = terms.get(height + 1);
    if (next != null) {
      answers.add(new Answer(validator, new ConsensusEvent.TermBegan(next)));
    }
  }
}
