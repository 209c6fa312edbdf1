package io.crowdroll.sim.agents;

import io.crowdroll.protocol.Rules;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.AvailabilityProcess;
import io.crowdroll.sim.model.KeyedDraws;
import io.crowdroll.sim.model.Latency;
import io.crowdroll.sim.model.ProofTimes;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.Cohort.Behaviour;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.util.function.LongPredicate;

/**
 * A cohort with the models that its members live by.
 *
 * @param draws of its members, under their index in the cohort
 * @param messages of its members, likewise: latency and loss of what they send
 * @param news likewise, of what they are sent
 * @param region number of its region in the {@link Latency}
 */
record Crew(
    Cohort cohort,
    KeyedDraws draws,
    KeyedDraws messages,
    KeyedDraws news,
    AvailabilityProcess availability,
    ProofTimes times,
    Conduct conduct,
    int region) {

  /**
   * @param number of the cohort in the scenario
   * @param outsiderHolds whether somebody outside the cohort holds an open lease of a task
   */
  static Crew of(
      Scenario scenario, int number, Latency latency, Streams streams, LongPredicate outsiderHolds)
      throws ScenarioException {
    Cohort cohort = scenario.cohorts().get(number);
    KeyedDraws draws = new KeyedDraws(streams, EntityClass.PROVER, number);
    return new Crew(
        cohort,
        draws,
        new KeyedDraws(streams, EntityClass.LINK, 2 * number),
        new KeyedDraws(streams, EntityClass.LINK, 2 * number + 1),
        AvailabilityProcess.of(cohort.availability(), draws),
        new ProofTimes(scenario.hardware(), draws),
        conduct(cohort.behaviour(), scenario.rules(), draws, outsiderHolds),
        latency.region(cohort.region()));
  }

  private static Conduct conduct(
      Behaviour behaviour, Rules rules, KeyedDraws draws, LongPredicate outsiderHolds) {
    return switch (behaviour) {
      case Behaviour.Honest _, Behaviour.SelfSpammer _ -> new Conduct.Honest();
      case Behaviour.Sleeper(double probability) -> new Conduct.Sleeper(probability, draws);
      case Behaviour.FakeActive _ -> new Conduct.FakeActive();
      case Behaviour.Withholder(double until) ->
          new Conduct.Withholder(until, rules.bounty().unitPrice(), outsiderHolds);
      case Behaviour.StrategicDelayer(double window) ->
          new Conduct.Delayer(window, rules.leases(), rules.consensus().slotMillis() * 1_000);
      case Behaviour.SelectiveRefuser _ -> new Conduct.Refuser();
      case Behaviour.ProofCopier _ -> new Conduct.Copier();
      case Behaviour.Decliner(int aboveUnits, var amount) ->
          new Conduct.Decliner(aboveUnits, amount, rules.leases(), new Int2LongOpenHashMap());
    };
  }

  /** The scenario's name of its behaviour. */
  String behaviour() {
    return cohort.behaviour().key();
  }
}
