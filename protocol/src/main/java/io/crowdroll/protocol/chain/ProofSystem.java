package io.crowdroll.protocol.chain;

import java.util.List;

/** Port: decides whether a proof verifies (PROTOCOL.md §2, §5; rungs of §10). */
public interface ProofSystem {
  /**
   * A proof and what it must show.
   *
   * @param inputs with the payee as which it must verify
   */
  record Claim(Proof proof, PublicInputs inputs) {}

  /**
   * @param task whose statement must be proven
   * @param claimant the payee as which the proof must verify, {@link Payee#NONE} where the circuit
   *     binds none
   * @param inputs the same in numbers; {@code null} at the modelled rung
   */
  boolean verifies(Proof proof, long task, int claimant, PublicInputs inputs);

  /** All proofs of a block, before they are asked for one by one: many at once cost less (§2). */
  default void expect(List<Claim> claims) {}

  /** The {@code modelled} rung: a proof says itself what a verifier would find. */
  ProofSystem MODELLED =
      (proof, task, claimant, _) ->
          proof instanceof Proof.Modelled modelled
              && modelled.valid()
              && modelled.task() == task
              && modelled.payee() == claimant;
}
