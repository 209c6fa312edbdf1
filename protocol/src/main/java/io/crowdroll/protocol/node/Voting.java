package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.CoordinationTransaction;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.Ballot;
import io.crowdroll.protocol.consensus.Commit;
import io.crowdroll.protocol.consensus.Consensus;
import io.crowdroll.protocol.consensus.ConsensusCodec;
import io.crowdroll.protocol.consensus.ConsensusEffect;
import io.crowdroll.protocol.consensus.ConsensusEvent;
import io.crowdroll.protocol.consensus.Ed25519Signatures;
import io.crowdroll.protocol.consensus.Equivocation;
import io.crowdroll.protocol.consensus.Leaders;
import io.crowdroll.protocol.consensus.Message;
import io.crowdroll.protocol.consensus.Signatures;
import io.crowdroll.protocol.consensus.Statement;
import io.crowdroll.protocol.consensus.Term;
import io.crowdroll.protocol.consensus.Timer;
import io.crowdroll.protocol.consensus.Value;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A validator's part in consensus, between its machine and its chain (PROTOCOL.md §2): blocks are
 * made and judged, what is decided is applied, and whoever lags is sent what it has missed.
 */
final class Voting {
  /** Final blocks sent to who lags, at most; as many are kept until they can be applied. */
  private static final int STRIDE = 16;

  /** Bytes of them, at most, so that a link carries them together. */
  private static final int STRIDE_BYTES = 1 << 20;

  /** What voting asks of the rest of the node. */
  interface Host {
    void emit(NodeEffect effect);

    BlockRules rules();

    /** User transactions of the next block. */
    List<Transaction> transactions();

    /** Coordination transactions of the next block. */
    List<CoordinationTransaction> coordination();

    void accuse(Coordination.Equivocation evidence);

    /** A block is final and applied. */
    void applied(SealedBlock sealed, Block block, List<Fact> facts);
  }

  /** A decision that came before its height. */
  private record Ahead(int from, Message.Decision decision) {}

  private final NodeConfig.OfValidator config;
  private final long slotMillis;
  private final FinalChain chain;
  private final Host host;
  private final BeaconScheme beacon;
  private final Signatures signatures;
  private final Consensus machine;
  private final ConsensusCodec codec = new ConsensusCodec(SealedBlock.CODEC);
  private final ArrayDeque<ConsensusEvent> queue = new ArrayDeque<>();
  private final TreeMap<Long, Timer> timers = new TreeMap<>();
  private final TreeMap<Long, Ahead> ahead = new TreeMap<>();

  /** What was found of the blocks of this height. */
  private final Map<Hash256, BlockRules.Verdict.Valid> valid = new LinkedHashMap<>();

  /** Blocks of this height that cannot be judged yet. */
  private final Map<Hash256, SealedBlock> early = new LinkedHashMap<>();

  /** What waits for the proposer's proof of the beacon. */
  private ConsensusEffect.Build unproven;

  private boolean busy;
  private long lastTimer;
  private long now;

  Voting(NodeConfig.OfValidator config, Genesis genesis, FinalChain chain, Host host) {
    this.config = config;
    this.chain = chain;
    this.host = host;
    slotMillis = genesis.rules().consensus().slotMillis();
    long chainId = genesis.deployment().chainId();
    beacon = new BeaconScheme(chainId, config.beacon());
    signatures = new Ed25519Signatures(chainId, genesis.votingKeys());
    machine =
        new Consensus(
            config.self(), genesis.rules().consensus(), signatures, Leaders.drawn(), beacon);
  }

  BeaconScheme beacon() {
    return beacon;
  }

  Signatures signatures() {
    return signatures;
  }

  // Events

  void begin(long time) {
    now = time;
    feed(new ConsensusEvent.ServingChanged(true));
    beginTerm();
  }

  void receive(long time, int from, byte[] bytes) {
    now = time;
    Message message = codec.decodeMessage(bytes);
    if (message instanceof Message.Decision decision && isAhead(decision)) {
      ahead.put(decision.commit().height(), new Ahead(from, decision));
    } else if (message != null) {
      feed(new ConsensusEvent.Received(from, message));
    }
  }

  private boolean isAhead(Message.Decision decision) {
    long height = decision.commit().height();
    return height > chain.height() + 1 && height <= chain.height() + 1 + STRIDE;
  }

  void timerFired(long time, long id) {
    now = time;
    Timer timer = timers.remove(id);
    if (timer != null) {
      feed(new ConsensusEvent.TimerFired(timer));
    }
  }

  void signed(long time, Ballot ballot) {
    now = time;
    feed(new ConsensusEvent.Signed(ballot));
  }

  void signed(long time, SignAnswer.Vrf answer) {
    now = time;
    if (unproven != null
        && unproven.height() == answer.height()
        && unproven.round() == answer.round()) {
      ConsensusEffect.Build build = unproven;
      unproven = null;
      build(build, answer.proof());
    }
  }

  /** The process runs again: what the machine waits for is asked for anew. */
  void restart(long time) {
    now = time;
    timers.clear();
    feed(new ConsensusEvent.Restarted());
  }

  /** L1 or the clock have got further. */
  void reconsider(long time) {
    now = time;
    for (SealedBlock block : List.copyOf(early.values())) {
      early.remove(block.hash());
      judge(block);
    }
  }

  // The machine's effects

