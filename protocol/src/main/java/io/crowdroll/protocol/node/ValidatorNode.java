package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Admission;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.CoordinationTransaction;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Mempool;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.SignerSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A validator as a whole (PROTOCOL.md §2, §7, §9): consensus with real messages and the real
 * beacon, the chain that it makes, mempool, the import of L1, and its agent there.
 *
 * <p>It follows no permissionless batch (§8): where L1 shows one it stops with an alarm, as it does
 * when L1 loses what its chain has imported.
 */
public final class ValidatorNode implements NodeMachine {
  /** The timer at which what may have been lost on its way is sent again. */
  private static final long TIDY = 0;

  private static final long TIDY_MILLIS = 2_000;

  private final NodeConfig.OfValidator config;
  private final Genesis genesis;
  private final FinalChain chain;
  private final Imports imports;
  private final BlockRules blockRules;
  private final Mempool mempool;
  private final CoordinationPool coordination;
  private final BatchCertificates certificates;
  private final Agent agent;
  private final Voting voting;
  private final ServedWitnesses witnesses;

  /** User transactions that wait, by the hash of their envelopes. */
  private final Map<Hash256, Transaction> waiting = new LinkedHashMap<>();

  /** Hashes of the headers of closed batches by index, until they are proven. */
  private final TreeMap<Long, Hash256> batches = new TreeMap<>();

  /** Root proofs by index, until they are final: the certificate may come after the proof. */
  private final TreeMap<Long, RootProof> rootProofs = new TreeMap<>();

  /** Index of the last batch that is final on L1, which may be ahead of this node's own chain. */
  private long lastFinal;

  /** Proofs that this validator owes as the last resort, by task. */
  private final TreeMap<Long, NodeEffect> owed = new TreeMap<>();

  private long now;
  private Consumer<NodeEffect> effects;
  private boolean halted;

  /**
   * @param start its first event, with the configuration of a validator
   * @param proofs decides whether proofs verify
   */
  public ValidatorNode(NodeEvent.Start start, ProofSystem proofs) {
    config = (NodeConfig.OfValidator) start.config();
    genesis = start.genesis();
    var rules = genesis.rules();
    chain = new FinalChain(genesis, proofs);
    witnesses = new ServedWitnesses(genesis);
    imports =
        new Imports(
            rules.consensus().l1ImportDepth(),
            config.agents()::indexOf,
            config.deployedIn(),
            new Event.L1Changed(List.of(), List.of()));
    voting = new Voting(config, genesis, chain, new VotingHost());
    blockRules =
        new BlockRules(chain, imports, voting.beacon(), voting.signatures(), genesis.deployment());
    mempool = new Mempool(rules.fees().blockGas());
    coordination = new CoordinationPool(chain, genesis.deployment());
    certificates =
        new BatchCertificates(
            signers(),
            header ->
                Certificate.digest(header, config.l1ChainId(), genesis.deployment().contract()),
            this::certified);
    agent =
        new Agent(
            config.agents().get(config.self()),
            rules.submission(),
            AgentPolicy.honest(config.agentTip()),
            config.contract(),
            rules.consensus().l1ImportDepth());
  }

  /** The genesis set as L1 sees it. */
  private SignerSet signers() {
    List<Integer> order =
        IntStream.range(0, config.agents().size())
            .boxed()
            .sorted(Comparator.comparing(config.agents()::get))
            .toList();
    return new SignerSet(
        order.stream().map(config.agents()::get).toList(),
        order.stream().map(i -> genesis.stakes()[i]).toList());
  }

  // For reading, on the node's thread, between two events

  /** The chain as this validator has applied it. */
  public Rollup rollup() {
    return chain.rollup();
  }

  public Deployment deployment() {
    return genesis.deployment();
  }

  /** The final block of a height, {@code null} where there is none yet. */
  public SealedBlock block(long height) {
    var decision = chain.decision(height);
    return decision == null ? null : (SealedBlock) decision.value();
  }

  /** The newest L1 block that it has heard of. */
  public L1Block l1Head() {
    return imports.head();
  }

  /** The hash of a canonical L1 block that it has heard of, or {@code null}. */
  public Hash256 l1Hash(long number) {
    return imports.hash(number);
  }

