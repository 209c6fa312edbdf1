package io.crowdroll.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.scenario.Calibration;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.HardwareClass;
import io.crowdroll.sim.scenario.HardwareClass.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTimesTest {
  private static final List<HardwareClass> CLASSES =
      List.of(
          new HardwareClass("fixed", 0.1, new Spread.None(), 50),
          new HardwareClass("memoryless", 0.07, new Spread.Exponential(), 50),
          new HardwareClass("heavy", 0.05, new Spread.Weibull(0.7), 50),
          new HardwareClass("measured", 0.015, new Spread.Lognormal(0.303), 50));

  private final ProofTimes times =
      new ProofTimes(CLASSES, new KeyedDraws(new Streams(9, 0), EntityClass.PROVER));

  @Test
  void proofsOfEveryClassTakeItsMeanTime() {
    for (int hardware = 1; hardware < CLASSES.size(); hardware++) {
      Statistics seconds = new Statistics();
      for (int n = 0; n < 100_000; n++) {
        seconds.add(times.micros(7, hardware, 44, n) / 1e6);
      }
      seconds.assertMean(CLASSES.get(hardware).secondsPerUnit() * 44);
    }
    assertThat(times.micros(7, 0, 44, 3)).isEqualTo(4_400_000);
  }

  @Test
  void aMeasuredMachineTakesTheTimesThatWereMeasuredOfACircuit() {
    Calibration calibration =
        new Calibration(
            "today",
            "here",
            2,
            new Calibration.Verification(0.003, 0.001, 64),
            List.of(new Calibration.Circuit("transfer", 40_000, List.of(1.0, 2.0, 4.5))));
    HardwareClass machine =
        new HardwareClass(
            "here", 2 * calibration.secondsPerUnit(), new Spread.Measured(calibration, 2), 50);
    ProofTimes here =
        new ProofTimes(List.of(machine), new KeyedDraws(new Streams(9, 0), EntityClass.PROVER));
    assertThat(here.isMeasured(0)).isTrue();
    assertThat(times.isMeasured(3)).isFalse();
    Statistics seconds = new Statistics();
    for (int n = 0; n < 10_000; n++) {
      long micros = here.micros(7, 0, "transfer", 44, n);
      assertThat(micros).isIn(2_000_000L, 4_000_000L, 9_000_000L);
      seconds.add(micros / 1e6);
    }
    seconds.assertMean(5);
    // what was not proven goes by its units: 2.5 s for 40 of them, twice as long here
    assertThat(here.micros(7, 0, "settle", 80, 1)).isEqualTo(10_000_000);
    assertThat(here.micros(7, 0, null, 8, 1)).isEqualTo(1_000_000);
  }

  @Test
  void machinesFollowTheMixOfTheirCohort() {
    List<Cohort.Mix> mix =
        List.of(new Cohort.Mix(CLASSES.get(2), 0.3), new Cohort.Mix(CLASSES.get(0), 0.7));
    Statistics share = new Statistics();
    for (int prover = 0; prover < 100_000; prover++) {
      int hardware = times.classOf(prover, mix);
      assertThat(hardware).isIn(0, 2);
      share.add(hardware == 2 ? 1 : 0);
    }
    share.assertMean(0.3);
  }
}
