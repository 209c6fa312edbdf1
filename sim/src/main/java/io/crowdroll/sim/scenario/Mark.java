package io.crowdroll.sim.scenario;

/** A place in a scenario: where a key or a value was written. */
record Mark(String source, int line, int column) {

  /** A place without lines: a {@code --set}, or a file as a whole. */
  static Mark whole(String source) {
    return new Mark(source, 0, 0);
  }

  Problem problem(String message) {
    return new Problem(source, line, column, message);
  }
}
