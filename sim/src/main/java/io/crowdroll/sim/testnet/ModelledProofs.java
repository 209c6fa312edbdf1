package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.RecordCodec;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A prover's machine where proofs are modelled: it takes as long as one would, a proof after
 * another, and computes nothing.
 */
final class ModelledProofs implements ProofMachine {
  private final long microsPerUnit;
  private final Consumer<NodeEvent> done;
  private final ScheduledExecutorService machine =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Map<Long, Future<?>> underWay = new TreeMap<>();
  private long freeAtNanos = System.nanoTime();

  /**
   * @param done gets {@link NodeEvent.ProofDone}
   */
  ModelledProofs(long microsPerUnit, Consumer<NodeEvent> done) {
    this.microsPerUnit = microsPerUnit;
    this.done = done;
  }

  @Override
  public synchronized void start(NodeEffect.StartProof wanted) {
    stop(wanted.task());
    long now = System.nanoTime();
    freeAtNanos =
        Math.max(now, freeAtNanos) + TimeUnit.MICROSECONDS.toNanos(microsPerUnit * wanted.units());
    underWay.put(
        wanted.task(),
        machine.schedule(() -> finish(wanted), freeAtNanos - now, TimeUnit.NANOSECONDS));
  }

  private void finish(NodeEffect.StartProof wanted) {
    synchronized (this) {
      underWay.remove(wanted.task());
    }
    Proof proof = new Proof.Modelled(wanted.task(), wanted.payee(), true);
    done.accept(new NodeEvent.ProofDone(RecordCodec.encode(Proof.class, proof)));
  }

  @Override
  public synchronized void stop(long task) {
    Future<?> proof = underWay.remove(task);
    if (proof != null) {
      proof.cancel(false);
    }
  }

  @Override
  public void close() {
    machine.shutdownNow();
  }
}
