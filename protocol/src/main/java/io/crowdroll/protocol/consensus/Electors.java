package io.crowdroll.protocol.consensus;

import java.util.Arrays;

/**
 * The validators of a height with their stakes, by index; a removed validator has stake 0. Does not
 * change; {@link ValidatorSet} does.
 */
public final class Electors {
  private final long[] stakes;
  private final long total;

  /**
   * @param stakes each ≥ 0, their sum positive and below 2^60
   */
  public Electors(long[] stakes) {
    this.stakes = stakes.clone();
    total = Arrays.stream(stakes).reduce(0, Math::addExact);
  }

  public int size() {
    return stakes.length;
  }

  /** 0 for an index that no validator has. */
  public long stake(int validator) {
    return validator < 0 || validator >= stakes.length ? 0 : stakes[validator];
  }

  public long total() {
    return total;
  }

  /** Whether a stake is more than 2/3 of all: two such sets share an honest validator. */
  public boolean isQuorum(long stake) {
    return stake * 3 > total * 2;
  }

  /**
   * Whether a stake is more than 1/3 of all: one honest validator at least is among its holders.
   */
  public boolean hasHonest(long stake) {
    return stake * 3 > total;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Electors that && Arrays.equals(stakes, that.stakes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(stakes);
  }
}
