package io.crowdroll.prover.groth16;

/** The proving key contains what no setup writes; the message says what and where. */
public final class BrokenKeyException extends ProvingException {
  private static final long serialVersionUID = 1;

  BrokenKeyException(String message) {
    super("broken proving key: " + message);
  }
}
