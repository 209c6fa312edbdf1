package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.proving.Reassignment;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.model.Laws;
import io.crowdroll.sim.model.Profit;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.HardwareClass;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where tasks are open (PROTOCOL.md §4) anybody may prove one, and the first proof in a block is
 * paid: whoever is idle picks an open task by chance, so as not to run the same race as all others,
 * and gives it up when somebody else has proven it. Who joins for profit races only where the
 * bounty times the share of races that it has won so far is worth the energy and the time.
 */
final class Race {
  private final World world;
  private final List<Crew> crews;
  private final Members members;
  private final Fleet fleet;
  private final Supplier<Profit> profit;
  private final boolean open;

  /** Tasks that nobody has proven, in no order, and where each of them is. */
  private final LongArrayList tasks = new LongArrayList();

  private final Long2IntOpenHashMap places = new Long2IntOpenHashMap();
  private final Long2IntOpenHashMap units = new Long2IntOpenHashMap();
  private final Long2ObjectOpenHashMap<IntArrayList> racers = new Long2ObjectOpenHashMap<>();

  // By member
  private final long[] latest;
  private final int[] tries;
  private final int[] wins;
  private boolean news;

  /**
   * @param profit what everybody can see of how proving pays
   */
  Race(
      World world,
      List<Crew> crews,
      Members members,
      Fleet fleet,
      Supplier<Profit> profit,
      int capacity) {
    this.world = world;
    this.crews = crews;
    this.members = members;
    this.fleet = fleet;
    this.profit = profit;
    open = world.scenario().rules().leases().reassignment() instanceof Reassignment.Open;
    latest = new long[open ? capacity : 0];
    Arrays.fill(latest, -1);
    tries = new int[latest.length];
    wins = new int[latest.length];
  }

  /** Follows the chain. */
  void take(Fact fact, long height) {
    if (!open) {
      return;
    }
    switch (fact) {
      case Fact.TaskMade made -> {
        places.put(made.task(), tasks.size());
        tasks.add(made.task());
        units.put(made.task(), made.units());
        news = true;
      }
      case Fact.Proven(long task, int by, var _) -> proven(task, by, height);
      default -> {}
    }
  }

  /** The chain has gone back: there is nothing to prove. */
  void revert() {
    tasks.clear();
    places.clear();
    units.clear();
    racers.clear();
  }

  private void proven(long task, int by, long height) {
    int place = places.remove(task);
    long last = tasks.removeLong(tasks.size() - 1);
    if (last != task) {
      tasks.set(place, last);
      places.put(last, place);
    }
    units.remove(task);
    if (!Payee.isValidator(by)) {
      wins[members.ofRegistry(by)]++;
    }
    IntArrayList losers = racers.remove(task);
    if (losers != null) {
      for (int member : losers) {
        later(member, Happening.RACE_OVER, task, height);
      }
    }
  }

  /** A block is over: its new tasks are news to whoever is idle. */
  void block(long height) {
    if (news) {
      news = false;
      for (int member = 0; member < members.size(); member++) {
        if (isIdle(member)) {
          later(member, Happening.LOOK, 0, height);
        }
      }
    }
  }

  private void later(int member, int happening, long task, long height) {
    Crew crew = crews.get(members.crew(member));
    double u = crew.news().uniform(members.index(member), Purpose.LATENCY, height);
    long delay = world.latency().micros(world.gateway(), crew.region(), u);
    world.schedule(world.kernel().now() + delay, Happening.MESSAGE, happening, member, task);
  }

  private boolean isIdle(int member) {
    return members.isOpen(member)
        && members.node(member).number() >= 0
        && !members.node(member).isRacing();
  }

  /** A member hears that a task is proven, and looks for another. */
  void over(int member, long task) {
    fleet.raceOver(member, task);
    look(member);
  }

  /** A member that is idle picks an open task, if there is one that it has not just proven. */
  void look(int member) {
    if (!open || tasks.isEmpty() || !isIdle(member)) {
      return;
    }
    Crew crew = crews.get(members.crew(member));
    double u = crew.draws().uniform(members.index(member), Purpose.BID, tries[member]);
    int pick = (int) (u * tasks.size());
    if (tasks.getLong(pick) == latest[member]) {
      pick = (pick + 1) % tasks.size();
    }
    long key = tasks.getLong(pick);
    if (key == latest[member]) {
      return;
    }
    Rollup rollup = world.validator().rollup();
    Wei bounty = rollup.proving().quote(rollup.market().task(key));
    if (isWorthwhile(member, units.get(key), bounty)) {
      latest[member] = key;
      tries[member]++;
      racers.computeIfAbsent(key, _ -> new IntArrayList(2)).add(member);
      fleet.race(member, key, units.get(key), bounty);
    }
  }

  private boolean isWorthwhile(int member, int units, Wei bounty) {
    Cohort cohort = crews.get(members.crew(member)).cohort();
    if (cohort.economics() == null) {
      return true;
    }
    HardwareClass machine = world.scenario().hardware().get(members.hardware(member));
    double share = (wins[member] + 1.0) / (tries[member] + 1);
    double usd = Laws.toDouble(bounty) / Wei.ONE * profit.get().usdPerZkpow();
    double hours = Profit.hours(units, machine);
    double energy = hours * Profit.usdPerHourOfWork(machine, cohort.electricityUsdPerKwh());
    return share * usd >= energy + hours * cohort.economics().reserveUsdPerHour();
  }
}
