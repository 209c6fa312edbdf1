package io.crowdroll.sim.kernel;

/**
 * What owns a random stream. The ids enter the keys of the streams: append only, never renumber, or
 * every recorded run changes.
 */
public enum EntityClass {
  /** A replication as a whole: its topology, the make-up of its population. */
  WORLD(1),
  /** A user, or a class of users that arrive together. */
  USER(2),
  /** A prover. */
  PROVER(3),
  /** A validator, also in its role as submission agent. */
  VALIDATOR(4),
  /** A directed network link or a pair of regions. */
  LINK(5),
  /** Layer 1: its blocks, base fee, reorgs. */
  L1(6),
  /** The market between ZKPoW and ETH. */
  MARKET(7),
  /** A timed or stochastic fault. */
  FAULT(8),
  /** The public randomness that the protocol draws from. */
  BEACON(9),
  /** An attacker that is none of the above. */
  ADVERSARY(10);

  private final int id;

  EntityClass(int id) {
    this.id = id;
  }

  /** The stable id. */
  int id() {
    return id;
  }
}
