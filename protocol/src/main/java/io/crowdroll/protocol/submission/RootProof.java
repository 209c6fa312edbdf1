package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Hash256;

/**
 * A batch's root proof as the {@code modelled} rung carries it: its public inputs, and what the
 * verifier would find out.
 *
 * @param header hash of the header whose words its commitment P, z, y opens (STATEMENTS.md)
 * @param payee the prover bound as a public input, a {@link io.crowdroll.protocol.chain.Payee}
 * @param valid whether the pairing equation holds
 */
public record RootProof(Hash256 header, int payee, boolean valid) {

  /** Whether it proves the batch of {@code expectedHeader} for {@code expectedPayee}. */
  public boolean verifies(Hash256 expectedHeader, int expectedPayee) {
    return valid && header.equals(expectedHeader) && payee == expectedPayee;
  }
}
