package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.proving.ProvingRules;
import java.util.ArrayList;
import java.util.List;

/**
 * An honest prover: a user's browser plugin (PROTOCOL.md §3, §4). It says that it is active while
 * its session lasts, proves what it is assigned and sends each proof at once.
 *
 * <p>Where heartbeats are elided the first one of a session is sent, the others are not, and who
 * drives the node tells the chain when they ended.
 */
public final class Prover {
  private static final long NONE = -1;

  private final ProvingRules rules;
  private final Address account;
  private final boolean heartbeatsElided;
  private final boolean payeeBound;
  private final int capacity;
  private int number;
  private boolean open;
  private long session;
  private long lastSignal;

  /** The open task that it tries to prove before anybody else does. */
  private long race = NONE;

  /** Leases held, {@code null} = none: most provers hold none most of the time. */
  private List<Fact.Leased> held;

  /**
   * @param account that it registers and is paid as
   * @param number in the registry, −1 where it has yet to register
   * @param capacity parallel leases
   * @param payeeBound whether proofs name their payee
   */
  public Prover(
      ProvingRules rules,
      Address account,
      int number,
      int capacity,
      boolean heartbeatsElided,
      boolean payeeBound) {
    this.rules = rules;
    this.account = account;
    this.number = number;
    this.capacity = capacity;
    this.heartbeatsElided = heartbeatsElided;
    this.payeeBound = payeeBound;
  }

  /** Its number in the registry, −1 before it is registered. */
  public int number() {
    return number;
  }

  /** Whether it tries to be the first to prove an open task. */
  public boolean isRacing() {
    return race != NONE;
  }

  /** Whether a session is open. */
  public boolean isOpen() {
    return open;
  }

  /**
   * When the latest heartbeat up to {@code now} left, had none been elided: one every interval
   * since the session's first or, where it counts as one, since a proof.
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
      case Event.SessionOpened() -> open(now, effects);
      case Event.SessionClosed(boolean announced) -> close(announced, effects);
      case Event.LeaseSeen(Fact.Leased lease) -> take(lease, effects);
      case Event.ClockSeen _ -> {
        // Honest provers send as soon as they can; the deadline changes nothing for them.
      }
      case Event.LeaseOver(Fact.LeaseEnded end) -> {
        if (drop(end.task()) && open) {
          effects.emit(new Effect.StopProof(end.task()));
        }
      }
      case Event.ChainReverted(boolean registered) -> revert(now, registered, effects);
      case Event.RaceWanted(long task, int units) -> {
        if (open && race == NONE) {
          race = task;
          effects.emit(new Effect.StartProof(task, units, payeeBound ? number : Payee.NONE));
        }
      }
      case Event.RaceOver(long task) -> {
        if (race == task) {
          endRace(effects);
        }
      }
      case Event.ProofDone(Proof proof) -> send(now, proof, effects);
      case Event.TimerFired(long id) -> {
        if (open && id == session) {
          beat(now, effects);
        }
      }
    }
  }

  private void open(long now, Effects effects) {
    open = true;
    if (number < 0) {
      effects.emit(new Effect.Gossip(new Coordination.Register(account, capacity)));
      return;
    }
    begin(now, effects);
    // Leases outlive a closed tab: what is still owed is proven now.
    if (held != null) {
      held.forEach(lease -> prove(lease, effects));
    }
  }

  private void begin(long now, Effects effects) {
    session++;
    lastSignal = now;
    effects.emit(new Effect.Gossip(new Coordination.Heartbeat(number, true, capacity)));
    arm(effects);
  }

  private void beat(long now, Effects effects) {
    if (now - lastSignal >= rules.heartbeatIntervalMillis()) {
      lastSignal = now;
      effects.emit(new Effect.Gossip(new Coordination.Heartbeat(number, true, capacity)));
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
    if (held != null) {
      held.forEach(lease -> effects.emit(new Effect.StopProof(lease.task())));
    }
    if (race != NONE) {
      endRace(effects);
    }
    if (announced && number >= 0) {
      effects.emit(new Effect.Gossip(new Coordination.Heartbeat(number, false, capacity)));
    }
  }

  private void take(Fact.Leased lease, Effects effects) {
    if (held == null) {
      held = new ArrayList<>(1);
    }
    held.add(lease);
    if (open) {
      prove(lease, effects);
    }
  }

  private void prove(Fact.Leased lease, Effects effects) {
    effects.emit(
        new Effect.StartProof(lease.task(), lease.units(), payeeBound ? number : Payee.NONE));
  }

  private void revert(long now, boolean registered, Effects effects) {
    if (open && held != null) {
      held.forEach(lease -> effects.emit(new Effect.StopProof(lease.task())));
    }
    held = null;
    if (race != NONE) {
      endRace(effects);
    }
    number = registered ? number : -1;
    if (open) {
      open(now, effects);
    }
  }

  private void endRace(Effects effects) {
    effects.emit(new Effect.StopProof(race));
    race = NONE;
  }

  private void send(long now, Proof proof, Effects effects) {
    boolean raced = race == proof.task();
    race = raced ? NONE : race;
    if (open && (drop(proof.task()) || raced)) {
      if (rules.proofCounts()) {
        lastSignal = now;
      }
      effects.emit(new Effect.Gossip(new Coordination.Submission(number, proof)));
    }
  }

  /** Forgets a lease; whether there was one. */
  private boolean drop(long task) {
    if (held == null) {
      return false;
    }
    for (int i = 0; i < held.size(); i++) {
      if (held.get(i).task() == task) {
        held.remove(i);
        if (held.isEmpty()) {
          held = null;
        }
        return true;
      }
    }
    return false;
  }
}
