package io.crowdroll.reports.results;

import java.util.List;

/**
 * What a run asked and how its expectations fared: {@code summary.json}. Holds no wall-clock
 * content.
 *
 * @param scenario the scenario's name
 * @param question what the scenario asks, in words: its description
 * @param horizonMs simulated time of each replication
 * @param plannedReplications how many the scenario asks for
 * @param finishedReplications how many there are
 * @param verdicts one for each expectation, in the scenario's order
 */
public record Summary(
    String scenario,
    String question,
    long horizonMs,
    int plannedReplications,
    int finishedReplications,
    List<Verdict> verdicts) {

  /** Copies the list. */
  public Summary {
    verdicts = List.copyOf(verdicts);
  }
}
