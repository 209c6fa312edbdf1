package io.crowdroll.reports.results;

/** What is on disk is not what a run leaves there; the message says which file and row. */
public final class ResultsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ResultsException(String message) {
    super(message);
  }

  ResultsException(String message, Throwable cause) {
    super(message, cause);
  }
}
