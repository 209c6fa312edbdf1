package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Admission;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.CoordinationTransaction;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.node.Validator;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.ScenarioLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A chain of one validator without network or L1, at the full rung of execution: what is handed in
 * is in the next block, which {@link #block} makes, or a timer.
 */
public final class LocalChain implements NodePort, AutoCloseable {
  static final long CHAIN_ID = 0x63726f77;
  static final Deployment DEPLOYMENT = new Deployment(CHAIN_ID, new Address(0xC0, 0, 1));
  private static final Hash256 L1_HASH = new Hash256(0, 0, 0, 100);

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final List<Consumer<News>> listeners = new ArrayList<>();
  private final Map<Hash256, Transaction> waiting = new LinkedHashMap<>();
  private final Keccak256 keccak = new Keccak256();
  private final Validator validator;
  private final ChainIndex index;
  private final Admission admission;
  private final boolean provenOnly;
  private long now = 1_700_000_000_000L;

  /**
   * @param funded accounts with 1,000 ZKPoW and 5 ETH each
   */
  public LocalChain(List<Address> funded, boolean provenOnly) throws ScenarioException {
    this.provenOnly = provenOnly;
    Path home = Path.of(System.getProperty("crowdroll.home", ".."));
    var rules =
        ScenarioLoader.load(home.resolve("scenarios/baseline.yaml"), List.of()).scenario().rules();
    List<Genesis.Allocation> allocations =
        funded.stream()
            .map(it -> new Genesis.Allocation(it, Wei.tokens(1_000), Wei.tokens(5)))
            .toList();
    Genesis genesis =
        new Genesis(
            DEPLOYMENT,
            rules,
            false,
            now,
            new L1Origin(100, L1_HASH, 0, Wei.of(1_000_000_000)),
            Hash256.ZERO,
            List.of(new Address(0xBB, 0, 1)),
            new long[] {1},
            allocations,
            List.of(new Genesis.Registration(funded.getFirst(), 2, rules.proving().bond())),
            new Genesis.Coded(List.of()));
    validator = new Validator(genesis, ProofSystem.MODELLED);
    index = new ChainIndex(validator.rollup());
    admission = new Admission(DEPLOYMENT, rules.fees().blockGas(), provenOnly);
  }

  /** Makes a block every so often from here on. */
  public void run(long everyMillis) {
    thread.scheduleAtFixedRate(this::make, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
  }

  /** Makes a block of all that waits. */
  public void block() {
    CompletableFuture.runAsync(this::make, thread).join();
  }

  private void make() {
    now += 2_000;
    List<Effect> effects = new ArrayList<>();
    validator.handle(
        now,
        new Event.ProposalDue(
            0,
            0,
            now,
            validator.rollup().origin(),
            ValidatorBits.NONE.with(0),
            Wei.tokens(10_000),
            List.of(),
            List.of()),
        effects::add);
    Block block = ((Effect.Propose) effects.getLast()).block();
    effects.clear();
    validator.handle(now, new Event.Finalised(block), effects::add);
    for (Effect effect : effects) {
      if (effect instanceof Effect.Applied applied) {
        IndexedBlock indexed = index.applied(block, applied.facts(), validator.rollup());
        block.transactions().forEach(it -> waiting.remove(it.envelope().hash()));
        listeners.forEach(listener -> listener.accept(new News.Head(indexed)));
      }
    }
  }

  @Override
  public <T> T read(Function<NodeState, T> query) {
    try {
      return CompletableFuture.supplyAsync(() -> query.apply(new State()), thread).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public CompletableFuture<Answer> transaction(byte[] envelope) {
    return CompletableFuture.supplyAsync(() -> take(envelope), thread);
  }

  private Answer take(byte[] envelope) {
    return switch (admission.admit(envelope)) {
      case Admission.Verdict.Refused(Rejection reason, String detail) ->
          new Answer.Refused(reason, detail);
      case Admission.Verdict.Admitted(Transaction transaction) -> {
        List<Effect> effects = new ArrayList<>();
        validator.handle(now, new Event.Submitted(transaction), effects::add);
        Rejection reason = null;
        for (Effect effect : effects) {
          if (effect instanceof Effect.Refuse refuse && refuse.transaction() == transaction) {
            reason = refuse.reason();
          }
        }
        if (reason != null) {
          yield new Answer.Refused(reason, reason.sentence());
        }
        Hash256 hash = transaction.envelope().hash();
        waiting.put(hash, transaction);
        listeners.forEach(listener -> listener.accept(new News.Pending(hash)));
        yield new Answer.Taken(hash);
      }
    };
  }

  @Override
  public CompletableFuture<Answer> coordination(byte[] message) {
    return CompletableFuture.supplyAsync(
        () -> {
          CoordinationTransaction decoded = CoordinationTransaction.decode(message).orNull();
          if (decoded == null) {
            return new Answer.Refused(Rejection.MALFORMED, Rejection.MALFORMED.sentence());
          }
          gossip(decoded.message());
          return new Answer.Taken(keccak.putBytes(message).digest());
        },
        thread);
  }

  private void gossip(Coordination message) {
    validator.handle(now, new Event.Gossiped(message), _ -> {});
  }

  /** Hands in a message of a prover. */
  void say(Coordination message) {
    CompletableFuture.runAsync(() -> gossip(message), thread).join();
  }

  @Override
  public void watch(Consumer<News> listener) {
    CompletableFuture.runAsync(() -> listeners.add(listener), thread).join();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private final class State implements NodeState {
    @Override
    public Deployment deployment() {
      return DEPLOYMENT;
    }

    @Override
    public boolean provenOnly() {
      return provenOnly;
    }

    @Override
    public Rollup rollup() {
      return validator.rollup();
    }

    @Override
    public long pendingNonce(Address sender) {
      int account = rollup().accounts().find(sender);
      long nonce = account < 0 ? 0 : rollup().accounts().nonce(account);
      for (Transaction transaction : waiting.values()) {
        if (transaction.sender().equals(sender) && transaction.nonce() >= nonce) {
          nonce = transaction.nonce() + 1;
        }
      }
      return nonce;
    }

    @Override
    public Transaction pending(Hash256 hash) {
      return waiting.get(hash);
    }

    @Override
    public byte[] work(Address prover) {
      return new byte[0];
    }

    @Override
    public ChainIndex index() {
      return index;
    }
  }
}
