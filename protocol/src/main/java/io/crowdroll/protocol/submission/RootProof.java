package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofWords;

/** A batch's root proof as L1 gets it. */
public sealed interface RootProof {
  /** Hash of the header that it is said to prove. */
  Hash256 header();

  /** Who made it, a {@link io.crowdroll.protocol.chain.Payee}. */
  int payee();

  /**
   * A batch's root proof as the chain has taken it.
   *
   * @param account that the payee is paid on, {@link Address#ZERO} where nobody is bound
   */
  static RootProof of(Hash256 header, Fact.BatchProven proven, Address account) {
    return proven.proof() instanceof Proof.Groth16(long _, int _, ProofWords words)
        ? new Groth16(header, proven.payee(), account, words)
        : new Modelled(header, proven.payee(), true);
  }

  /**
   * As the {@code modelled} rung carries it: its public inputs, and what the verifier would find
   * out.
   *
   * @param header hash of the header whose words its commitment P, z, y opens (STATEMENTS.md)
   * @param payee the prover bound as a public input, a {@link io.crowdroll.protocol.chain.Payee}
   * @param valid whether the pairing equation holds
   */
  record Modelled(Hash256 header, int payee, boolean valid) implements RootProof {

    /** Whether it proves the batch of {@code expectedHeader} for {@code expectedPayee}. */
    public boolean verifies(Hash256 expectedHeader, int expectedPayee) {
      return valid && header.equals(expectedHeader) && payee == expectedPayee;
    }
  }

  /**
   * A Groth16 proof of {@link io.crowdroll.protocol.chain.PublicInputs} P, z, y and payee.
   *
   * @param account the account bound as a public input, {@link Address#ZERO} where none is
   */
  record Groth16(Hash256 header, int payee, Address account, ProofWords words)
      implements RootProof {}
}
