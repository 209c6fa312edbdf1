package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.proving.ProvingRules;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * An honest prover: a user's browser plugin (PROTOCOL.md §3, §4). It says that it is active while
 * its session lasts, proves what it is assigned and sends each proof at once.
 *
 * <p>Where heartbeats are elided the first one of a session is sent, the others are not, and who
 * drives the node tells the chain when they ended.
 */
public final class Prover {
  private static final long NOT_REGISTERED = -1;

  private final ProvingRules rules;
  private final boolean heartbeatsElided;
  private final boolean payeeBound;
  private final int capacity;
  private final LongArrayList proving = new LongArrayList(1);
  private long number = NOT_REGISTERED;
  private long session;
  private boolean open;
  private long lastSignal;

  /**
   * @param payeeBound whether proofs name their payee
   * @param capacity parallel leases
   */
  public Prover(ProvingRules rules, boolean heartbeatsElided, boolean payeeBound, int capacity) {
    this.rules = rules;
    this.heartbeatsElided = heartbeatsElided;
    this.payeeBound = payeeBound;
    this.capacity = capacity;
  }

  /** Its number in the registry, −1 before it is registered. */
  public int number() {
    return (int) number;
  }

  /** Whether a session is open. */
  public boolean isOpen() {
    return open;
  }

  /**
   * When the latest heartbeat up to {@code now} left, had none been elided: one every interval
   * since the session's first or since a proof, which counts as one.
   */
  public long lastBeat(long now) {
    long interval = rules.heartbeatIntervalMillis();
    return lastSignal + (now - lastSignal) / interval * interval;
  }

  /** Handles one event at time {@code now} (ms). */
  public void handle(long now, Event.OfProver event, Effects effects) {
    switch (event) {
      case Event.RegistrationSeen(int prover) -> {
        number = prover;
        if (open) {
          begin(now, effects);
        }
      }
      case Event.SessionOpened() -> {
        open = true;
        if (number >= 0) {
          begin(now, effects);
        }
      }
      case Event.SessionClosed(boolean announced) -> close(announced, effects);
      case Event.LeaseSeen(Fact.Leased lease) -> {
        if (open) {
          proving.add(lease.task());
          effects.emit(
              new Effect.StartProof(
                  lease.task(), lease.units(), payeeBound ? number() : Payee.NONE));
        }
      }
      case Event.ClockSeen _ -> {
        // Honest provers send as soon as they can; the deadline changes nothing for them.
      }
      case Event.LeaseOver(Fact.LeaseEnded end) -> stop(end.task(), effects);
      case Event.ProofDone(Proof proof) -> send(now, proof, effects);
      case Event.TimerFired(long id) -> {
        if (open && id == session) {
          beat(now, effects);
        }
      }
    }
  }

  private void begin(long now, Effects effects) {
    session++;
    lastSignal = now;
    effects.emit(new Effect.Gossip(new Coordination.Heartbeat(number(), true, capacity)));
    arm(effects);
  }

  private void beat(long now, Effects effects) {
    if (now - lastSignal >= rules.heartbeatIntervalMillis()) {
      lastSignal = now;
      effects.emit(new Effect.Gossip(new Coordination.Heartbeat(number(), true, capacity)));
    }
    arm(effects);
  }

  private void arm(Effects effects) {
    if (!heartbeatsElided) {
      effects.emit(new Effect.SetTimer(session, lastSignal + rules.heartbeatIntervalMillis()));
    }
  }

  private void close(boolean announced, Effects effects) {
    open = false;
    for (long task : proving) {
      effects.emit(new Effect.StopProof(task));
    }
    proving.clear();
    if (announced && number >= 0) {
      effects.emit(new Effect.Gossip(new Coordination.Heartbeat(number(), false, capacity)));
    }
  }

  private void stop(long task, Effects effects) {
    if (proving.rem(task)) {
      effects.emit(new Effect.StopProof(task));
    }
  }

  private void send(long now, Proof proof, Effects effects) {
    if (proving.rem(proof.task())) {
      lastSignal = now;
      effects.emit(new Effect.Gossip(new Coordination.Submission(number(), proof)));
    }
  }
}
