package io.crowdroll.sim.scenario;

/**
 * Censorship by validators.
 *
 * @param what is dropped
 * @param who does it
 */
public record Censorship(What what, Who who) {

  /** What censors leave out of blocks. */
  public enum What {
    /** Transactions of the scenario's target set. */
    TRANSACTIONS,
    /** Proofs of tasks of the target set. */
    PROOFS,
    /** Everything of the target set: transactions, proofs, and batches that hold them. */
    EVERYTHING
  }

  /** The censoring validators. */
  public sealed interface Who {
    /**
     * Validators, largest first passed over, that hold about this share of stake.
     *
     * @param share of stake, in [0, 1]
     */
    record ShareOfStake(double share) implements Who {}

    /** All validators in a region. */
    record Jurisdiction(String region) implements Who {}
  }
}
