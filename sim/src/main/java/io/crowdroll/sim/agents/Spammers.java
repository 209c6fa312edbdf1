package io.crowdroll.sim.agents;

import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.model.ArrivalProcess;
import io.crowdroll.sim.scenario.Cohort.Behaviour;
import io.crowdroll.sim.scenario.TransactionClass;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.List;

/** Provers that send transactions of their own to be paid for proving them. */
final class Spammers {
  private final World world;
  private final List<Crew> crews;
  private final Members members;
  private final Founding founding;
  private final Wallets wallets;
  private final RandomStream choice;

  /** When each crew that does so sends next. */
  private final Int2ObjectOpenHashMap<ArrivalProcess> arrivals = new Int2ObjectOpenHashMap<>();

  Spammers(World world, Founding founding, Wallets wallets) {
    this.world = world;
    this.founding = founding;
    this.wallets = wallets;
    crews = founding.crews();
    members = founding.members();
    choice = world.streams().stream(EntityClass.ADVERSARY, 0, Purpose.DECISION);
  }

  void begin() {
    for (int i = 0; i < crews.size(); i++) {
      if (crews.get(i).cohort().behaviour() instanceof Behaviour.SelfSpammer spammer) {
        double rate = spammer.perSecond() * founding.size(i);
        arrivals.put(
            i,
            ArrivalProcess.poisson(
                rate, 0, world.streams().stream(EntityClass.ADVERSARY, i, Purpose.ARRIVAL)));
        expect(i);
      }
    }
  }

  private void expect(int crew) {
    world.schedule(arrivals.get(crew).next(), Happening.ACTION, Happening.SPAM, crew, 0);
  }

  /** One member of the cohort, whoever it is; it spams if its plugin is open. */
  void spam(int crew) {
    int member = founding.member(crew, choice.uniform(founding.size(crew)));
    if (member >= 0 && members.isOpen(member)) {
      var spammer = (Behaviour.SelfSpammer) crews.get(crew).cohort().behaviour();
      for (TransactionClass one : world.scenario().transactions()) {
        if (one.name().equals(spammer.transactionClass())) {
          wallets.spam(founding.userOf(member), one);
        }
      }
    }
    expect(crew);
  }
}
