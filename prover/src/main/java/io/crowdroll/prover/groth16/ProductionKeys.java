package io.crowdroll.prover.groth16;

import java.util.Optional;
import java.util.Set;

/**
 * The keys that may be relied on where proofs are worth something: those whose {@linkplain
 * VerifyingKey#fingerprint fingerprints} somebody who followed the ceremony has put on a list. A
 * development key is refused even if it is listed.
 *
 * @param fingerprints 64 lower-case hexadecimal digits each
 */
public record ProductionKeys(Set<String> fingerprints) {
  /** What is said of a development key. */
  public static final String DEVELOPMENT =
      "is a development key: its phase 1 was made in memory, so its maker can forge proofs";

  /**
   * @throws IllegalArgumentException if a fingerprint is none
   */
  public ProductionKeys {
    fingerprints = Set.copyOf(fingerprints);
    for (String fingerprint : fingerprints) {
      if (!isFingerprint(fingerprint)) {
        throw new IllegalArgumentException("no fingerprint: " + fingerprint);
      }
    }
  }

  /** Whether a text has the form of a fingerprint. */
  public static boolean isFingerprint(String text) {
    return text.matches("[0-9a-f]{64}");
  }

  /** Why a proving key must not be used, in words that go on after its name; or nothing. */
  public Optional<String> refusal(ProvingKey key) {
    return Phase1.of(key) == Phase1.IN_MEMORY
        ? Optional.of(DEVELOPMENT)
        : refusal(key.verifyingKey());
  }

  /** The same of a verifying key, which itself does not say where it comes from. */
  public Optional<String> refusal(VerifyingKey key) {
    Optional<String> flaw = Verifier.flaw(key);
    if (flaw.isPresent()) {
      return flaw.map(text -> "is unsafe: " + text);
    }
    return fingerprints.contains(key.fingerprint())
        ? Optional.empty()
        : Optional.of("is not on the list of production keys: it is " + key.fingerprint());
  }
}
