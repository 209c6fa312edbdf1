package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.Distribution;
import io.crowdroll.sim.scenario.DurationLaw;

/**
 * Sessions and absences in turn, where absences pass faster by day: an absence drawn from its law
 * runs on a clock whose speed is the {@link DailyRhythm}. For exponential absences that multiplies
 * the rate of coming back.
 *
 * <p>The periodic equilibrium has no closed form for general laws, so each machine lives {@link
 * #WARM_UP} before genesis, from the equilibrium without a rhythm.
 */
final class DiurnalAvailability implements AvailabilityProcess {
  /** A whole number of days; what is left of the start has then died out. */
  private static final long WARM_UP = 2 * Span.DAY;

  private final RenewalAvailability steady;
  private final Distribution session;
  private final Distribution absence;
  private final DailyRhythm rhythm;
  private final KeyedDraws draws;

  DiurnalAvailability(
      DurationLaw session, DurationLaw absence, DailyRhythm rhythm, KeyedDraws draws) {
    this.steady = new RenewalAvailability(session, absence, draws);
    this.session = Laws.of(session);
    this.absence = Laws.of(absence);
    this.rhythm = rhythm;
    this.draws = draws;
  }

  @Override
  public Phase atGenesis(int machine) {
    Phase start = steady.atGenesis(machine);
    Phase phase = new Phase(start.on(), start.number(), start.end() - WARM_UP);
    while (phase.end() < 0) {
      phase = after(phase, machine, phase.end());
    }
    return phase;
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
    if (on) {
      return new Phase(true, number, Span.plus(now, Span.ofMillis(session.quantile(u))));
    }
    double span = rhythm.spanOf(now, Span.ofMillis(absence.quantile(u)));
    return new Phase(false, number, Span.plus(now, Math.round(span)));
  }
}
