package io.crowdroll.sim.experiment;

import io.crowdroll.reports.results.RunMetricRow;
import io.crowdroll.reports.results.Verdict;
import io.crowdroll.sim.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param directory the run's directory
 * @param planned replications asked for, over all variants
 * @param finished replications whole on disk
 * @param kept those of them that an earlier start had finished
 * @param interrupted whether it was stopped before all were finished
 * @param violation the invariant that was violated, which ended the run
 * @param failures replications that an error ended
 * @param verdicts one for each expectation, of each variant that it is about
 * @param variants metrics by variant, in order; one entry without a name where there are none
 */
public record RunResult(
    Path directory,
    int planned,
    int finished,
    int kept,
    boolean interrupted,
    Optional<Violation> violation,
    List<Failure> failures,
    List<Verdict> verdicts,
    List<VariantMetrics> variants) {

  public RunResult {
    failures = List.copyOf(failures);
    verdicts = List.copyOf(verdicts);
    variants = List.copyOf(variants);
  }

  /** The metrics of all finished replications of a variant. */
  public record VariantMetrics(String name, Scenario scenario, List<RunMetricRow> metrics) {}

  /**
   * An invariant that did not hold.
   *
   * @param label the replication
   * @param height of the block
   * @param text the invariant and both sides
   */
  public record Violation(String label, long seed, long height, String text) {}

  /**
   * A replication that ended by an error of the program.
   *
   * @param label the replication
   * @param message in a sentence
   * @param trace the file with all of it
   */
  public record Failure(String label, long seed, String message, Path trace) {}

  /** Whether everything that was planned is done and every expectation holds. */
  public boolean passed() {
    return violation.isEmpty()
        && !interrupted
        && failures.isEmpty()
        && verdicts.stream().allMatch(Verdict::pass);
  }
}
