package io.crowdroll.protocol.proving;

/** Who gets a task whose lease was missed (PROTOCOL.md §4, {@code reassignment}). */
public sealed interface Reassignment {

  /** {@code next-random}: one random prover after another, for ever (literal). */
  record NextRandom() implements Reassignment {}

  /**
   * {@code committee}: one random primary; after its miss {@code size} provers at once; in the end
   * a validator (hardened).
   */
  record Committee(int size) implements Reassignment {}

  /** {@code least-recently-processed}: the eligible prover whose last lease is oldest. */
  record LeastRecentlyProcessed() implements Reassignment {}

  /** {@code open}: no leases; anybody may prove a waiting task at its current bounty. */
  record Open() implements Reassignment {}

  /** {@code last-resort}: random provers, then a validator by rotation. */
  record LastResort() implements Reassignment {}
}
