package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.Exponential;
import io.crowdroll.sim.kernel.RandomStream;

/**
 * A Poisson process whose rate varies: the times at which the integral of the rate passes those of
 * a process of rate 1 (time change). One uniform number an arrival.
 */
final class PoissonArrivals implements ArrivalProcess {
  private static final Exponential UNIT = new Exponential(1);

  private final double perMicro;
  private final DailyRhythm rhythm;
  private final RushHours rush;
  private final RandomStream stream;
  private long time;

  PoissonArrivals(
      double perSecond, DailyRhythm rhythm, RushHours rush, long start, RandomStream stream) {
    this.perMicro = perSecond / Span.SECOND;
    this.rhythm = rhythm;
    this.rush = rush;
    this.stream = stream;
    this.time = perSecond > 0 ? start : Span.FOR_EVER;
  }

  @Override
  public long next() {
    double work = UNIT.sample(stream) / perMicro;
    while (time < Span.FOR_EVER) {
      double factor = rush.at(time);
      long change = rush.nextChange(time);
      double available = factor * rhythm.integral(time, change);
      if (work <= available) {
        time += Math.round(rhythm.spanOf(time, work / factor));
        return time;
      }
      work -= available;
      time = change;
    }
    return Span.FOR_EVER;
  }
}
