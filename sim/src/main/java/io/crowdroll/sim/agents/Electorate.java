package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.AvailabilityProcess;
import io.crowdroll.sim.model.AvailabilityProcess.Phase;
import io.crowdroll.sim.model.KeyedDraws;
import io.crowdroll.sim.model.Latency;
import io.crowdroll.sim.model.StakeShare;
import io.crowdroll.sim.model.Stakes;
import io.crowdroll.sim.scenario.Censorship;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.Validators;
import java.util.Arrays;

/** The validators of one replication: their stakes, where they are, and who of them is up. */
final class Electorate {
  private final long[] stakes;
  private final String[] regions;
  private final AvailabilityProcess downtime;
  private final Phase[] phases;
  private final int[] crashes;

  Electorate(Scenario scenario, Streams streams) {
    Validators validators = scenario.validators();
    stakes =
        Stakes.draw(
            validators.stake(),
            validators.count(),
            streams.stream(EntityClass.WORLD, 0, Purpose.TRAITS));
    regions = new String[stakes.length];
    place(validators);
    downtime =
        validators.downtime() == null
            ? null
            : AvailabilityProcess.renewal(
                validators.downtime().up(),
                validators.downtime().down(),
                new KeyedDraws(streams, EntityClass.VALIDATOR));
    phases = new Phase[stakes.length];
    crashes = new int[stakes.length];
  }

  /** Regions take turns in the order of the scenario, each until it holds about its share. */
  private void place(Validators validators) {
    Arrays.fill(regions, "");
    ValidatorBits placed = ValidatorBits.NONE;
    for (Validators.Region region : validators.regions()) {
      boolean last = region == validators.regions().getLast();
      ValidatorBits members = StakeShare.pick(stakes, last ? 1 : region.share(), placed);
      for (int i = 0; i < stakes.length; i++) {
        if (members.contains(i)) {
          regions[i] = region.name();
          placed = placed.with(i);
        }
      }
    }
  }

  int size() {
    return stakes.length;
  }

  long[] stakes() {
    return stakes.clone();
  }

  /** Share of all stake, in [0, 1]. */
  double share(int validator) {
    return stakes[validator] / (double) Arrays.stream(stakes).sum();
  }

  /** Numbers of the validators' regions. */
  int[] regions(Latency latency) {
    return Arrays.stream(regions).mapToInt(latency::region).toArray();
  }

  /** The region that holds most stake, among equal ones the first validator's. */
  int gateway(Latency latency) {
    int best = 0;
    long most = -1;
    for (int i = 0; i < stakes.length; i++) {
      long stake = StakeShare.of(stakes, in(regions[i]));
      if (stake > most) {
        most = stake;
        best = i;
      }
    }
    return latency.region(regions[best]);
  }

  /** The validators in a region. */
  ValidatorBits in(String region) {
    ValidatorBits members = ValidatorBits.NONE;
    for (int i = 0; i < stakes.length; i++) {
      members = regions[i].equals(region) ? members.with(i) : members;
    }
    return members;
  }

  /** Those who censor, in the words of the scenario. */
  ValidatorBits who(Censorship.Who who) {
    return switch (who) {
      case Censorship.Who.ShareOfStake(double share) ->
          StakeShare.pick(stakes, share, ValidatorBits.NONE);
      case Censorship.Who.Jurisdiction(String region) -> in(region);
    };
  }

  // Who is up

  /** Whether validators go down by themselves. */
  boolean fails() {
    return downtime != null;
  }

  /** A validator's first phase; the end of the present one, µs. */
  long begin(int validator) {
    phases[validator] = downtime.atGenesis(validator);
    return phases[validator].end();
  }

  /** Starts a validator's next phase; its end, µs. */
  long nextPhase(int validator, long now) {
    phases[validator] = downtime.after(phases[validator], validator, now);
    return phases[validator].end();
  }

  /** A crash begins or, with −1, ends. */
  void crash(ValidatorBits who, int change) {
    for (int i = 0; i < crashes.length; i++) {
      crashes[i] += who.contains(i) ? change : 0;
    }
  }

  boolean isUp(int validator) {
    return crashes[validator] == 0 && (phases[validator] == null || phases[validator].on());
  }

  ValidatorBits up() {
    long low = 0;
    long high = 0;
    for (int i = 0; i < stakes.length; i++) {
      long bit = isUp(i) ? 1L << i : 0; // the shift is taken modulo 64
      low |= i < 64 ? bit : 0;
      high |= i < 64 ? 0 : bit;
    }
    return new ValidatorBits(low, high);
  }
}
