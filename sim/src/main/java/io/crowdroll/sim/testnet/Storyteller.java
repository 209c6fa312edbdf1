package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Admission;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.NodeConfig;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.NodeMachine;
import io.crowdroll.protocol.node.RecordCodec;
import io.crowdroll.protocol.node.RpcCall;
import io.crowdroll.protocol.node.ValidatorNode;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.sim.agents.Observer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Tells an observer of a testnet run what its records say. The chain is told as the last of the
 * replayed records has it; what other nodes alone know waits until that one has come as far.
 */
final class Storyteller implements Replay.Witness {
  /** Something that the observer is to hear at its time. */
  private record Tale(long millis, long number, Runnable telling) {}

  private final TestnetPlan plan;
  private final long genesis;
  private final Path last;
  private final Observer observer;
  private final PriorityQueue<Tale> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Tale::millis).thenComparingLong(Tale::number));
  private final Map<Path, ProverTale> provers = new TreeMap<>();

  /** User transactions by envelope hash, as the observer knows them. */
  private final Map<Hash256, Transaction> submitted = new HashMap<>();

  private final TreeMap<Long, Hash256> l1Hashes = new TreeMap<>();
  private final NodeGauges gauges = new NodeGauges();
  private Admission admission;
  private long tales;
  private long now;
  private long nextSample;
  private long submissionSlot = Long.MIN_VALUE;
  private Hash256 lastHash = Hash256.ZERO;

  /**
   * @param genesis time of block 0, ms of the clock
   * @param last the record that is replayed last
   */
  Storyteller(TestnetPlan plan, long genesis, Path last, Observer observer) {
    this.plan = plan;
    this.genesis = genesis;
    this.last = last;
    this.observer = observer;
  }

  long nowMillis() {
    return now;
  }

  long height() {
    return gauges.rollup() == null ? 0 : gauges.rollup().height();
  }

  /** Hash of the last block. */
  Hash256 lastHash() {
    return lastHash;
  }

  /** Something was done to the run from outside, at a time of the clock. */
  void intervened(long at, String text) {
    long millis = millis(at);
    later(millis, () -> observer.event(millis, "intervention", text));
  }

  private long millis(long clock) {
    return Math.max(0, clock - genesis);
  }

  private void later(long millis, Runnable telling) {
    waiting.add(new Tale(millis, tales++, telling));
  }

  @Override
  public void saw(
      Path record, NodeMachine machine, long clock, NodeEvent event, List<NodeEffect> effects) {
    long millis = millis(clock);
    if (event instanceof NodeEvent.Start start) {
      begin(record, start);
    }
    if (record.equals(last)) {
      gauges.follow((ValidatorNode) machine);
      tellUntil(millis);
    }
    if (machine instanceof ValidatorNode) {
      if (event instanceof NodeEvent.Rpc(byte[] bytes)
          && RpcCall.decode(bytes) instanceof RpcCall.Transact(byte[] envelope)) {
        submitted(millis, envelope, effects);
      }
      effects.forEach(effect -> told(record, millis, effect));
      if (record.equals(last)) {
        chain(millis, event, effects);
      }
    } else {
      provers.get(record).saw(millis, event, effects);
    }
  }

  private void begin(Path record, NodeEvent.Start start) {
    Genesis chain = start.genesis();
    admission =
        new Admission(
            chain.deployment(), chain.rules().fees().blockGas(), chain.rules().provenOnly());
    if (start.config() instanceof NodeConfig.OfProver config) {
      provers.put(record, new ProverTale(plan.prover(config.account())));
    }
  }

  private void submitted(long millis, byte[] envelope, List<NodeEffect> effects) {
    if (!(admission.admit(envelope) instanceof Admission.Verdict.Admitted(Transaction it))) {
      return;
    }
    Hash256 hash = it.envelope().hash();
    submitted.putIfAbsent(hash, it);
    for (NodeEffect effect : effects) {
      boolean taken = effect instanceof NodeEffect.Taken;
      if (taken || effect instanceof NodeEffect.Refused) {
        String kind = plan.className(it.kind());
        later(millis, () -> observer.submitted(millis, it, kind, plan.isTarget(it.sender())));
      }
      if (effect instanceof NodeEffect.Refused(Rejection reason, _)) {
        later(millis, () -> observer.refused(millis, it, reason));
      }
    }
  }

  private void told(Path record, long millis, NodeEffect effect) {
    if (effect instanceof NodeEffect.Alarm(String name, String text)) {
      String who = record.getParent().getFileName().toString();
      later(millis, () -> observer.event(millis, "alarm", who + ": " + name + ", " + text));
    }
  }

  private void tellUntil(long millis) {
    while (!waiting.isEmpty() && waiting.peek().millis <= millis) {
      Tale tale = waiting.poll();
      samplesUntil(tale.millis);
      tale.telling.run();
    }
    samplesUntil(millis);
  }

  private void samplesUntil(long millis) {
    now = Math.max(now, millis);
    while (nextSample <= millis) {
      observer.sample(nextSample, gauges);
      nextSample += plan.scenario().report().sampleEveryMillis();
    }
  }

  // The chain, as the last record has it

  private void chain(long millis, NodeEvent event, List<NodeEffect> effects) {
    tellUntil(millis); // what this very event has brought
    if (event instanceof NodeEvent.L1(var removed, var added)) {
      l1(millis, new Event.L1Changed(removed, added));
    }
    for (NodeEffect effect : effects) {
      switch (effect) {
        case NodeEffect.Applied applied -> {
          Block block = applied.block();
          lastHash = block.hash();
          gauges.applied(block);
          observer.applied(millis, block, applied.facts(), gauges);
        }
        case NodeEffect.Dropped(Hash256 hash, Rejection reason) -> {
          if (submitted.containsKey(hash)) {
            observer.refused(millis, submitted.get(hash), reason);
          }
        }
        default -> {}
      }
    }
  }

  private void l1(long millis, Event.L1Changed change) {
    if (!change.removed().isEmpty()) {
      String text = "L1 replaces its last " + change.removed().size() + " blocks";
      observer.event(millis, "reorg", text);
    }
    observer.l1(millis, change);
    for (L1Block block : change.added()) {
      l1Hashes.put(block.number(), block.hash());
      for (L1Log log : block.logs()) {
        if (log instanceof L1Log.Enqueued(var item, _, _)) {
          gauges.queued(item.index() + 1);
          observer.queued(millis, item, plan.isTarget(item.sender()));
        }
      }
      slot(millis, block.number() + 1);
    }
  }

  private void slot(long millis, long block) {
    long slot = plan.schedule().slot(block);
    Hash256 seed = l1Hashes.get(plan.schedule().seedBlock(slot));
    if (slot > submissionSlot) {
      submissionSlot = slot;
      int owner = seed == null ? -1 : plan.agents().indexOf(plan.schedule().agent(slot, seed));
      observer.submissionSlot(millis, slot, owner);
    }
  }

  /** The run is over. */
  void end(long horizon) {
    provers.values().forEach(ProverTale::end);
    tellUntil(horizon);
    observer.end(horizon, gauges);
  }

  /** A prover's machine and sessions. */
  private final class ProverTale {
    private final int member;
    private final Map<Long, Long> begun = new HashMap<>();
    private long freeAt;
    private long lastSeen;

    ProverTale(int member) {
      this.member = member;
    }

    void saw(long millis, NodeEvent event, List<NodeEffect> effects) {
      switch (event) {
        case NodeEvent.Start _ -> session(millis, true);
        case NodeEvent.Restart _ -> {
          session(lastSeen, false);
          session(millis, true);
          begun.clear();
        }
        case NodeEvent.ProofDone(byte[] bytes) -> proofDone(millis, bytes);
        default -> {}
      }
      for (NodeEffect effect : effects) {
        switch (effect) {
          case NodeEffect.StartProof start -> begun.put(start.task(), millis);
          case NodeEffect.StopProof(long task) -> begun.remove(task);
          default -> {}
        }
      }
      lastSeen = millis;
    }

    /** One proof after another: it began when the one before it was done. */
    private void proofDone(long millis, byte[] bytes) {
      Proof proof = RecordCodec.decode(Proof.class, bytes);
      Long from = proof == null ? null : begun.remove(proof.task());
      if (from != null) {
        long busy = millis - Math.max(from, freeAt);
        freeAt = millis;
        later(millis, () -> observer.worked(millis, member, proof.task(), busy));
      }
    }

    private void session(long millis, boolean open) {
      later(millis, () -> observer.session(millis, member, open));
    }

    void end() {
      session(lastSeen, false);
    }
  }
}
