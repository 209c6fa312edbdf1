package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Draw;
import io.crowdroll.protocol.chain.Fixed;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.Wei;

/**
 * The validators and their stake (PROTOCOL.md §2). Stake is a unit of its own; indices stay for
 * ever, a removed validator has stake 0.
 */
public final class ValidatorSet {
  private final long[] stakes;
  private final boolean[] slashed;
  private final Draw draw = new Draw();
  private long total;

  /**
   * @param stakes of validators 0, 1, …; each ≥ 0, their sum positive and below 2^60
   */
  public ValidatorSet(long[] stakes) {
    this.stakes = stakes.clone();
    slashed = new boolean[stakes.length];
    for (long stake : stakes) {
      total = Math.addExact(total, stake);
    }
  }

  public int size() {
    return stakes.length;
  }

  public long stake(int validator) {
    return stakes[validator];
  }

  public long total() {
    return total;
  }

  /**
   * The leader of (height, round): a stake-weighted draw from the beacon of the block before.
   *
   * @param beacon R_{height − 1}
   */
  public int leader(Hash256 beacon, long height, int round) {
    return Leaders.draw(draw, beacon, height, round, this::stake, total);
  }

  /** The stakes as they are now. */
  public Electors electors() {
    return new Electors(stakes);
  }

  /** Σ stake of a set. */
  public long stake(ValidatorBits set) {
    long sum = 0;
    for (int validator = 0; validator < stakes.length; validator++) {
      if (set.contains(validator)) {
        sum += stakes[validator];
      }
    }
    return sum;
  }

  /** Whether a set holds more than 2/3 of stake: a block is final with its precommits. */
  public boolean isQuorum(ValidatorBits set) {
    return Math.multiplyHigh(stake(set), 3) == 0 && stake(set) * 3 > total * 2;
  }

  /** Whether a set holds more than {@code share} (scaled by 10^18) of stake. */
  public boolean exceeds(ValidatorBits set, long share) {
    return Wei.of(stake(set)).times(Fixed.ONE).compareTo(Wei.of(total).times(share)) > 0;
  }

  /** Whether a validator has lost stake before. */
  public boolean isSlashed(int validator) {
    return slashed[validator];
  }

  /**
   * Takes a share of a validator's stake; the whole removes it.
   *
   * @return the stake taken, 0 where the validator was slashed before
   */
  public long slash(int validator, long share) {
    if (slashed[validator]) {
      return 0;
    }
    slashed[validator] = true;
    long taken = Wei.of(stakes[validator]).scaledBy(share).lo();
    stakes[validator] -= taken;
    total -= taken;
    return taken;
  }
}
