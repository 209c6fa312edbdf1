package io.crowdroll.protocol.chain;

/** A proof of a task, as it travels in a {@link Coordination.Submission}. */
public sealed interface Proof {
  /** The task whose statement it is said to prove, see {@link TaskKey}. */
  long task();

  /**
   * The payee that it is said to be bound to, a {@link Payee}; {@link Payee#NONE} where the circuit
   * binds none.
   */
  int payee();

  /**
   * A proof as the {@code modelled} rung carries it: what a verifier would find out, without the
   * group elements.
   *
   * @param valid whether the pairing equation holds
   */
  record Modelled(long task, int payee, boolean valid) implements Proof {}

  /** A Groth16 proof. Anybody can make others of the same statement, so it identifies nothing. */
  record Groth16(long task, int payee, ProofWords words) implements Proof {}
}
