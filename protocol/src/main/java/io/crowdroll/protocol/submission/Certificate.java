package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.util.List;
import java.util.Optional;

/**
 * Signatures of validators over a batch header (PROTOCOL.md §7): without one a single agent could
 * fix an order of its own. The {@code modelled} rung carries who signed instead of the signatures.
 *
 * @param header hash of the signed header
 * @param signers who signed; strictly ascending in a good certificate, so that nobody counts twice
 */
public record Certificate(Hash256 header, List<Address> signers) {

  /** What goes with a commit where the rules ask for no certificate. */
  public static final Certificate NONE = new Certificate(Hash256.ZERO, List.of());

  public Certificate {
    signers = List.copyOf(signers);
  }

  /** Why it does not certify {@code expected} in the name of {@code set}; empty if it does. */
  public Optional<Refusal> check(Hash256 expected, SignerSet set) {
    if (!header.equals(expected)) {
      return Optional.of(Refusal.CERTIFICATE_OF_ANOTHER_HEADER);
    }
    long signed = 0;
    for (int i = 0; i < signers.size(); i++) {
      if (i > 0 && signers.get(i - 1).compareTo(signers.get(i)) >= 0) {
        return Optional.of(Refusal.SIGNERS_NOT_ASCENDING);
      }
      long stake = set.stake(signers.get(i));
      if (stake == 0) {
        return Optional.of(Refusal.SIGNER_NOT_IN_SET);
      }
      signed += stake;
    }
    return signed > twoThirds(set.total())
        ? Optional.empty()
        : Optional.of(Refusal.CERTIFICATE_TOO_LIGHT);
  }

  /** ⌊2/3 of {@code stake}⌋, which does not overflow; integers above it are above the fraction. */
  private static long twoThirds(long stake) {
    return stake / 3 * 2 + stake % 3 * 2 / 3;
  }
}
