package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.AmountLaw;
import io.crowdroll.sim.scenario.Arrivals;
import io.crowdroll.sim.scenario.Intervention;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.TransactionClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalProcessTest {
  private static final List<TransactionClass> CLASSES =
      List.of(
          new TransactionClass(
              "transfer",
              TransactionClass.Kind.TRANSFER,
              1,
              21_000,
              44,
              new AmountLaw.Constant(Wei.of(1))));

  private static ArrivalProcess process(Arrivals law, int replication, Intervention... timeline)
      throws ScenarioException {
    return ArrivalProcess.of(law, CLASSES, List.of(timeline), new Streams(3, replication));
  }

  /** Arrivals of many replications in a window. */
  private static Statistics counts(Arrivals law, long from, long to, Intervention... timeline)
      throws ScenarioException {
    Statistics counts = new Statistics();
    for (int r = 0; r < 500; r++) {
      ArrivalProcess process = process(law, r, timeline);
      int count = 0;
      for (long time = process.next(); time < to; time = process.next()) {
        count += time >= from ? 1 : 0;
      }
      counts.add(count);
    }
    return counts;
  }

  @Test
  void countsArePoisson() throws Exception {
    counts(new Arrivals.Poisson(0.5), 0, 400 * Span.SECOND).assertPoisson(200);
  }

  @Test
  void ratesFollowTheTimeOfDay() throws Exception {
    Arrivals law = new Arrivals.Diurnal(0.05, 1, 15 * 3_600_000);
    double swing = 24 / (2 * Math.PI);
    double aroundPeak = 180 * (2 + 2 * swing * Math.sin(2 * Math.PI / 24));
    double aroundTrough = 180 * (2 - 2 * swing * Math.sin(2 * Math.PI / 24));
    counts(law, 14 * Span.HOUR, 16 * Span.HOUR).assertPoisson(aroundPeak);
    counts(law, 2 * Span.HOUR, 4 * Span.HOUR).assertPoisson(aroundTrough);
    counts(law, 0, Span.DAY).assertPoisson(180 * 24);
  }

  @Test
  void rushesMultiplyTheRateWhileTheyLast() throws Exception {
    Intervention rush = new Intervention.Rush(100_000, 5, 50_000);
    Intervention inner = new Intervention.Rush(120_000, 0, 10_000);
    Arrivals law = new Arrivals.Poisson(2);
    counts(law, 0, 100 * Span.SECOND, rush, inner).assertPoisson(200);
    counts(law, 100 * Span.SECOND, 150 * Span.SECOND, rush, inner).assertPoisson(400);
    assertThat(counts(law, 120 * Span.SECOND, 130 * Span.SECOND, rush, inner).mean()).isZero();
    counts(law, 150 * Span.SECOND, 200 * Span.SECOND, rush, inner).assertPoisson(100);
  }

  @Test
  void anEmptyTransactionStreamNeverArrives() throws Exception {
    assertThat(process(new Arrivals.Poisson(0), 0).next()).isEqualTo(Span.FOR_EVER);
  }

  @Test
  void traceGivesItsTimesAndClasses(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "ms,class\n5,transfer\n5,\n70,\n");
    ArrivalProcess trace =
        process(new Arrivals.Trace(file), 0, new Intervention.Rush(60, 2, 1_000));
    assertThat(trace.next()).isEqualTo(5_000);
    assertThat(trace.transactionClass()).isZero();
    assertThat(trace.next()).isEqualTo(5_000);
    assertThat(trace.transactionClass()).isEqualTo(ArrivalProcess.BY_SHARE);
    assertThat(trace.next()).isEqualTo(70_000);
    assertThat(trace.next()).isEqualTo(70_000);
    assertThat(trace.next()).isEqualTo(Span.FOR_EVER);
  }

  @Test
  void aTraceNamesWhatItCannotBe(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "ms,class\n5,transfers\n3,\n");
    assertThatThrownBy(() -> process(new Arrivals.Trace(file), 0))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("a.csv:2:3: no transaction class `transfers`; there are transfer")
        .hasMessageContaining("a.csv:3:1: `3` must be at least 5 ms");
    assertThatThrownBy(() -> process(new Arrivals.Trace(folder.resolve("b.csv")), 0))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("cannot be read");
  }
}
