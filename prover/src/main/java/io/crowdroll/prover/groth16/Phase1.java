package io.crowdroll.prover.groth16;

/**
 * Where the secrets of a key's phase 1, τ, α and β, came from. A key {@linkplain Setup made in
 * memory} has a circuit hash of zeros, which no ceremony's key has and every contribution keeps,
 * those of snarkjs too; so the mark stays, whatever phase 2 follows.
 */
public enum Phase1 {
  /** Drawn by the process that made the key: a development key for ever. */
  IN_MEMORY,
  /** Of a ceremony, as far as the key itself says: {@link Ceremony#flaw} proves it. */
  POWERS_OF_TAU;

  /** What a key says of itself. */
  public static Phase1 of(ProvingKey key) {
    byte[] transcript = key.transcript();
    for (int i = 0; i < Math.min(transcript.length, Transcript.HASH); i++) {
      if (transcript[i] != 0) {
        return POWERS_OF_TAU;
      }
    }
    return IN_MEMORY;
  }
}
