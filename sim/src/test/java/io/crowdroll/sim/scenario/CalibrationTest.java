package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.sim.scenario.Calibration.Circuit;
import io.crowdroll.sim.scenario.Calibration.Verification;
import io.crowdroll.sim.scenario.HardwareClass.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
  private static final Calibration MEASURED =
      new Calibration(
          "2026-11-24",
          "Zen 3, 2 processors, Linux, Java 25.0.3+9-LTS",
          2,
          new Verification(0.0029, 0.00078, 64),
          List.of(
              new Circuit("batch-4", 170_000, List.of(2.5, 2.7)),
              new Circuit("transfer", 30_000, List.of(0.75, 0.7525, 0.6975))));

  private static final String USES =
      "question: q?\nhardware: [{name: here, law: measured, file: c.calibration, factor: 3}]\n"
          + "provers: {cohorts: [{name: crowd, count: 3,"
          + " hardware: [{class: here, share: 100 %}]}]}\n";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("c.calibration"), text);
  }

  private LoadedScenario scenario() throws IOException, ScenarioException {
    Path file = Files.writeString(folder.resolve("s.yaml"), USES);
    return ScenarioLoader.load(file, List.of());
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException, ScenarioException {
    assertThat(Calibration.read(file(MEASURED.yaml()))).isEqualTo(MEASURED);
  }

  @Test
  void aUnitTakesWhatOneProofOfEachCircuitTakes() {
    assertThat(MEASURED.secondsPerUnit()).isCloseTo((2.6 + 2.2 / 3) / 200, within(1e-12));
    assertThat(MEASURED.hardwareFactor()).isCloseTo(MEASURED.secondsPerUnit() * 10, within(1e-12));
  }

  @Test
  void aClassOfMachinesGoesByTheFile() throws IOException, ScenarioException {
    file(MEASURED.yaml());
    HardwareClass here = scenario().scenario().hardware().getFirst();
    assertThat(here.secondsPerUnit()).isCloseTo(3 * MEASURED.secondsPerUnit(), within(1e-12));
    assertThat(here.spread()).isEqualTo(new Spread.Measured(MEASURED, 3));
  }

  @Test
  void aScenarioIsAnotherWhereItsCalibrationIs() throws IOException, ScenarioException {
    file(MEASURED.yaml());
    String before = scenario().hash();
    file(MEASURED.yaml().replace("2.5", "2.4"));
    assertThat(scenario().hash()).isNotEqualTo(before);
  }

  @Test
  void mistakesInTheFileAreToldWithTheirPlace() throws IOException {
    file(MEASURED.yaml().replace("constraints: 30000", "constraint: 30000"));
    assertThatThrownBy(this::scenario)
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("c.calibration:")
        .hasMessageContaining("unknown key `constraint` in circuits[transfer]; did you mean");
    Path empty =
        file("date: x\nmachine: y\nthreads: 1\nverification: {single: 1, batched: 1, batch: 2}");
    assertThatThrownBy(() -> Calibration.read(empty)).hasMessageContaining("circuits is empty");
    Files.delete(empty);
    assertThatThrownBy(this::scenario).hasMessageContaining("there is no file `c.calibration`");
  }
}
