package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.Distribution;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.HardwareClass;
import java.util.ArrayList;
import java.util.List;

/** How long a proof takes on a whole machine, by the machine's class. */
public final class ProofTimes {
  private final List<HardwareClass> classes;
  private final List<Distribution> spreads = new ArrayList<>();
  private final KeyedDraws draws;

  /**
   * @param draws of the class of provers
   */
  public ProofTimes(List<HardwareClass> classes, KeyedDraws draws) {
    this.classes = List.copyOf(classes);
    this.draws = draws;
    classes.forEach(machine -> spreads.add(Laws.of(machine.spread())));
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

  /** Mean work of a proof, likewise. */
  public long meanMicros(int hardware, int units) {
    return work(hardware, units, 1);
  }

  private long work(int hardware, int units, double factor) {
    double millis = classes.get(hardware).secondsPerUnit() * 1_000 * units * factor;
    return Math.max(1, Span.ofMillis(millis));
  }
}
