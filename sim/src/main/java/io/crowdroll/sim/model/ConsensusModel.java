package io.crowdroll.sim.model;

import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.consensus.ConsensusRules;
import io.crowdroll.sim.kernel.Purpose;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The time that consensus takes, without its messages: rounds of propose, prevote and precommit
 * among the validators that are up (PROTOCOL.md §2; Tendermint, arXiv 1807.04938).
 *
 * <p>A round whose leader is down, or whose proposal is late, costs its timeouts and the next round
 * begins. Otherwise a validator votes when the proposal has reached it, and a block is final where
 * votes of more than 2/3 of stake have met, twice, before the eyes of a validator drawn for each
 * vote. Where no more than 2/3 of stake are up there is no block.
 */
public final class ConsensusModel {
  /** How a height was decided; times in µs. */
  public record Decision(int proposer, int round, long proposedAt, long finalAt) {}

  private final ConsensusRules rules;
  private final long[] stakes;
  private final int[] regions;
  private final Latency latency;
  private final KeyedDraws draws;
  private final long total;
  private final long[] arrivals;
  private final int[] sorted;

  /**
   * @param regions of the validators, by number
   * @param draws of the class of validators
   */
  public ConsensusModel(
      ConsensusRules rules, long[] stakes, int[] regions, Latency latency, KeyedDraws draws) {
    this.rules = rules;
    this.stakes = stakes.clone();
    this.regions = regions.clone();
    this.latency = latency;
    this.draws = draws;
    total = Arrays.stream(stakes).sum();
    arrivals = new long[stakes.length];
    sorted = new int[stakes.length];
  }

  /** Whether validators can finalise a block: whether they hold more than 2/3 of stake. */
  public boolean hasQuorum(ValidatorBits up) {
    return isQuorum(StakeShare.of(stakes, up));
  }

  private boolean isQuorum(long stake) {
    return 3 * stake > 2 * total;
  }

  /**
   * Decides a height whose first round starts at a time.
   *
   * @param leader of a round
   * @param up validators that are up, a quorum; taken to stay so until the decision
   */
  public Decision decide(long height, long start, IntUnaryOperator leader, ValidatorBits up) {
    long now = start;
    for (int round = 0; ; round++) {
      int proposer = leader.applyAsInt(round);
      long number = height << 12 | (round & 0x3ff) << 2;
      long proposeTimeout = timeout(rules.proposeTimeoutMillis(), round);
      if (up.contains(proposer)) {
        deliver(proposer, number);
        if (quantile(up) <= proposeTimeout) {
          long voted = vote(up, number + 1);
          Arrays.fill(arrivals, voted);
          return new Decision(proposer, round, now, now + vote(up, number + 2));
        }
      }
      // Nobody has a proposal: prevotes and precommits for none, then the wait for late votes.
      Arrays.fill(arrivals, proposeTimeout);
      long prevoted = vote(up, number + 1);
      Arrays.fill(arrivals, prevoted);
      now += vote(up, number + 2) + timeout(rules.voteTimeoutMillis(), round);
    }
  }

  private long timeout(long millis, int round) {
    return Span.ofMillis(millis + round * rules.timeoutStepMillis());
  }

  /** When a message of one validator reaches each. */
  private void deliver(int from, long number) {
    for (int i = 0; i < arrivals.length; i++) {
      arrivals[i] = i == from ? 0 : delay(from, i, i, number);
    }
  }

  /**
   * All who are up vote at their time in {@link #arrivals}; when votes of more than 2/3 of stake
   * are where a validator can count them.
   */
  private long vote(ValidatorBits up, long number) {
    int observer = (int) (draws.uniform(0, Purpose.DECISION, number) * arrivals.length);
    for (int i = 0; i < arrivals.length; i++) {
      arrivals[i] += i == observer ? 0 : delay(i, observer, i, number);
    }
    return quantile(up);
  }

  /**
   * @param many the end of the link that differs between the messages of one number
   */
  private long delay(int from, int to, int many, long number) {
    if (latency.isInstant()) {
      return 0;
    }
    double u = draws.uniform(many, Purpose.LATENCY, number);
    return latency.micros(regions[from], regions[to], u);
  }

  /** The earliest time by which arrivals carry more than 2/3 of all stake. */
  private long quantile(ValidatorBits up) {
    int size = 0;
    for (int i = 0; i < arrivals.length; i++) {
      if (up.contains(i)) {
        sorted[size++] = i;
      }
    }
    // Insertion: the set is small.
    for (int i = 1; i < size; i++) {
      int validator = sorted[i];
      int at = i;
      for (; at > 0 && arrivals[sorted[at - 1]] > arrivals[validator]; at--) {
        sorted[at] = sorted[at - 1];
      }
      sorted[at] = validator;
    }
    long stake = 0;
    for (int i = 0; i < size; i++) {
      stake += stakes[sorted[i]];
      if (isQuorum(stake)) {
        return arrivals[sorted[i]];
      }
    }
    return Span.FOR_EVER;
  }
}
