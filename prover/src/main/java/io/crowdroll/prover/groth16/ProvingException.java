package io.crowdroll.prover.groth16;

/** Why there is no proof. */
public abstract sealed class ProvingException extends Exception
    permits WitnessException, BrokenKeyException {
  private static final long serialVersionUID = 1;

  ProvingException(String message) {
    super(message);
  }
}
