package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Wei;

/** Something done to the world at a given time: an entry of {@code timeline}. */
public sealed interface Intervention {

  /** Simulated time since genesis. */
  long atMillis();

  /**
   * Provers of a region go off at once; each returns independently when the outage ends.
   *
   * @param region {@link #ANYWHERE} = every region
   * @param share of the region's provers, in [0, 1]
   * @param durationMillis {@link Long#MAX_VALUE} = for good
   */
  record Outage(long atMillis, String region, double share, long durationMillis)
      implements Intervention {
    public static final String ANYWHERE = "anywhere";

    /** Whether provers of {@code other} are meant. */
    public boolean isIn(String other) {
      return region.equals(ANYWHERE) || region.equals(other);
    }
  }

  /** {@code count} provers of a cohort register. */
  record Join(long atMillis, String cohort, int count) implements Intervention {}

  /** {@code count} provers of a cohort leave for good. */
  record Leave(long atMillis, String cohort, int count) implements Intervention {}

  /** The arrival rate is multiplied by {@code factor} for a while. */
  record Rush(long atMillis, double factor, long durationMillis) implements Intervention {}

  /** L1 demand is multiplied by {@code factor} for a while. */
  record Congestion(long atMillis, double factor, long durationMillis) implements Intervention {}

  /** L1 replaces its last {@code depth} blocks. */
  record Reorg(long atMillis, int depth) implements Intervention {}

  /** The price of ZKPoW in ETH is multiplied by {@code factor}. */
  record PriceShock(long atMillis, double factor) implements Intervention {}

  /** Censorship by validators for a while. */
  record Censor(long atMillis, Censorship censorship, long durationMillis)
      implements Intervention {}

  /** Validators of about {@code share} of stake stop for a while. */
  record Crash(long atMillis, double share, long durationMillis) implements Intervention {}

  /** {@code count} users deposit {@code amount} each through L1. */
  record Deposit(long atMillis, int count, Wei amount) implements Intervention {}

  /**
   * {@code count} users queue a forced transaction of {@code amount} on L1.
   *
   * @param targeted whether they are of the target set
   */
  record Force(long atMillis, int count, TransactionClass.Kind kind, Wei amount, boolean targeted)
      implements Intervention {}

  /** {@code count} users withdraw {@code amount} each. */
  record WithdrawWave(long atMillis, int count, Wei amount) implements Intervention {}
}
