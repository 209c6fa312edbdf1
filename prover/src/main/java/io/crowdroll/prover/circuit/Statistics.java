package io.crowdroll.prover.circuit;

import java.util.List;
import java.util.Locale;

/**
 * What a compiled circuit is made of.
 *
 * @param circuit its name
 * @param constraints rows of the constraint system
 * @param wires wires, the constant among them
 * @param terms terms of A, B and C
 * @param folded linear constraints that substitution has removed
 * @param scopes the circuit's parts, parents before children
 * @param unusedInputs names of inputs that occur in no constraint: the proof says nothing about
 *     them
 */
public record Statistics(
    String circuit,
    int constraints,
    int wires,
    long terms,
    int folded,
    List<Scope> scopes,
    List<String> unusedInputs) {
  /**
   * One part.
   *
   * @param path names from the circuit down, joined by slashes
   * @param calls how often it was opened
   * @param constraints rows made in it and in the parts inside it
   */
  public record Scope(String path, int calls, int constraints) {}

  /** A table, one line a part. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d constraints, %,d wires, %,d terms, %,d linear constraints folded%n",
            circuit,
            constraints,
            wires,
            terms,
            folded));
    for (Scope scope : scopes) {
      text.append(
          String.format(
              Locale.ROOT,
              "%,10d  %,8d ×  %s%n",
              scope.constraints(),
              scope.calls(),
              scope.path()));
    }
    if (!unusedInputs.isEmpty()) {
      text.append("inputs in no constraint: ").append(unusedInputs).append(System.lineSeparator());
    }
    return text.toString();
  }
}
