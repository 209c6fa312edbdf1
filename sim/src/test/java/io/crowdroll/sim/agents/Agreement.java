package io.crowdroll.sim.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Whether two rungs give the same metric, as far as their replications can tell. */
final class Agreement {
  static final int REPLICATIONS = 4;

  /** Student's t for three degrees of freedom, 95 %, two-sided. */
  private static final double T = 3.182;

  private Agreement() {}

  /** The means differ by no more than both half-widths, or by no more than one. */
  static void require(Tally[] full, Tally[] modelled, ToDoubleFunction<Tally> metric) {
    double difference = mean(full, metric) - mean(modelled, metric);
    double interval = halfWidth(full, metric) + halfWidth(modelled, metric);
    assertThat(difference).isCloseTo(0, within(Math.max(interval, 1)));
  }

  private static double mean(Tally[] runs, ToDoubleFunction<Tally> metric) {
    return IntStream.range(0, runs.length)
        .mapToDouble(i -> metric.applyAsDouble(runs[i]))
        .average()
        .orElseThrow();
  }

  private static double halfWidth(Tally[] runs, ToDoubleFunction<Tally> metric) {
    double mean = mean(runs, metric);
    double squares =
        IntStream.range(0, runs.length)
            .mapToDouble(i -> metric.applyAsDouble(runs[i]) - mean)
            .map(deviation -> deviation * deviation)
            .sum();
    return T * Math.sqrt(squares / (runs.length - 1) / runs.length);
  }
}
