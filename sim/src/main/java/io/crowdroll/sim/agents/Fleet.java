package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Effects;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.model.Machines;
import io.crowdroll.sim.model.ProofTimes;
import io.crowdroll.sim.model.Span;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * The provers at work: brings the chain's news to their nodes, and turns the nodes' effects into
 * proofs on their machines and messages to the validators, as their conduct allows.
 */
final class Fleet {
  private final World world;
  private final List<Crew> crews;
  private final Members members;
  private final Holders holders;
  private final Machines machines;
  private final boolean anyCopies;
  private final TaskCircuits circuits;
  private final Effects effects = this::take;

  /** Leases that members know of and hold. */
  private final Int2ObjectOpenHashMap<List<Assignment>> assignments = new Int2ObjectOpenHashMap<>();

  /** Whose effects are being taken. */
  private int acting;

  Fleet(World world, List<Crew> crews, Members members, int capacity, Holders holders) {
    this.world = world;
    this.crews = crews;
    this.members = members;
    this.holders = holders;
    machines = new Machines(capacity, this::worked);
    circuits = new TaskCircuits(world);
    anyCopies = crews.stream().anyMatch(crew -> crew.conduct().copies());
  }

  private Crew crew(int member) {
    return crews.get(members.crew(member));
  }

  private void worked(int member, long task, long micros) {
    world.observer().worked(world.nowMillis(), member, task, micros / Span.MILLI);
  }

  /** Gives a member's node an event. */
  void handle(int member, Event.OfProver event) {
    acting = member;
    int generation = machines.generation(member);
    members.node(member).handle(world.nowMillis(), event, effects);
    if (machines.generation(member) != generation) {
      expectWork(member);
    }
  }

  private void expectWork(int member) {
    world.schedule(
        machines.nextDone(member),
        Happening.ACTION,
        Happening.WORK_DONE,
        member,
        machines.generation(member));
  }

  private void take(Effect effect) {
    switch (effect) {
      case Effect.Gossip(Coordination message) -> send(acting, message);
      case Effect.StartProof start -> start(acting, start);
      case Effect.StopProof(long task) -> machines.stop(acting, task, world.kernel().now());
      case Effect.SetTimer(long id, long at) ->
          world.schedule(Span.ofMillis(at), Happening.ACTION, Happening.TIMER, acting, id);
      default -> throw new IllegalStateException("a prover does not " + effect);
    }
  }

  // From the chain to the nodes

  /** Follows the chain; news travels to those whom it concerns. */
  void take(Fact fact, long height) {
    switch (fact) {
      case Fact.Leased leased -> {
        int member = memberOf(leased.holder());
        holders.add(leased.task(), member);
        tell(member, new Event.LeaseSeen(leased), height);
      }
      case Fact.ClockStarted clock ->
          tell(memberOf(clock.holder()), new Event.ClockSeen(clock), height);
      case Fact.LeaseEnded ended -> {
        int member = memberOf(ended.holder());
        holders.remove(ended.task(), member);
        tell(member, new Event.LeaseOver(ended), height);
      }
      default -> {}
    }
  }

  /** The chain has gone back: all leases are void, and everybody hears of it. */
  void revert(long height, int registered) {
    assignments.clear();
    holders.clear();
    for (int member = 0; member < members.size(); member++) {
      int number = members.node(member).number();
      tell(member, new Event.ChainReverted(number >= 0 && number < registered), height);
    }
  }

  private int memberOf(int holder) {
    return Payee.isValidator(holder) ? Holders.VALIDATOR : members.ofRegistry(holder);
  }

  /** Sends an event to a member's node as news of a block. */
  void tell(int member, Event.OfProver event, long height) {
    if (member == Holders.VALIDATOR) {
      return;
    }
    Crew crew = crew(member);
    double u = crew.news().uniform(members.index(member), Purpose.LATENCY, height);
    long delay = world.latency().micros(world.gateway(), crew.region(), u);
    world.schedule(
        world.kernel().now() + delay,
        Happening.MESSAGE,
        Happening.NOTICE,
        member,
        world.mail().put(event));
  }

  /** News has arrived. */
  void notice(int member, Event.OfProver event) {
    if (event instanceof Event.LeaseSeen(Fact.Leased lease)) {
      hold(member, lease);
    }
    handle(member, event);
    if (event instanceof Event.ChainReverted
        && members.hasLeft(member)
        && members.node(member).number() >= 0) {
      send(member, new Coordination.Leave(members.node(member).number()));
    }
    if (event instanceof Event.LeaseOver(Fact.LeaseEnded end)) {
      forget(member, end.task());
    }
  }

  private void hold(int member, Fact.Leased lease) {
    assignments
        .computeIfAbsent(member, _ -> new ArrayList<>(1))
        .add(
            new Assignment(
                members.index(member),
                members.nextLease(member),
                lease,
                world.kernel().now(),
                world.targets().isTask(lease.task())));
  }