  /** The nonce after what waits of an account. */
  public long pendingNonce(Address sender) {
    return mempool.nonceAfter(sender, Math.max(0, nextNonce(sender)));
  }

  /** A user transaction that waits, by the hash of its envelope; {@code null} = none. */
  public Transaction pending(Hash256 envelope) {
    return waiting.get(envelope);
  }

  /** User transactions that wait. */
  public int mempoolSize() {
    return mempool.size();
  }

  /** What an account has to prove. */
  public ProverWork work(Address account) {
    var provers = rollup().proving().provers();
    int index = rollup().accounts().find(account);
    int number = index < 0 ? -1 : provers.ofAccount(index);
    List<ProverWork.Assignment> leases =
        number < 0
            ? List.of()
            : rollup().market().leasesOf(number).stream()
                .map(lease -> new ProverWork.Assignment(lease, witnesses.of(lease.task())))
                .toList();
    return new ProverWork(chain.height(), number, leases);
  }

  /** Whether it has stopped for good. */
  public boolean isHalted() {
    return halted;
  }

  // Events

  @Override
  public void handle(long time, NodeEvent event, Consumer<NodeEffect> out) {
    now = time;
    effects = out;
    if (halted) {
      if (event instanceof NodeEvent.Rpc) {
        emit(new NodeEffect.Refused(Rejection.STOPPED, Rejection.STOPPED.sentence()));
      }
      return;
    }
    switch (event) {
      case NodeEvent.Start _ -> {
        emit(new NodeEffect.SetTimer(TIDY, now + TIDY_MILLIS));
        voting.begin(now);
      }
      case NodeEvent.Message(int peer, byte[] bytes) -> receive(peer, PeerMessage.decode(bytes));
      case NodeEvent.Rpc(byte[] bytes) -> call(RpcCall.decode(bytes));
      case NodeEvent.TimerFired(long id) -> {
        if (id == TIDY) {
          tidy();
        } else {
          voting.timerFired(now, id);
        }
      }
      case NodeEvent.L1(List<Hash256> removed, List<L1Block> added) ->
          follow(new Event.L1Changed(removed, added));
      case NodeEvent.Signed(byte[] bytes) -> take(SignAnswer.decode(bytes));
      case NodeEvent.ProofDone(byte[] bytes) -> proven(RecordCodec.decode(Proof.class, bytes));
      case NodeEvent.Restart _ -> restart();
    }
  }

  private void emit(NodeEffect effect) {
    effects.accept(effect);
  }

  private void broadcast(PeerMessage message, int except) {
    emit(new NodeEffect.Broadcast(message.encode(), except));
  }

  private void restart() {
    voting.restart(now);
    owed.values().forEach(this::emit);
    tidy();
  }

  /** Sends again what may have been lost; each receiver drops what it has. */
  private void tidy() {
    for (Hash256 header : certificates.incomplete()) {
      emit(new NodeEffect.Sign(new SignRequest.Batch(header)));
      broadcast(new PeerMessage.BatchAsked(header), -1);
    }
    voting.reconsider(now);
    emit(new NodeEffect.SetTimer(TIDY, now + TIDY_MILLIS));
  }

  private void receive(int peer, PeerMessage message) {
    switch (message) {
      case null -> {
        // Junk: who sends it gets nothing for it.
      }
      case PeerMessage.Consensus(byte[] bytes) -> voting.receive(now, peer, bytes);
      case PeerMessage.UserTransaction(byte[] envelope) -> admit(envelope, peer);
      case PeerMessage.Coordinate(byte[] transaction) -> coordinate(transaction, peer);
      case PeerMessage.BatchSigned(Hash256 header, var signature) -> {
        certificates.signed(header, signature);
      }
      case PeerMessage.BatchAsked(Hash256 header) -> {
        for (var signature : certificates.of(header)) {
          emit(new NodeEffect.Send(peer, new PeerMessage.BatchSigned(header, signature).encode()));
        }
      }
    }
  }

