package io.crowdroll.protocol.chain;

/** Port: decides whether a proof verifies (PROTOCOL.md §5; rungs of §10). */
public interface ProofSystem {
  /**
   * @param task whose statement must be proven
   * @param claimant the payee as which the proof must verify, {@link Payee#NONE} where the circuit
   *     binds none
   */
  boolean verifies(Proof proof, long task, int claimant);

  /** The {@code modelled} rung: a proof says itself what a verifier would find. */
  ProofSystem MODELLED =
      (proof, task, claimant) -> proof.valid() && proof.task() == task && proof.payee() == claimant;
}
