package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.RecordCodec;
import io.crowdroll.protocol.node.StatementCodec;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.sim.proofs.KeyCache;
import io.crowdroll.sim.proofs.ProofMaker;
import io.crowdroll.sim.proofs.ProvenCircuit;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A prover's machine where proofs are real: Groth16, with the keys of the user's cache. */
final class Groth16Proofs implements ProofMachine {
  /** What the JVM of a process needs that makes proofs: vectors, compiled soon. */
  static final List<String> JVM =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "-XX:Tier4InvocationThreshold=1000",
          "-XX:Tier4MinInvocationThreshold=200",
          "-XX:Tier4CompileThreshold=3000",
          "-XX:Tier4BackEdgeThreshold=10000",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=dontinline,io.crowdroll.prover.field.VectorBlocks::*",
          "-XX:CompileCommand=dontinline,io.crowdroll.prover.field.QuadraticBlocks::*");

  private static final List<Transition.Kind> USUAL =
      List.of(Transition.Kind.TRANSFER, Transition.Kind.SETTLE);

  private final Address payee;
  private final Consumer<NodeEvent> done;
  private final ForkJoinPool pool;
  private final ProofMaker maker;
  private final SecureRandom blinding = new SecureRandom();
  private final ExecutorService machine =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("prove").factory());
  private final Map<Long, Future<?>> waiting = new TreeMap<>();

  /**
   * @param payee the account that proofs bind where they bind one
   * @param literal whether settlement may take from a balance (PROTOCOL.md §1)
   * @param done gets {@link NodeEvent.ProofDone}
   */
  Groth16Proofs(Address payee, boolean literal, Consumer<NodeEvent> done) {
    this.payee = payee;
    this.done = done;
    pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
    maker =
        new ProofMaker(
            new KeyCache(KeyCache.defaultDirectory(), pool, NodeMain::log), pool, literal);
  }

  /** Opens the keys of what most proofs are of; without it each waits for its first proof. */
  Groth16Proofs prepared(int capacity, boolean literal) {
    long begin = System.nanoTime();
    Kernels.warmUp();
    for (Transition.Kind kind : USUAL) {
      maker.prepare(ProvenCircuit.leaf(kind, literal));
    }
    maker.prepare(ProvenCircuit.batch(capacity, literal));
    NodeMain.log(
        String.format(Locale.ROOT, "keys opened in %.1f s", (System.nanoTime() - begin) / 1e9));
    return this;
  }

  @Override
  public synchronized void start(NodeEffect.StartProof wanted) {
    stop(wanted.task());
    waiting.put(wanted.task(), machine.submit(() -> make(wanted)));
  }

  /** What a validator served need not be true: then there is no proof, and the lease is missed. */
  private void make(NodeEffect.StartProof wanted) {
    synchronized (this) {
      waiting.remove(wanted.task());
    }
    Statement statement = StatementCodec.decode(wanted.witness());
    if (statement == null) {
      NodeMain.log("no witness of task " + wanted.task());
      return;
    }
    try {
      Address bound = wanted.payee() == Payee.NONE ? Address.ZERO : payee;
      ProofMaker.Made made = maker.prove(statement, bound, blinding);
      NodeMain.log(
          String.format(
              Locale.ROOT,
              "proof of %s, task %d, in %.2f s",
              made.circuit(),
              wanted.task(),
              made.nanos() / 1e9));
      Proof proof = new Proof.Groth16(wanted.task(), wanted.payee(), made.words());
      done.accept(new NodeEvent.ProofDone(RecordCodec.encode(Proof.class, proof)));
    } catch (RuntimeException junk) {
      NodeMain.log("no proof of task " + wanted.task() + ": " + junk);
    }
  }

  @Override
  public synchronized void stop(long task) {
    Future<?> proof = waiting.remove(task);
    if (proof != null) {
      proof.cancel(false);
    }
  }

  @Override
  public void close() {
    // memory of keys is freed only when no proof reads it any more
    machine.shutdownNow();
    machine.close();
    maker.close();
    pool.close();
  }
}