  private Assignment assignment(int member, long task) {
    for (Assignment held : assignments.getOrDefault(member, List.of())) {
      if (held.lease().task() == task) {
        return held;
      }
    }
    return null;
  }

  private void forget(int member, long task) {
    List<Assignment> held = assignments.get(member);
    if (held != null && held.removeIf(one -> one.lease().task() == task) && held.isEmpty()) {
      assignments.remove(member);
    }
  }

  // Work

  private void start(int member, Effect.StartProof start) {
    Crew crew = crew(member);
    Assignment held = assignment(member, start.task());
    if (held == null) {
      return; // of a chain that was reverted; the node will hear of it
    }
    boolean lost =
        crew.draws().uniform(held.index(), Purpose.FAILURE, held.number()) < crew.cohort().loss();
    boolean leased = held.lease().right() != Right.OPEN;
    if (leased && crew.conduct().declines(held)) {
      send(member, new Coordination.Decline(members.node(member).number(), start.task()));
    } else if (!lost && crew.conduct().works(held)) {
      long work = work(crew, held, members.hardware(member), start);
      machines.start(member, start.task(), work, world.kernel().now());
    }
  }

  private long work(Crew crew, Assignment held, int hardware, Effect.StartProof start) {
    ProofTimes times = crew.times();
    return times.isMeasured(hardware)
        ? times.micros(
            held.index(), hardware, circuits.of(start.task()), start.units(), held.number())
        : times.micros(held.index(), hardware, start.units(), held.number());
  }

  /** A member tries to be the first to prove an open task, which pays {@code bounty} now. */
  void race(int member, long task, int units, Wei bounty) {
    int number = members.node(member).number();
    long height = world.validator().rollup().height();
    Fact.Leased chance =
        new Fact.Leased(task, number, Right.OPEN, units, bounty, Wei.ZERO, -1, height);
    hold(member, chance);
    handle(member, new Event.RaceWanted(task, units));
  }

  /** A member hears that an open task was proven. */
  void raceOver(int member, long task) {
    handle(member, new Event.RaceOver(task));
    forget(member, task);
  }

  /** A machine is done with its first proof, if nothing has changed since that was foreseen. */
  void workDone(int member, int generation) {
    if (machines.generation(member) != generation) {
      return;
    }
    long now = world.kernel().now();
    long task = machines.finish(member, now);
    expectWork(member);
    int number = members.node(member).number();
    boolean bound = world.scenario().rules().payeeBound();
    Assignment held = assignment(member, task);
    Proof proof = world.proofs().prove(task, bound ? number : Payee.NONE);
    if (proof == null) {
      return; // its batch is final: somebody was sooner by hours
    }
    long sendsAt = held == null ? now : crew(member).conduct().sendsAt(held, now);
    if (sendsAt > now) {
      world.schedule(
          sendsAt, Happening.ACTION, Happening.HELD_BACK, member, world.mail().put(proof));
    } else {
      handle(member, new Event.ProofDone(proof));
    }
    if (held != null && held.lease().right() == Right.OPEN) {
      forget(member, task);
    }
  }

  // From the nodes to the validators

  /** Sends a message of a member to the validators. */
  void send(int member, Coordination message) {
    long now = world.kernel().now();
    Crew crew = crew(member);
    boolean mayBeLost = world.latency().isLossy() && !(message instanceof Coordination.Register);
    long key = now / Span.MILLI;
    if (mayBeLost
        && world
            .latency()
            .isLost(crew.messages().uniform(members.index(member), Purpose.LOSS, key))) {
      return;
    }
    world.gossip(message, arrival(member, now));
  }

  /**
   * When a message that leaves at a time reaches the validators. Its latency is found by that time,
   * in ms: an elided heartbeat has the one that it would have had.
   */
  long arrival(int member, long time) {
    Crew crew = crew(member);
    double u = crew.messages().uniform(members.index(member), Purpose.LATENCY, time / Span.MILLI);
    return World.wholeMillis(time + world.latency().micros(crew.region(), world.gateway(), u));
  }

  /** The validators have a message: those who copy proofs see it too. */
  void gossiped(Coordination message) {
    world.gossiped(message);
    if (anyCopies
        && message instanceof Coordination.Submission(int claimant, Proof proof)
        && !copies(memberOf(claimant))) {
      for (int member : holders.of(proof.task())) {
        if (copies(member)) {
          int thief = members.node(member).number();
          send(member, new Coordination.Submission(thief, stolen(proof, thief)));
        }
      }
    }
  }

  /** The same group elements under another name; a modelled proof has nothing but its name. */
  private static Proof stolen(Proof proof, int thief) {
    return proof instanceof Proof.Groth16(long task, int payee, var words) && payee != Payee.NONE
        ? new Proof.Groth16(task, thief, words)
        : proof;
  }

  private boolean copies(int member) {
    return member != Holders.VALIDATOR && crew(member).conduct().copies();
  }
}