  private void call(RpcCall call) {
    NodeEffect answer =
        switch (call) {
          case RpcCall.Transact(byte[] envelope) -> admit(envelope, -1);
          case RpcCall.Coordinate(byte[] transaction) -> coordinate(transaction, -1);
          case null, default ->
              new NodeEffect.Refused(Rejection.MALFORMED, "no call that a validator takes");
        };
    emit(answer);
  }

  // What waits for a block

  /**
   * Takes a user's transaction and passes it on.
   *
   * @param from the validator that sent it, −1 = none
   */
  private NodeEffect admit(byte[] envelope, int from) {
    return switch (blockRules.admission().admit(envelope)) {
      case Admission.Verdict.Refused(Rejection reason, String detail) ->
          new NodeEffect.Refused(reason, detail);
      case Admission.Verdict.Admitted(Transaction transaction) -> admit(transaction, from);
    };
  }

  private NodeEffect admit(Transaction transaction, int from) {
    Hash256 hash = transaction.envelope().hash();
    if (waiting.containsKey(hash)) {
      return new NodeEffect.Taken(hash);
    }
    Rejection reason = rollup().check(transaction);
    if (reason == null) {
      reason = mempool.add(transaction, this::dropped);
    }
    if (reason != null) {
      return new NodeEffect.Refused(reason, reason.sentence());
    }
    waiting.put(hash, transaction);
    broadcast(new PeerMessage.UserTransaction(transaction.envelope().encode()), from);
    return new NodeEffect.Taken(hash);
  }

  private void dropped(Transaction transaction, Rejection reason) {
    Hash256 hash = transaction.envelope().hash();
    waiting.remove(hash);
    emit(new NodeEffect.Dropped(hash, reason));
  }

  private long nextNonce(Address sender) {
    int account = rollup().accounts().find(sender);
    return account < 0 ? -1 : rollup().accounts().nonce(account);
  }

  /** Likewise a coordination transaction. */
  private NodeEffect coordinate(byte[] bytes, int from) {
    CoordinationTransaction transaction = CoordinationTransaction.decode(bytes).orNull();
    if (transaction == null) {
      return new NodeEffect.Refused(Rejection.MALFORMED, Rejection.MALFORMED.sentence());
    }
    Hash256 name = CoordinationPool.name(transaction);
    if (coordination.knows(name)) {
      return new NodeEffect.Taken(name);
    }
    Rejection reason = coordination.add(transaction);
    if (reason != null) {
      return new NodeEffect.Refused(reason, reason.sentence());
    }
    broadcast(new PeerMessage.Coordinate(bytes), from);
    return new NodeEffect.Taken(name);
  }

  // L1

  private void follow(Event.L1Changed change) {
    if (!imports.take(change)) {
      halt(
          "L1_REORG_BEYOND_IMPORT_DEPTH",
          "L1 block " + imports.origin().number() + " was imported and is canonical no longer");
      return;
    }
    for (L1Block block : change.added()) {
      for (L1Log log : block.logs()) {
        if (log instanceof L1Log.Frozen) {
          halt("FROZEN", "the contract on L1 takes no more batches");
          return;
        }
        if (log instanceof L1Log.PermissionlessBatch) {
          halt("PERMISSIONLESS_BATCH", "L1 has a batch that is not of this chain");
          return;
        }
      }
    }
    tell(change);
    voting.reconsider(now);
  }

  private void halt(String name, String text) {
    halted = true;
    emit(new NodeEffect.Alarm(name, text));
  }

  /** A batch may be committed; its proof may be here already. */
  private void certified(BatchHeader header, Certificate certificate) {
    tell(new Event.BatchClosed(header, certificate));
    RootProof proof = rootProofs.get(header.index());
    if (proof != null) {
      tell(new Event.BatchProven(header.index(), proof));
    }
  }

  /** Something reaches the agent. */
  private void tell(Event.OfAgent event) {
    agent.handle(now, event, this::take);
  }

  private void take(Effect effect) {
    switch (effect) {
      case Effect.PostL1 post -> emit(new NodeEffect.PostL1(post));
      case Effect.BatchFinal(long index) -> {
        lastFinal = index;
        certificates.forget(index);
        witnesses.forget(index);
        rootProofs.headMap(index, true).clear();
        emit(new NodeEffect.BatchFinal(index));
      }
      case Effect.Alarm(String name, String text) -> emit(new NodeEffect.Alarm(name, text));
      default -> throw new IllegalStateException("an agent does not " + effect);
    }
  }

