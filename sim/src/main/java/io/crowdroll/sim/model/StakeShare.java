package io.crowdroll.sim.model;

import io.crowdroll.protocol.chain.ValidatorBits;
import java.util.Arrays;
import java.util.Comparator;

/** Picks validators that hold about a share of stake. */
public final class StakeShare {
  private StakeShare() {}

  /**
   * Validators in descending order of stake, each taken that does not pass the share; so the result
   * holds at most the share, and little less where there are small ones.
   *
   * @param stakes of all validators
   * @param share of their total, in [0, 1]
   * @param taken not to be picked
   */
  public static ValidatorBits pick(long[] stakes, double share, ValidatorBits taken) {
    Integer[] order = new Integer[stakes.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong((Integer i) -> -stakes[i]).thenComparing(i -> i));
    double room = share * Arrays.stream(stakes).sum();
    ValidatorBits picked = ValidatorBits.NONE;
    for (int validator : order) {
      if (!taken.contains(validator) && stakes[validator] <= room) {
        picked = picked.with(validator);
        room -= stakes[validator];
      }
    }
    return picked;
  }

  /** The stake that a set holds. */
  public static long of(long[] stakes, ValidatorBits set) {
    long sum = 0;
    for (int i = 0; i < stakes.length; i++) {
      sum += set.contains(i) ? stakes[i] : 0;
    }
    return sum;
  }
}
