package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.AvailabilityProcess.Phase;
import io.crowdroll.sim.scenario.Availability;
import io.crowdroll.sim.scenario.DurationLaw;
import io.crowdroll.sim.scenario.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvailabilityProcessTest {
  private static final int MACHINES = 400;
  private static final int REPLICATIONS = 400;
  private static final long MINUTE = 60_000;

  static Stream<DurationLaw> sessions() {
    return Stream.of(
        new DurationLaw.Constant(40 * MINUTE),
        new DurationLaw.Exponential(40 * MINUTE),
        new DurationLaw.Weibull(20 * MINUTE, 0.5),
        new DurationLaw.Lognormal(40 * MINUTE, 1));
  }

  private static KeyedDraws draws(int replication) {
    return new KeyedDraws(new Streams(5, replication), EntityClass.PROVER);
  }

  private static boolean isOn(AvailabilityProcess process, int machine, long time) {
    Phase phase = process.atGenesis(machine);
    while (phase.end() <= time) {
      phase = process.after(phase, machine, phase.end());
    }
    return phase.on();
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void fromGenesisOnTheNumberOfMachinesThatAreOnIsBinomial(DurationLaw session) throws Exception {
    DurationLaw off = new DurationLaw.Exponential(60 * MINUTE);
    double mean = Laws.of(session).mean();
    double share = mean / (mean + 60 * MINUTE);
    for (long time : new long[] {0, 10 * MINUTE, 300 * MINUTE}) {
      Statistics on = new Statistics();
      for (int r = 0; r < REPLICATIONS; r++) {
        AvailabilityProcess process =
            AvailabilityProcess.of(new Availability.Renewal(session, off), draws(r));
        int count = 0;
        for (int machine = 0; machine < MACHINES; machine++) {
          count += isOn(process, machine, Span.ofMillis(time)) ? 1 : 0;
        }
        on.add(count);
      }
      on.assertBinomial(MACHINES, share);
    }
  }

  /** Insensitivity: the law of the sessions does not matter, only its mean (SIMULATOR.md D2.4). */
  @ParameterizedTest
  @MethodSource("sessions")
  void arrivalsThatStayForASessionAreAPoissonNumber(DurationLaw session) {
    double mean = Laws.of(session).mean();
    double perSecond = 50 / mean * 1_000;
    long horizon = Span.ofMillis(40 * mean);
    Statistics present = new Statistics();
    for (int r = 0; r < 1_000; r++) {
      Streams streams = new Streams(6, r);
      AvailabilityProcess process =
          AvailabilityProcess.renewal(session, new DurationLaw.Constant(1), draws(r));
      ArrivalProcess arrivals =
          ArrivalProcess.poisson(
              perSecond,
              0,
              streams.stream(EntityClass.WORLD, 0, io.crowdroll.sim.kernel.Purpose.ARRIVAL));
      int count = 0;
      int machine = 0;
      for (long time = arrivals.next(); time <= horizon; time = arrivals.next()) {
        count += process.first(machine++, time).end() > horizon ? 1 : 0;
      }
      present.add(count);
    }
    // A heavy tail needs longer than any horizon to settle: what it lacks is known.
    double expected = session instanceof DurationLaw.Weibull ? 50 * settledShare() : 50;
    present.assertPoisson(expected);
  }

  /** ∫₀ᵀ P(S > u) du / E[S] of the Weibull law of shape ½ at T = 40 means. */
  private static double settledShare() {
    double root = Math.sqrt(40 * 2.0);
    return 1 - (1 + root) * Math.exp(-root);
  }

  @Test
  void returnsFollowTheTimeOfDay() throws Exception {
    // Exponential on and off: p' = −p/on + (1 − p) r(t), integrated by Runge–Kutta to its cycle.
    double on = 40 * MINUTE;
    double off = 60 * MINUTE;
    double day = 24 * 60 * MINUTE;
    long peak = 20 * 60 * MINUTE;
    double p = 0.4;
    double[] atHour = new double[24];
    int steps = 24 * 60;
    for (int step = 0; step < 3 * steps; step++) {
      if (step >= 2 * steps && step % 60 == 0) {
        atHour[step / 60 % 24] = p;
      }
      double t = day * step / steps + MINUTE / 2.0;
      double rate = (1 + 0.8 * Math.cos(2 * Math.PI * (t - peak) / day)) / off;
      double middle = p + MINUTE / 2.0 * (-p / on + (1 - p) * rate);
      p += MINUTE * (-middle / on + (1 - middle) * rate);
    }
    Availability law =
        new Availability.Diurnal(
            new DurationLaw.Exponential((long) on),
            new DurationLaw.Exponential((long) off),
            0.8,
            peak);
    AvailabilityProcess process = AvailabilityProcess.of(law, draws(0));
    for (int hour : new int[] {0, 8, 20}) {
      Statistics share = new Statistics();
      for (int machine = 0; machine < 40_000; machine++) {
        share.add(isOn(process, machine, hour * Span.HOUR) ? 1 : 0);
      }
      share.assertMean(atHour[hour]);
    }
  }

  @Test
  void tracedMachineLivesTheLifeOfItsHost(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(folder.resolve("t.csv"), "host,start_ms,end_ms\na,5,9\na,10,20\n");
    AvailabilityProcess process = AvailabilityProcess.of(new Availability.Trace(file), draws(0));
    assertThat(process.atGenesis(3)).isEqualTo(new Phase(false, 0, 5_000));
    Phase on = process.after(process.atGenesis(3), 3, 5_000);
    assertThat(on).isEqualTo(new Phase(true, 1, 9_000));
    assertThat(process.after(on, 3, 9_000)).isEqualTo(new Phase(false, 2, 10_000));
    assertThat(process.after(on, 3, 20_000)).isEqualTo(new Phase(false, 4, Span.FOR_EVER));
  }

  @Test
  void badLinesOfATraceAreToldWithTheirPlaces(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("t.csv"), "host,start_ms,end_ms\na,5,4\nb,x,7\nc,1\na,3,9\n");
    assertThatThrownBy(() -> AvailabilityProcess.of(new Availability.Trace(file), draws(0)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("t.csv:2:5: `4` must be at least 6 ms")
        .hasMessageContaining("t.csv:3:3: `x` is no whole number of ms")
        .hasMessageContaining("t.csv:4:1: 2 cells, must be 3")
        .hasMessageContaining("t.csv:5:3: `3` must be at least 7 ms");
  }
}
