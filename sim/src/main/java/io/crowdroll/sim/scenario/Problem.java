package io.crowdroll.sim.scenario;

/**
 * What is wrong at one place of a scenario.
 *
 * @param source file as given, or the {@code --set} as typed
 * @param line from 1; 0 where the place is no line of a file
 * @param column from 1; 0 likewise
 * @param message the value, what is allowed, and where it helps "did you mean"
 */
public record Problem(String source, int line, int column, String message) {

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return line == 0
        ? source + ": " + message
        : source + ":" + line + ":" + column + ": " + message;
  }
}