  // Answers of ports

  private void take(SignAnswer answer) {
    switch (answer) {
      case SignAnswer.Vote(var ballot) -> voting.signed(now, ballot);
      case SignAnswer.Vrf vrf -> voting.signed(now, vrf);
      case SignAnswer.Batch(Hash256 header, var signature) -> {
        certificates.signed(header, signature);
        broadcast(new PeerMessage.BatchSigned(header, signature), -1);
      }
      case null, default -> {
        // The signer of another kind of node.
      }
    }
  }

  private void proven(Proof proof) {
    if (proof != null && owed.remove(proof.task()) != null) {
      coordinate(
          CoordinationTransaction.unsigned(
                  new Coordination.Submission(Payee.validator(config.self()), proof))
              .encode(),
          -1);
    }
  }

  // The chain grows

  /** What consensus asks of the rest of the node. */
  private final class VotingHost implements Voting.Host {
    @Override
    public void emit(NodeEffect effect) {
      ValidatorNode.this.emit(effect);
    }

    @Override
    public BlockRules rules() {
      return blockRules;
    }

    @Override
    public List<Transaction> transactions() {
      return rollup().takesTransactions()
          ? mempool.transactions(
              rollup().rules().fees().blockGas(),
              rollup().fees().gasBaseFee(),
              ValidatorNode.this::nextNonce)
          : List.of();
    }

    @Override
    public List<CoordinationTransaction> coordination() {
      return coordination.select();
    }

    @Override
    public void accuse(Coordination.Equivocation evidence) {
      coordinate(CoordinationTransaction.unsigned(evidence).encode(), -1);
    }

    @Override
    public void applied(SealedBlock sealed, Block block, List<Fact> facts) {
      imports.imported(block.origin());
      for (Transaction transaction : block.transactions()) {
        waiting.remove(transaction.envelope().hash());
      }
      mempool.included(block.transactions(), ValidatorNode.this::dropped);
      mempool.finalised(block.height(), ValidatorNode.this::nextNonce, ValidatorNode.this::dropped);
      coordination.finalised(sealed.body().coordination());
      emit(new NodeEffect.Applied(block, facts, rollup().stateRoot(), chain.coordinationRoot()));
      facts.forEach(witnesses::take);
      facts.forEach(ValidatorNode.this::learn);
    }
  }

  private void learn(Fact fact) {
    switch (fact) {
      case Fact.BatchClosed(BatchHeader header, _, _) -> {
        batches.put(header.index(), header.hash());
        if (header.index() <= lastFinal) {
          return; // others have seen to it
        }
        if (genesis.rules().submission().certificate()) {
          certificates.closed(header);
          emit(new NodeEffect.Sign(new SignRequest.Batch(header.hash())));
        } else {
          certified(header, Certificate.NONE);
        }
      }
      case Fact.BatchProven proven -> {
        Address account =
            genesis.rules().payeeBound()
                ? rollup().proving().address(proven.payee())
                : Address.ZERO;
        Hash256 header = batches.remove(proven.batch());
        if (proven.batch() > lastFinal) {
          RootProof proof = RootProof.of(header, proven, account);
          rootProofs.put(proven.batch(), proof);
          tell(new Event.BatchProven(proven.batch(), proof));
        }
      }
      case Fact.Leased lease when lease.holder() == Payee.validator(config.self()) -> {
        int payee = genesis.rules().payeeBound() ? lease.holder() : Payee.NONE;
        NodeEffect start =
            new NodeEffect.StartProof(
                lease.task(), lease.units(), payee, witnesses.of(lease.task()));
        owed.put(lease.task(), start);
        emit(start);
      }
      case Fact.LeaseEnded ended when ended.holder() == Payee.validator(config.self()) -> {
        if (owed.remove(ended.task()) != null) {
          emit(new NodeEffect.StopProof(ended.task()));
        }
      }
      default -> {}
    }
  }
}
