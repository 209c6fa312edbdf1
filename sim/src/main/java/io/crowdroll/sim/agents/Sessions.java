package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.sim.model.AvailabilityProcess.Phase;
import io.crowdroll.sim.model.Profit;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.model.Trait;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.HardwareClass;
import java.util.List;
import java.util.function.Supplier;

/**
 * When the provers' plugins are open: as their owners' machines are on, outages leave them, and
 * proving pays. A tab that is closed says nothing; who pauses or leaves on purpose says so.
 */
final class Sessions {
  private final World world;
  private final List<Crew> crews;
  private final Members members;
  private final Fleet fleet;
  private final List<HardwareClass> hardware;
  private final Supplier<Profit> profit;

  /**
   * @param profit what an hour of proving is expected to bring now
   */
  Sessions(World world, List<Crew> crews, Members members, Fleet fleet, Supplier<Profit> profit) {
    this.world = world;
    this.crews = crews;
    this.members = members;
    this.fleet = fleet;
    this.hardware = world.scenario().hardware();
    this.profit = profit;
  }

  private Crew crew(int member) {
    return crews.get(members.crew(member));
  }

  /** A member of genesis comes into the world: in the middle of its life, its beats spread out. */
  void begin(int member) {
    Crew crew = crew(member);
    startPhase(member, crew.availability().atGenesis(members.index(member)));
    long interval = Span.ofMillis(world.scenario().rules().proving().heartbeatIntervalMillis());
    long offset = (long) (crew.draws().trait(members.index(member), Trait.BEAT) * interval);
    world.schedule(World.wholeMillis(offset), Happening.ACTION, Happening.WAKE, member, 0);
    review(member, true);
  }

  /** A member joins now. */
  void join(int member) {
    long now = world.kernel().now();
    startPhase(member, crew(member).availability().first(members.index(member), now));
    review(member, true);
    wake(member);
  }

  /** A member leaves for good. */
  void leave(int member) {
    members.leave(member);
    update(member, true);
    int number = members.node(member).number();
    if (number >= 0) {
      fleet.send(member, new Coordination.Leave(number));
    }
  }

  private void startPhase(int member, Phase phase) {
    int generation = members.startPhase(member, phase);
    world.schedule(
        World.wholeMillis(phase.end()), Happening.FIRST, Happening.PHASE_OVER, member, generation);
  }

  /** A phase of a member's availability is over, unless it was cut short. */
  void phaseOver(int member, int generation) {
    if (generation == members.phaseGeneration(member) && !members.hasLeft(member)) {
      nextPhase(member, members.phase(member));
      update(member, false);
    }
  }

  private void nextPhase(int member, Phase phase) {
    startPhase(
        member,
        crew(member).availability().after(phase, members.index(member), world.kernel().now()));
  }

  /** An outage takes a member's machine. */
  void outageBegins(int member) {
    members.outage(member, 1);
    update(member, false);
  }

  /** The outage is over; the member comes back in its own time. */
  void outageEnds(int member) {
    if (members.outage(member, -1) == 0 && !members.hasLeft(member)) {
      Phase cutShort = new Phase(true, members.phase(member).number(), world.kernel().now());
      nextPhase(member, cutShort);
      update(member, false);
    }
  }

  /** Opens or closes a member's plugin as its circumstances are. */
  void wake(int member) {
    update(member, false);
  }

  private void update(int member, boolean announced) {
    boolean open = members.wantsToBeOpen(member);
    if (open == members.isOpen(member)) {
      return;
    }
    members.open(member, open);
    world.observer().session(world.nowMillis(), member, open);
    if (open) {
      fleet.handle(member, new Event.SessionOpened());
    } else {
      close(member, announced);
    }
  }

  private void close(int member, boolean announced) {
    fleet.handle(member, new Event.SessionClosed(announced));
    int number = members.node(member).number();
    if (world.elided() && !announced && number >= 0) {
      long lastBeat = members.node(member).lastBeat(world.nowMillis());
      long arrival = fleet.arrival(member, Span.ofMillis(lastBeat));
      Coordination silence = new Coordination.Silence(number, arrival / Span.MILLI);
      world.gossip(silence, Math.max(arrival, World.wholeMillis(world.kernel().now())));
    }
  }

  /**
   * Follows the chain. Where heartbeats are elided and one was refused as too early, the next one
   * of the session must be sent after all.
   */
  void take(Fact fact) {
    if (world.elided()
        && fact instanceof Fact.Ignored(Coordination.Heartbeat beat, Rejection reason)
        && reason == Rejection.TOO_EARLY
        && beat.active()) {
      expectBeat(members.ofRegistry(beat.prover()));
    }
  }

  private void expectBeat(int member) {
    if (members.isOpen(member)) {
      long interval = world.scenario().rules().proving().heartbeatIntervalMillis();
      long next = members.node(member).lastBeat(world.nowMillis()) + interval;
      world.schedule(Span.ofMillis(next), Happening.ACTION, Happening.BEAT, member, 0);
    }
  }

  /** A heartbeat that is sent after all is due, unless a proof has counted as one since. */
  void beat(int member) {
    if (!members.isOpen(member)) {
      return;
    }
    if (members.node(member).lastBeat(world.nowMillis()) == world.nowMillis()) {
      int number = members.node(member).number();
      int capacity = crew(member).cohort().capacity();
      fleet.send(member, new Coordination.Heartbeat(number, true, capacity));
    } else {
      expectBeat(member);
    }
  }

  /** A member considers whether proving pays, now and every so often. */
  void review(int member, boolean first) {
    Crew crew = crew(member);
    Cohort.Economics economics = crew.cohort().economics();
    if (economics == null || members.hasLeft(member)) {
      return;
    }
    long period = Span.ofMillis(economics.reviewMillis());
    long wait = period;
    if (first) {
      wait = (long) (crew.draws().trait(members.index(member), Trait.REVIEW) * period);
    } else {
      HardwareClass machine = hardware.get(members.hardware(member));
      members.pause(
          member,
          !profit.get().isWorthwhile(machine, crew.cohort().electricityUsdPerKwh(), economics));
      update(member, true);
    }
    long next = World.wholeMillis(world.kernel().now() + wait);
    world.schedule(next, Happening.ACTION, Happening.REVIEW, member, 0);
  }
}
