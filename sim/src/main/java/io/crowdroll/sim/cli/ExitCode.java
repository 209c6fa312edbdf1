package io.crowdroll.sim.cli;

import io.crowdroll.sim.experiment.RunResult;

/** What the process tells whoever started it. */
final class ExitCode {
  /** All is done and every expectation holds. */
  static final int PASS = 0;

  /** An expectation does not hold or could not be judged, or the program failed. */
  static final int FAIL = 1;

  /** The command line or a file is wrong; nothing was run. */
  static final int BAD_INPUT = 2;

  /** An invariant of the protocol was violated. */
  static final int VIOLATION = 3;

  /** Stopped by Ctrl-C, as shells count it: 128 + SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  static int of(RunResult result) {
    if (result.violation().isPresent()) {
      return VIOLATION;
    }
    if (result.interrupted()) {
      return INTERRUPTED;
    }
    return result.passed() ? PASS : FAIL;
  }
}
