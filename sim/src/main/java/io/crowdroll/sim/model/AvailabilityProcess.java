package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.scenario.Availability;
import io.crowdroll.sim.scenario.DurationLaw;
import io.crowdroll.sim.scenario.ScenarioException;

/**
 * When machines are on. The life of a machine is a sequence of phases, on and off in turn, each
 * drawn under its own number: nothing is kept here for a machine, and its owner keeps the present
 * phase.
 */
public interface AvailabilityProcess {

  /**
   * A phase of one machine.
   *
   * @param number of the phase in the machine's life, even or odd whatever it is
   * @param end µs
   */
  record Phase(boolean on, int number, long end) {}

  /** The phase at genesis, time 0, of a machine that has long been in use: stationary. */
  Phase atGenesis(int machine);

  /** The phase of a machine that is used for the first time now. */
  Phase first(int machine, long now);

  /** The phase after a phase that ended now, at its end or because it was cut short. */
  Phase after(Phase phase, int machine, long now);

  /**
   * A scenario's law for one class of entities.
   *
   * @throws ScenarioException every line of a trace that cannot be read
   */
  static AvailabilityProcess of(Availability law, KeyedDraws draws) throws ScenarioException {
    return switch (law) {
      case Availability.Always() -> new AlwaysOn();
      case Availability.Renewal(DurationLaw session, DurationLaw off) ->
          new RenewalAvailability(session, off, draws);
      case Availability.Diurnal(
              DurationLaw session,
              DurationLaw off,
              double amplitude,
              long peak) ->
          new DiurnalAvailability(
              session, off, new DailyRhythm(amplitude, Span.ofMillis(peak)), draws);
      case Availability.Trace trace -> new TraceAvailability(trace.file(), draws);
    };
  }

  /** Sessions and absences that alternate, started in equilibrium. */
  static AvailabilityProcess renewal(DurationLaw on, DurationLaw off, KeyedDraws draws) {
    return new RenewalAvailability(on, off, draws);
  }

  /** The purpose of the draw of a phase's length. */
  static Purpose purpose(boolean on) {
    return on ? Purpose.SESSION : Purpose.ABSENCE;
  }
}
