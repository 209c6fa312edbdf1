package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.Arrivals;
import io.crowdroll.sim.scenario.Intervention;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.TransactionClass;
import java.util.List;

/** When users submit transactions. */
public interface ArrivalProcess {
  /** {@link #transactionClass()} where the class is to be drawn by share. */
  int BY_SHARE = -1;

  /** The time of the next arrival in µs; {@link Span#FOR_EVER} where there is none. */
  long next();

  /** Index of the class of the arrival that {@link #next()} gave last, or {@link #BY_SHARE}. */
  default int transactionClass() {
    return BY_SHARE;
  }

  /**
   * The arrivals of a scenario.
   *
   * @param timeline its rushes change the rate
   * @throws ScenarioException every line of a trace that cannot be read
   */
  static ArrivalProcess of(
      Arrivals arrivals,
      List<TransactionClass> classes,
      List<Intervention> timeline,
      Streams streams)
      throws ScenarioException {
    RandomStream stream = streams.stream(EntityClass.WORLD, 0, Purpose.ARRIVAL);
    RushHours rush = new RushHours(timeline);
    return switch (arrivals) {
      case Arrivals.Poisson(double perSecond) ->
          new PoissonArrivals(perSecond, new DailyRhythm(0, 0), rush, 0, stream);
      case Arrivals.Diurnal(double perSecond, double amplitude, long peak) ->
          new PoissonArrivals(
              perSecond, new DailyRhythm(amplitude, Span.ofMillis(peak)), rush, 0, stream);
      case Arrivals.Trace trace -> new TraceArrivals(trace.file(), classes, rush, stream);
    };
  }

  /**
   * Poisson arrivals at a constant rate from {@code start} on, with a stream of their own.
   *
   * @param perSecond 0 = never
   * @param start µs
   */
  static ArrivalProcess poisson(double perSecond, long start, RandomStream stream) {
    return new PoissonArrivals(
        perSecond, new DailyRhythm(0, 0), new RushHours(List.of()), start, stream);
  }
}
