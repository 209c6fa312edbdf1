package io.crowdroll.protocol.chain;

import java.util.Arrays;

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

  /**
   * Two conflicting votes of one validator (§2).
   *
   * @param votes as consensus encodes them; empty at the modelled rung. Not copied
   */
  record Equivocation(int validator, long height, int round, byte[] votes) implements Coordination {

    /** Evidence of the modelled rung. */
    public Equivocation(int validator, long height, int round) {
      this(validator, height, round, new byte[0]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Equivocation that
          && validator == that.validator
          && height == that.height
          && round == that.round
          && Arrays.equals(votes, that.votes);
    }

    @Override
    public int hashCode() {
      return 31 * validator + Long.hashCode(height) + round;
    }
  }
}
