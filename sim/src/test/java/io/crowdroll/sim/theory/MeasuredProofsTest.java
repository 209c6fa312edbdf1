package io.crowdroll.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.agents.Simulation;
import io.crowdroll.sim.experiment.Calibrator;
import io.crowdroll.sim.experiment.SimulationEngine;
import io.crowdroll.sim.proofs.ProvenCircuit;
import io.crowdroll.sim.scenario.Calibration;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioLoader;
import io.crowdroll.sim.scenario.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The model of proof times beside proofs: a machine is measured, then modelled by its file. */
@Tag("long")
@Isolated("measures time")
class MeasuredProofsTest {
  private static final Path SCENARIO = Path.of("..", "scenarios", "calibrated.yaml");
  private static final int BATCH = 4;

  /** Two standard errors, as there are some ten proofs of each circuit or more. */
  private static final double ERRORS = 2.3;

  /** What other processes on the machine may change between two runs of some seconds. */
  private static final double DRIFT = 0.25;

  @TempDir Path folder;

  private Scenario scenario(int seed, String... settings) throws Exception {
    List<Setting> all = new ArrayList<>();
    all.add(new Setting("seed", Integer.toString(seed)));
    all.add(new Setting("duration", "5 min"));
    all.add(new Setting("timeline", "[]"));
    all.add(new Setting("protocol.aggregation.batchSize", Integer.toString(BATCH)));
    all.add(new Setting("protocol.aggregation.batchMaxAge", "1 min"));
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      all.add(new Setting(setting.substring(0, equals), setting.substring(equals + 1)));
    }
    return ScenarioLoader.load(SCENARIO, all).scenario();
  }

  /** Seconds of proofs by circuit: of real ones, or as the model has them. */
  private static final class Seconds extends Watcher {
    final Map<String, List<Double>> byCircuit = new TreeMap<>();
    private final Map<Long, String> circuits = new HashMap<>();
    private boolean real;

    @Override
    public void applied(long millis, Block block, List<Fact> facts, Gauges gauges) {
      for (Fact fact : facts) {
        if (fact instanceof Fact.TaskMade made) {
          circuits.put(
              made.task(),
              made.kind() == null
                  ? ProvenCircuit.batchName(BATCH, false)
                  : ProvenCircuit.leafName(made.kind(), false));
        }
      }
    }

    @Override
    public void proved(long millis, long task, String circuit, long nanos) {
      real = true;
      byCircuit.computeIfAbsent(circuit, _ -> new ArrayList<>()).add(nanos / 1e9);
    }

    @Override
    public void worked(long millis, int member, long task, long busyMillis) {
      if (!real) {
        byCircuit.computeIfAbsent(circuits.get(task), _ -> new ArrayList<>()).add(busyMillis / 1e3);
      }
    }
  }

  private static Seconds run(Scenario scenario) throws Exception {
    Seconds seconds = new Seconds();
    new Simulation(scenario, scenario.seed(), 0, seconds).run();
    return seconds;
  }

  @Test
  void theMeasuredModelTakesTheTimesThatProofsTake() throws Exception {
    Calibration calibration;
    try (ReplicationWriter writer = RunDirectory.create(folder.resolve("run")).writer(0)) {
      calibration =
          new Calibrator(new SimulationEngine(), System.err::println).measure(scenario(1), writer);
    }
    Path file = Files.writeString(folder.resolve("here.calibration"), calibration.yaml());
    Seconds real = run(scenario(2));
    Seconds modelled =
        run(scenario(3, "fidelity.proofs=modelled", "hardware[here].file=" + file, "duration=1 h"));
    List<String> compared = new ArrayList<>(modelled.byCircuit.keySet());
    compared.retainAll(real.byCircuit.keySet());
    compared.removeIf(circuit -> real.byCircuit.get(circuit).size() < 4);
    assertThat(compared).contains("transfer", "batch-4");
    for (String circuit : compared) {
      List<Double> model = modelled.byCircuit.get(circuit);
      List<Double> proofs = real.byCircuit.get(circuit);
      double allowed = ERRORS * (error(model) + error(proofs)) + DRIFT * mean(proofs);
      assertThat(mean(model)).as(circuit).isCloseTo(mean(proofs), within(allowed));
    }
    assertThat(mean(modelled.byCircuit.get("batch-4")))
        .isGreaterThan(2 * mean(modelled.byCircuit.get("transfer")));
    assertThat(calibration.verification().batched())
        .isLessThan(calibration.verification().single());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Standard error of the mean. */
  private static double error(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1) / values.size());
  }
}
