package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.model.StakeShare;
import io.crowdroll.sim.scenario.Censorship;
import io.crowdroll.sim.scenario.Intervention;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.TransactionClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Does to the world what the scenario's timeline says, and undoes what lasts for a while. */
final class Timeline {
  /** What a simulation does itself: what changes who lives in the world, or L1. */
  interface Hands {
    void join(int crew, int count);

    void reorganise(int depth);
  }

  private final World world;
  private final List<Intervention> entries;
  private final List<Crew> crews;
  private final Members members;
  private final Sessions sessions;
  private final Electorate electorate;
  private final Sequencer sequencer;
  private final Censors censors;
  private final Economy economy;
  private final Wallets wallets;
  private final Layer1 layer1;
  private final Hands hands;

  /** Whom an entry that lasts has hit. */
  private final Map<Integer, int[]> membersHit = new HashMap<>();

  private final Map<Integer, ValidatorBits> validatorsHit = new HashMap<>();

  Timeline(
      World world,
      List<Crew> crews,
      Members members,
      Sessions sessions,
      Electorate electorate,
      Sequencer sequencer,
      Censors censors,
      Economy economy,
      Wallets wallets,
      Layer1 layer1,
      Hands hands) {
    this.world = world;
    this.entries = world.scenario().timeline();
    this.crews = crews;
    this.members = members;
    this.sessions = sessions;
    this.electorate = electorate;
    this.sequencer = sequencer;
    this.censors = censors;
    this.economy = economy;
    this.wallets = wallets;
    this.layer1 = layer1;
    this.hands = hands;
  }

  void begin() {
    for (int i = 0; i < entries.size(); i++) {
      long at = Span.ofMillis(entries.get(i).atMillis());
      world.schedule(at, Happening.FIRST, Happening.INTERVENTION, i, 0);
    }
    Censorship always = world.scenario().validators().censorship();
    if (always != null) {
      censors.begin(electorate.who(always.who()), always);
    }
  }

  /** An entry's time has come. */
  void happen(int entry) {
    Intervention intervention = entries.get(entry);
    tell(intervention, true);
    switch (intervention) {
      case Intervention.Outage outage -> {
        int[] hit = hitBy(entry, outage);
        membersHit.put(entry, hit);
        for (int member : hit) {
          sessions.outageBegins(member);
        }
        until(entry, outage.durationMillis());
      }
      case Intervention.Join join -> hands.join(crew(join.cohort()), join.count());
      case Intervention.Leave leave -> {
        for (int member : leaving(entry, leave)) {
          sessions.leave(member);
        }
      }
      case Intervention.Rush _ -> {
        // The arrivals know of it from the start.
      }
      case Intervention.Congestion(long at, double factor, long duration) ->
          layer1.chain().congest(factor, Math.min(at, Long.MAX_VALUE - duration) + duration);
      case Intervention.Reorg reorg -> hands.reorganise(reorg.depth());
      case Intervention.PriceShock shock -> economy.market().shock(shock.factor());
      case Intervention.Censor censor -> {
        ValidatorBits who = electorate.who(censor.censorship().who());
        validatorsHit.put(entry, who);
        censors.begin(who, censor.censorship());
        until(entry, censor.durationMillis());
      }
      case Intervention.Crash crash -> {
        ValidatorBits who = StakeShare.pick(electorate.stakes(), crash.share(), ValidatorBits.NONE);
        validatorsHit.put(entry, who);
        electorate.crash(who, 1);
        until(entry, crash.durationMillis());
      }
      case Intervention.Deposit deposit -> {
        for (int user : depositors(world.scenario(), world.streams(), entry, deposit)) {
          layer1.deposit(user, deposit.amount());
        }
      }
      case Intervention.Force force -> force(entry, force);
      case Intervention.WithdrawWave wave -> {
        for (int user : users(world.scenario(), world.streams(), entry, wave.count())) {
          wallets.withdraw(user, wave.amount());
        }
      }
    }
  }

  private void until(int entry, long durationMillis) {
    long end = Span.plus(world.kernel().now(), Span.ofMillis(durationMillis));
    world.schedule(end, Happening.FIRST, Happening.INTERVENTION_OVER, entry, 0);
  }

  /** What an entry did is undone. */
  void over(int entry) {
    Intervention intervention = entries.get(entry);
    tell(intervention, false);
    switch (intervention) {
      case Intervention.Outage _ -> {
        for (int member : membersHit.remove(entry)) {
          sessions.outageEnds(member);
        }
      }
      case Intervention.Censor censor ->
          censors.end(validatorsHit.remove(entry), censor.censorship());
      case Intervention.Crash _ -> {
        electorate.crash(validatorsHit.remove(entry), -1);
        sequencer.resume();
      }
      default -> throw new IllegalStateException(intervention + " does not end");
    }
  }

  private int[] hitBy(int entry, Intervention.Outage outage) {
    long inRegion = 0;
    for (int member = 0; member < members.size(); member++) {
      inRegion += isIn(member, outage) ? 1 : 0;
    }
    return Selection.pick(
        Math.round(outage.share() * inRegion),
        members.size(),
        member -> isIn(member, outage),
        world.faultStream(entry));
  }

  private boolean isIn(int member, Intervention.Outage outage) {
    return !members.hasLeft(member)
        && outage.isIn(crews.get(members.crew(member)).cohort().region());
  }

  private int[] leaving(int entry, Intervention.Leave leave) {
    int crew = crew(leave.cohort());
    return Selection.pick(
        leave.count(),
        members.size(),
        member -> members.crew(member) == crew && !members.hasLeft(member),
        world.faultStream(entry));
  }

  private int crew(String cohort) {
    for (int i = 0; i < crews.size(); i++) {
      if (crews.get(i).cohort().name().equals(cohort)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no cohort `" + cohort + "`");
  }

  private void force(int entry, Intervention.Force force) {
    int[] senders =
        Selection.pick(
            force.count(),
            world.scenario().users().count(),
            user -> world.targets().isUser(user) == force.targeted(),
            world.faultStream(entry));
    boolean withdraw = force.kind() == TransactionClass.Kind.WITHDRAW;
    for (int user : senders) {
      Owners owners = world.owners();
      Address to = withdraw ? owners.onL1(user) : owners.account(user == 0 ? 1 : user - 1);
      layer1.force(user, withdraw, to, force.amount(), wallets.keepStill(user));
    }
  }

  private static int[] users(Scenario scenario, Streams streams, int entry, int count) {
    RandomStream stream = streams.stream(EntityClass.FAULT, entry, Purpose.DECISION);
    return Selection.pick(count, scenario.users().count(), _ -> true, stream);
  }

  /** Who deposits: known from the start, as they need tokens on L1. */
  static int[] depositors(
      Scenario scenario, Streams streams, int entry, Intervention.Deposit deposit) {
    return users(scenario, streams, entry, deposit.count());
  }

  private void tell(Intervention intervention, boolean begins) {
    world
        .observer()
        .event(world.nowMillis(), "intervention", InterventionText.of(intervention, begins));
  }
}
