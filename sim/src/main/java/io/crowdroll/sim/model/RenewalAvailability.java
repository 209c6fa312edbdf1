package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.Distribution;
import io.crowdroll.sim.scenario.DurationLaw;

/** Independent sessions and absences in turn. */
final class RenewalAvailability implements AvailabilityProcess {
  private final Distribution session;
  private final Distribution absence;
  private final ResidualLife sessionLeft;
  private final ResidualLife absenceLeft;
  private final KeyedDraws draws;

  RenewalAvailability(DurationLaw session, DurationLaw absence, KeyedDraws draws) {
    this.session = Laws.of(session);
    this.absence = Laws.of(absence);
    this.sessionLeft = new ResidualLife(session);
    this.absenceLeft = new ResidualLife(absence);
    this.draws = draws;
  }

  @Override
  public Phase atGenesis(int machine) {
    double share = session.mean() / (session.mean() + absence.mean());
    boolean on = draws.trait(machine, Trait.ON) < share;
    double left =
        (on ? sessionLeft : absenceLeft)
            .millis(
                draws.trait(machine, Trait.RESIDUAL_LIFE), draws.trait(machine, Trait.LENGTH_BIAS));
    return new Phase(on, 0, Span.ofMillis(left));
  }

  @Override
  public Phase first(int machine, long now) {
    return phase(true, 0, machine, now);
  }

  @Override
  public Phase after(Phase phase, int machine, long now) {
    return phase(!phase.on(), phase.number() + 1, machine, now);
  }

  private Phase phase(boolean on, int number, int machine, long now) {
    double u = draws.uniform(machine, AvailabilityProcess.purpose(on), number);
    double millis = (on ? session : absence).quantile(u);
    return new Phase(on, number, Span.plus(now, Span.ofMillis(millis)));
  }
}
