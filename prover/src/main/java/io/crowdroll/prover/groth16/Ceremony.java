package io.crowdroll.prover.groth16;

/** Phase 2. */
public final class Ceremony {
  static final int CIRCUIT_HASH_BYTES = 64;

  private Ceremony() {}
}
