package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.DurationLaw;
import io.crowdroll.sim.scenario.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private final RandomStream stream =
      new Streams(1, 0).stream(EntityClass.LINK, 0, Purpose.LATENCY);

  @Test
  void aLinkHasItsOwnDelayInBothDirections() {
    Latency latency =
        new Latency(
            new Network(
                new DurationLaw.Exponential(50),
                0.1,
                List.of(new Network.Link("eu", "us", new DurationLaw.Lognormal(80, 0.5)))));
    int eu = latency.region("eu");
    int us = latency.region("us");
    assertThat(eu).isNotEqualTo(us);
    assertThat(latency.region("moon")).isEqualTo(Latency.ELSEWHERE);
    Statistics link = new Statistics();
    Statistics otherwise = new Statistics();
    Statistics lost = new Statistics();
    for (int n = 0; n < 100_000; n++) {
      double u = stream.nextDouble();
      assertThat(latency.micros(eu, us, u)).isEqualTo(latency.micros(us, eu, u));
      link.add(latency.micros(eu, us, u));
      otherwise.add(latency.micros(eu, eu, u));
      lost.add(latency.isLost(u) ? 1 : 0);
    }
    link.assertMean(80_000 * Math.exp(0.125));
    otherwise.assertMean(50_000);
    lost.assertMean(0.1);
    assertThat(latency.isInstant()).isFalse();
  }

  @Test
  void withoutDelayAMessageIsThereAtOnce() {
    Latency latency = new Latency(new Network(new DurationLaw.Constant(0), 0, List.of()));
    assertThat(latency.isInstant()).isTrue();
    assertThat(latency.isLossy()).isFalse();
    assertThat(latency.micros(0, 0, 0.999)).isZero();
  }
}