  /** Gives the machine an event, and after it what the answers to its effects are. */
  private void feed(ConsensusEvent event) {
    queue.add(event);
    if (busy) {
      return;
    }
    busy = true;
    while (!queue.isEmpty()) {
      machine.handle(now, queue.poll(), this::take);
    }
    busy = false;
  }

  private void take(ConsensusEffect effect) {
    switch (effect) {
      case ConsensusEffect.Broadcast(Message message) ->
          host.emit(new NodeEffect.Broadcast(bytes(message), -1));
      case ConsensusEffect.Send(int to, Message message) -> send(to, message);
      case ConsensusEffect.Relay(Message message, int from) ->
          host.emit(new NodeEffect.Broadcast(bytes(message), from));
      case ConsensusEffect.Sign(Statement statement) ->
          host.emit(new NodeEffect.Sign(new SignRequest.Vote(statement, machine.term().beacon())));
      case ConsensusEffect.Build build -> {
        if (beacon.asksProposer()) {
          unproven = build;
          host.emit(
              new NodeEffect.Sign(
                  new SignRequest.Vrf(build.height(), build.round(), machine.term().beacon())));
        } else {
          build(build, null);
        }
      }
      case ConsensusEffect.Judge(_, _, Value value) -> judge((SealedBlock) value);
      case ConsensusEffect.SetTimer(Timer timer, long atMillis) -> {
        timers.put(++lastTimer, timer);
        host.emit(new NodeEffect.SetTimer(lastTimer, atMillis));
      }
      case ConsensusEffect.Decide(Value value, Commit commit) ->
          decide((SealedBlock) value, commit);
      case ConsensusEffect.Serve(int to, _, long height) -> serve(to, height);
      case ConsensusEffect.Accuse(Equivocation evidence) -> {
        Statement statement = evidence.first().statement();
        host.accuse(
            new Coordination.Equivocation(
                statement.validator(),
                statement.height(),
                statement.round(),
                ConsensusCodec.encode(evidence)));
      }
      case ConsensusEffect.Alarm(String name, String text) ->
          host.emit(new NodeEffect.Alarm(name, text));
    }
  }

  private byte[] bytes(Message message) {
    return new PeerMessage.Consensus(codec.encode(message)).encode();
  }

  private void send(int to, Message message) {
    host.emit(new NodeEffect.Send(to, bytes(message)));
  }

  private void build(ConsensusEffect.Build build, byte[] proof) {
    if (build.height() != chain.height() + 1) {
      return;
    }
    Message.Decision last = chain.decision(chain.height());
    Commit parent = build.parent() != null || last == null ? build.parent() : last.commit();
    SealedBlock block =
        host.rules()
            .make(
                now,
                config.self(),
                build.round(),
                parent,
                proof,
                host.transactions(),
                host.coordination());
    if (host.rules().judge(now, machine.term(), block) instanceof BlockRules.Verdict.Valid own) {
      valid.put(block.hash(), own);
      feed(new ConsensusEvent.Built(build.fork(), build.height(), build.round(), block));
    } else {
      host.emit(new NodeEffect.Alarm("OWN_BLOCK_INVALID", "a block of height " + build.height()));
    }
  }

  private void judge(SealedBlock block) {
    Term term = machine.term();
    switch (host.rules().judge(now, term, block)) {
      case BlockRules.Verdict.Valid found -> {
        valid.put(block.hash(), found);
        feed(new ConsensusEvent.Judged(term.fork(), term.height(), block.hash(), true));
      }
      case BlockRules.Verdict.Invalid(String why) -> {
        host.emit(
            new NodeEffect.Alarm(
                "INVALID_BLOCK", "of height " + term.height() + ", " + block.hash() + ": " + why));
        feed(new ConsensusEvent.Judged(term.fork(), term.height(), block.hash(), false));
      }
      case BlockRules.Verdict.Early() -> early.put(block.hash(), block);
    }
  }

  private void decide(SealedBlock block, Commit commit) {
    if (commit.height() == chain.height() + 1) {
      BlockRules.Verdict.Valid found = valid.get(block.hash());
      Hash256 random =
          beacon.random(commit.height(), chain.rollup().beacon().value(), block, commit.beacon());
      List<Fact> facts = chain.apply(block, commit, found.block(), found.signers(), random);
      valid.clear();
      early.clear();
      unproven = null;
      timers.values().removeIf(timer -> timer.height() <= commit.height());
      host.applied(block, found.block(), facts);
    }
    beginTerm();
  }

  private void beginTerm() {
    long start = Math.max(now, chain.rollup().timestamp() + slotMillis);
    Term term = chain.term(start);
    feed(new ConsensusEvent.TermBegan(term));
    ahead.headMap(term.height()).clear();
    Ahead next = ahead.remove(term.height());
    if (next != null) {
      feed(new ConsensusEvent.Received(next.from(), next.decision()));
      if (ahead.isEmpty()) {
        // Whoever had so many blocks may have more.
        send(
            next.from(),
            new Message.Status(
                term.fork(), term.height() + 1, 0, false, ValidatorBits.NONE, ValidatorBits.NONE));
      }
    }
  }

  private void serve(int to, long from) {
    int bytes = 0;
    for (long height = from; height < from + STRIDE && bytes < STRIDE_BYTES; height++) {
      Message.Decision decision = chain.decision(height);
      if (decision == null) {
        return;
      }
      send(to, decision);
      bytes += ((SealedBlock) decision.value()).encode().length;
    }
  }
}
