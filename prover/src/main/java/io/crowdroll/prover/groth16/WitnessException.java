package io.crowdroll.prover.groth16;

import java.util.OptionalInt;

/**
 * The witness does not satisfy the circuit, or is none of it. Where the constraint system is at
 * hand, the first constraint that fails is named.
 */
public final class WitnessException extends ProvingException {
  private static final long serialVersionUID = 1;

  /** −1 for none. */
  private final int constraint;

  WitnessException(String message) {
    this(message, -1);
  }

  WitnessException(String message, int constraint) {
    super(message);
    this.constraint = constraint;
  }

  /** The first constraint that fails, if that could be told. */
  public OptionalInt constraint() {
    return constraint < 0 ? OptionalInt.empty() : OptionalInt.of(constraint);
  }
}
