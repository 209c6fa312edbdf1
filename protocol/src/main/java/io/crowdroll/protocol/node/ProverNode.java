package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.CoordinationTransaction;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A prover as a process (PROTOCOL.md §3, §9): the {@link Prover} with what it needs where messages
 * are lost and processes die. It learns of its leases from what validators say of it ({@link
 * RpcCall.Work}), has its coordination transactions signed, and sends again what the chain does not
 * show after a while.
 */
public final class ProverNode implements NodeMachine {
  /** After which what was sent and is not seen in the chain is sent again, ms. */
  private static final long PATIENCE = 20_000;

  /** A proof on its way into the chain. */
  private record Sent(byte[] coordination, long at) {}

  private final Prover prover;

  /** Leases as the chain has them, by task. */
  private final TreeMap<Long, ProverWork.Assignment> leases = new TreeMap<>();

  private final TreeMap<Long, NodeEffect> proving = new TreeMap<>();
  private final TreeMap<Long, Sent> sent = new TreeMap<>();
  private NodeEffect beat;
  private long height = -1;
  private long lastSequence;
  private long registeredAt;
  private long now;
  private Consumer<NodeEffect> effects;

  /**
   * @param start its first event, with the configuration of a prover
   */
  public ProverNode(NodeEvent.Start start) {
    NodeConfig.OfProver config = (NodeConfig.OfProver) start.config();
    Genesis genesis = start.genesis();
    prover =
        new Prover(
            genesis.rules().proving(),
            config.account(),
            numberOf(config, genesis),
            config.capacity(),
            genesis.heartbeatsElided(),
            genesis.rules().payeeBound());
  }

  private static int numberOf(NodeConfig.OfProver config, Genesis genesis) {
    return genesis.provers().stream()
        .map(Genesis.Registration::account)
        .toList()
        .indexOf(config.account());
  }

  /** Its number in the registry, −1 before it is registered. */
  public int number() {
    return prover.number();
  }

  @Override
  public void handle(long time, NodeEvent event, Consumer<NodeEffect> out) {
    now = time;
    effects = out;
    switch (event) {
      case NodeEvent.Start _ -> tell(new Event.SessionOpened());
      case NodeEvent.Rpc(byte[] bytes) -> call(RpcCall.decode(bytes));
      case NodeEvent.TimerFired(long id) -> tell(new Event.TimerFired(id));
      case NodeEvent.Signed(byte[] bytes) -> {
        if (SignAnswer.decode(bytes) instanceof SignAnswer.Coordinate(byte[] transaction)) {
          effects.accept(new NodeEffect.Submit(transaction));
        }
      }
      case NodeEvent.ProofDone(byte[] bytes) -> proven(RecordCodec.decode(Proof.class, bytes));
      case NodeEvent.Restart _ -> {
        proving.values().forEach(effects);
        if (beat != null) {
          effects.accept(beat);
        }
      }
      case NodeEvent.Message _, NodeEvent.L1 _ -> {
        // A prover hears of both through its validators.
      }
    }
  }

  private void tell(Event.OfProver event) {
    prover.handle(now, event, this::take);
  }

  private void call(RpcCall call) {
    switch (call) {
      case RpcCall.Work(ProverWork work) -> learn(work);
      case RpcCall.OpenSession() -> {
        if (!prover.isOpen()) {
          tell(new Event.SessionOpened());
        }
      }
      case RpcCall.CloseSession() -> tell(new Event.SessionClosed(true));
      case null, default -> {
        effects.accept(new NodeEffect.Refused(Rejection.MALFORMED, "no call that a prover takes"));
        return;
      }
    }
    effects.accept(new NodeEffect.Taken(Hash256.ZERO));
  }

  // What the chain says

  private void learn(ProverWork work) {
    if (work == null || work.height() <= height) {
      return;
    }
    height = work.height();
    if (work.number() >= 0 && prover.number() < 0) {
      tell(new Event.RegistrationSeen(work.number()));
    } else if (work.number() < 0 && prover.isOpen() && now - registeredAt > PATIENCE) {
      tell(new Event.SessionOpened());
    }
    TreeMap<Long, ProverWork.Assignment> open = new TreeMap<>();
    work.leases().forEach(assignment -> open.put(assignment.lease().task(), assignment));
    for (long task : List.copyOf(leases.keySet())) {
      if (!open.containsKey(task)) {
        end(task);
      }
    }
    for (ProverWork.Assignment assignment : work.leases()) {
      if (leases.put(assignment.lease().task(), assignment) == null) {
        tell(new Event.LeaseSeen(assignment.lease()));
      }
    }
    sendAgain();
  }

  private void end(long task) {
    Fact.Leased lease = leases.remove(task).lease();
    sent.remove(task);
    // How it ended is all the same to a prover.
    tell(
        new Event.LeaseOver(
            new Fact.LeaseEnded(task, lease.holder(), Fact.LeaseEnd.PROVEN, height)));
    proving.remove(task);
  }

  private void sendAgain() {
    for (long task : new ArrayList<>(sent.keySet())) {
      Sent proof = sent.get(task);
      if (now - proof.at() > PATIENCE) {
        submit(task, proof.coordination());
      }
    }
  }

  private void submit(long task, byte[] coordination) {
    sent.put(task, new Sent(coordination, now));
    effects.accept(new NodeEffect.Submit(coordination));
  }

  private void proven(Proof proof) {
    if (proof != null && proving.remove(proof.task()) != null) {
      tell(new Event.ProofDone(proof));
    }
  }

  // What the prover wants

  private void take(Effect effect) {
    switch (effect) {
      case Effect.Gossip(Coordination.Submission submission) ->
          submit(submission.proof().task(), CoordinationTransaction.unsigned(submission).encode());
      case Effect.Gossip(Coordination message) -> {
        if (message instanceof Coordination.Register) {
          registeredAt = now;
        }
        lastSequence = Math.max(lastSequence + 1, now);
        effects.accept(new NodeEffect.Sign(new SignRequest.Coordinate(message, lastSequence)));
      }
      case Effect.StartProof(long task, int units, int payee) -> {
        NodeEffect start =
            new NodeEffect.StartProof(task, units, payee, leases.get(task).witness());
        proving.put(task, start);
        effects.accept(start);
      }
      case Effect.StopProof(long task) -> {
        if (proving.remove(task) != null) {
          effects.accept(new NodeEffect.StopProof(task));
        }
      }
      case Effect.SetTimer(long id, long atMillis) -> {
        beat = new NodeEffect.SetTimer(id, atMillis);
        effects.accept(beat);
      }
      default -> throw new IllegalStateException("a prover does not " + effect);
    }
  }
}
