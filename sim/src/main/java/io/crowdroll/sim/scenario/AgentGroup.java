package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Wei;

/**
 * How a part of the validators does its duty as submission agents; the rest is honest.
 *
 * @param stakeShare about this share of stake behaves so, in [0, 1]
 */
public record AgentGroup(String name, double stakeShare, Behaviour behaviour) {

  /** What an agent does in its slot. */
  public sealed interface Behaviour {
    /** Commits and proves what is ready. */
    record Honest() implements Behaviour {}

    /** Never submits. */
    record Absent() implements Behaviour {}

    /** Submits only while the L1 base fee is at most {@code maxBaseFee} (wei of ETH a gas). */
    record GasShy(Wei maxBaseFee) implements Behaviour {}

    /** Skips batches that hold transactions of the target set. */
    record Censor() implements Behaviour {}
  }
}
