package io.crowdroll.protocol.chain;

/**
 * A coordination transaction: it changes the coordination plane only, and makes no task
 * (PROTOCOL.md §1, §2).
 */
public sealed interface Coordination {

  /** Registers a prover with its capacity: parallel leases, which share one machine (§3). */
  record Register(Address account, int capacity) implements Coordination {}

  /** Says that a prover is active or not, and with which capacity (§3). */
  record Heartbeat(int prover, boolean active, int capacity) implements Coordination {}

  /**
   * Stands for all heartbeats of a session whose heartbeats are elided (§3): from the active
   * heartbeat that began it, the prover counted as heard of; the last beat of the session reached
   * the validators at {@code lastArrivalMillis}.
   */
  record Silence(int prover, long lastArrivalMillis) implements Coordination {}

  /** Asks for the bond back after {@code exitDelay} (§3). */
  record Leave(int prover) implements Coordination {}

  /** Gives a lease back without fault (§4). */
  record Decline(int prover, long task) implements Coordination {}

  /**
   * A proof and who claims its bounty (§5); where the proof binds a payee, another claims in vain.
   */
  record Submission(int claimant, Proof proof) implements Coordination {}

  /** Two conflicting votes of one validator (§2). */
  record Equivocation(int validator, long height, int round) implements Coordination {}
}
