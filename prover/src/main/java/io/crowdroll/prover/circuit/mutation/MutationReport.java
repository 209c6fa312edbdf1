package io.crowdroll.prover.circuit.mutation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link Mutation} found out about a circuit.
 *
 * @param circuit its name
 * @param constraints constraints it has
 * @param changes changes of single wires that were tried, alone and with recomputation
 * @param accepted changes that no constraint refused and no gadget declares free: holes
 * @param free wires that the gadgets declare free in the states tried, by gadget, and that are
 * @param examined constraints whose deletion was tried
 * @param redundant of these, declared to follow from others
 * @param detected of these, deletions that a change, other inputs or a negative witness shows
 * @param undetected number and line of the others, the first {@value #MOST_LINES} of them
 */
public record MutationReport(
    String circuit,
    int constraints,
    long changes,
    List<String> accepted,
    Map<String, Integer> free,
    int examined,
    int redundant,
    int detected,
    List<String> undetected) {

  /** A report stays readable. */
  static final int MOST_LINES = 20;

  /** Share of the constraints examined, redundant ones left out, whose deletion was detected. */
  public double score() {
    int relevant = examined - redundant;
    return relevant == 0 ? 1 : (double) detected / relevant;
  }

  /** A few lines for a test's log. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d constraints; %,d changes, %d accepted; deletion score %.4f (%,d of %,d"
                + " detected, %d redundant)",
            circuit,
            constraints,
            changes,
            accepted.size(),
            score(),
            detected,
            examined - redundant,
            redundant));
    free.forEach(
        (gadget, n) -> text.append("\n  free wires: ").append(n).append(" × ").append(gadget));
    accepted.forEach(line -> text.append("\n  ACCEPTED ").append(line));
    undetected.forEach(line -> text.append("\n  undetected ").append(line));
    return text.toString();
  }
}
