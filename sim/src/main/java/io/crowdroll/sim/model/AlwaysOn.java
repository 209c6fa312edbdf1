package io.crowdroll.sim.model;

/** A machine that is never off by itself. */
final class AlwaysOn implements AvailabilityProcess {

  @Override
  public Phase atGenesis(int machine) {
    return new Phase(true, 0, Span.FOR_EVER);
  }

  @Override
  public Phase first(int machine, long now) {
    return new Phase(true, 0, Span.FOR_EVER);
  }

  @Override
  public Phase after(Phase phase, int machine, long now) {
    // Whatever took it away, it is back as soon as it may be.
    return phase.on()
        ? new Phase(false, phase.number() + 1, now)
        : new Phase(true, phase.number() + 1, Span.FOR_EVER);
  }
}
