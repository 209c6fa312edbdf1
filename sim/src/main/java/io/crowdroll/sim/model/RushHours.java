package io.crowdroll.sim.model;

import io.crowdroll.sim.scenario.Intervention;
import java.util.Arrays;
import java.util.List;

/**
 * The factor that the timeline's rushes put on a rate: a step function of time. Overlapping rushes
 * multiply.
 */
final class RushHours {
  private final long[] starts;
  private final double[] factors;

  RushHours(List<Intervention> timeline) {
    List<Intervention.Rush> rushes =
        timeline.stream()
            .filter(Intervention.Rush.class::isInstance)
            .map(Intervention.Rush.class::cast)
            .toList();
    long[] changes = new long[2 * rushes.size() + 1];
    for (int i = 0; i < rushes.size(); i++) {
      changes[2 * i + 1] = start(rushes.get(i));
      changes[2 * i + 2] = end(rushes.get(i));
    }
    starts = Arrays.stream(changes).sorted().distinct().toArray();
    factors = new double[starts.length];
    for (int i = 0; i < starts.length; i++) {
      factors[i] = 1;
      for (Intervention.Rush rush : rushes) {
        if (start(rush) <= starts[i] && starts[i] < end(rush)) {
          factors[i] *= rush.factor();
        }
      }
    }
  }

  private static long start(Intervention.Rush rush) {
    return Span.ofMillis(rush.atMillis());
  }

  private static long end(Intervention.Rush rush) {
    return Span.plus(start(rush), Span.ofMillis(rush.durationMillis()));
  }

  /** The factor at a time. */
  double at(long time) {
    return factors[segment(time)];
  }

  /** The first time after {@code time} at which the factor changes. */
  long nextChange(long time) {
    int next = segment(time) + 1;
    return next < starts.length ? starts[next] : Span.FOR_EVER;
  }

  private int segment(long time) {
    int found = Arrays.binarySearch(starts, time);
    return found >= 0 ? found : -found - 2;
  }
}
