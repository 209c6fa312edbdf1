package io.crowdroll.sim.scenario;

import java.util.List;

/**
 * The sequencer's validators.
 *
 * @param stake how stake is spread
 * @param downtime {@code null} = never down
 * @param regions where they are, shares of stake sum to 1
 * @param censorship who censors from the start; {@code null} = nobody
 * @param misconduct in consensus
 */
public record Validators(
    int count,
    StakeLaw stake,
    Downtime downtime,
    List<Region> regions,
    Censorship censorship,
    Misconduct misconduct) {

  /** How stake is spread over validators. */
  public sealed interface StakeLaw {
    record Equal() implements StakeLaw {}

    /**
     * Drawn from a Pareto law, then capped.
     *
     * @param alpha tail index
     * @param cap largest share of one validator, in (0, 1]
     */
    record Pareto(double alpha, double cap) implements StakeLaw {}

    /** As many weights as validators. */
    record Explicit(List<Long> weights) implements StakeLaw {}
  }

  /** Independent failures of each validator. */
  public record Downtime(DurationLaw up, DurationLaw down) {}

  /**
   * @param share of stake, in [0, 1]
   */
  public record Region(String name, double share) {}
}
