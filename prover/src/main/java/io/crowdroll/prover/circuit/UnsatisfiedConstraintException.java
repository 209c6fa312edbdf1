package io.crowdroll.prover.circuit;

/** Inputs that a circuit does not accept; the message names circuit, line and values. */
public final class UnsatisfiedConstraintException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int constraint;

  UnsatisfiedConstraintException(int constraint, String message) {
    super(message);
    this.constraint = constraint;
  }

  /** The first row of the constraint system that fails. */
  public int constraint() {
    return constraint;
  }
}
