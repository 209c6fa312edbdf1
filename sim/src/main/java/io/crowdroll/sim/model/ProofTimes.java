package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.Distribution;
import io.crowdroll.sim.kernel.Empirical;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.HardwareClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long a proof takes on a whole machine, by the machine's class. */
public final class ProofTimes {
  private final List<HardwareClass> classes;
  private final List<Distribution> spreads = new ArrayList<>();

  /** Seconds of a proof by its circuit, where a class's machine was measured. */
  private final List<Map<String, Distribution>> measured = new ArrayList<>();

  private final KeyedDraws draws;

  /**
   * @param draws of the class of provers
   */
  public ProofTimes(List<HardwareClass> classes, KeyedDraws draws) {
    this.classes = List.copyOf(classes);
    this.draws = draws;
    for (HardwareClass machine : classes) {
      spreads.add(Laws.of(machine.spread()));
      measured.add(measured(machine));
    }
  }

  private static Map<String, Distribution> measured(HardwareClass machine) {
    Map<String, Distribution> byCircuit = new TreeMap<>();
    if (machine.spread() instanceof HardwareClass.Spread.Measured(var calibration, double factor)) {
      for (var one : calibration.circuits()) {
        double[] seconds = one.seconds().stream().mapToDouble(it -> it * factor).toArray();
        byCircuit.put(one.name(), new Empirical(seconds));
      }
    }
    return byCircuit;
  }

  /** Whether the class goes by what was measured of each circuit. */
  public boolean isMeasured(int hardware) {
    return !measured.get(hardware).isEmpty();
  }

  /** Index of the class of a prover's machine, drawn from its cohort's mix. */
  public int classOf(int prover, List<Cohort.Mix> mix) {
    double u = draws.trait(prover, Trait.HARDWARE);
    double below = 0;
    for (Cohort.Mix part : mix) {
      below += part.share();
      if (u < below) {
        return classes.indexOf(part.hardware());
      }
    }
    // Shares may sum to a little less than 1.
    return classes.indexOf(mix.getLast().hardware());
  }

  /**
   * Work of one proof, in µs of a whole machine, at least 1.
   *
   * @param number of the proof among the prover's
   */
  public long micros(int prover, int hardware, int units, long number) {
    double u = draws.uniform(prover, Purpose.SERVICE, number);
    return work(hardware, units, spreads.get(hardware).quantile(u));
  }

  /**
   * The same of a class that {@link #isMeasured}.
   *
   * @param circuit of the proof; {@code null} = none that there is
   */
  public long micros(int prover, int hardware, String circuit, int units, long number) {
    Distribution seconds = circuit == null ? null : measured.get(hardware).get(circuit);
    if (seconds == null) {
      return micros(prover, hardware, units, number);
    }
    double u = draws.uniform(prover, Purpose.SERVICE, number);
    return Math.max(1, Span.ofMillis(seconds.quantile(u) * 1_000));
  }

  private long work(int hardware, int units, double factor) {
    double millis = classes.get(hardware).secondsPerUnit() * 1_000 * units * factor;
    return Math.max(1, Span.ofMillis(millis));
  }
}
