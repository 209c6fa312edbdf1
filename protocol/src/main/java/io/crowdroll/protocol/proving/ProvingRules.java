package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Wei;

/**
 * Registration, bonds, heartbeats and the draw (PROTOCOL.md §3, §4).
 *
 * @param heartbeatIntervalMillis least time between two heartbeats
 * @param heartbeatTimeoutMillis age at which the latest heartbeat no longer makes a prover active
 * @param proofCounts whether a proof counts as a heartbeat (hardened, H8)
 * @param inactiveDropsLeases whether going inactive ends held leases without fault (literal, H7)
 * @param bond target bond a unit of capacity; zero = no bonds (literal, H3)
 * @param suspendBelow net balance under which a prover is not drawn (literal only); {@code null} =
 *     never
 * @param weight the law of the draw
 * @param weightCap most that a bond may weigh, as a multiple of {@code bond}
 * @param probation whether newcomers earn a first bond by redundant copies
 * @param exitDelayBlocks blocks between asking to leave and the bond's return
 */
public record ProvingRules(
    long heartbeatIntervalMillis,
    long heartbeatTimeoutMillis,
    boolean proofCounts,
    boolean inactiveDropsLeases,
    Wei bond,
    Wei suspendBelow,
    Weight weight,
    int weightCap,
    boolean probation,
    int exitDelayBlocks) {

  /** The law of the draw. */
  public enum Weight {
    UNIFORM,
    BOND,
    PROVEN_WORK
  }

  /** Largest task, in units, that a newcomer on probation may be given a copy of (§3). */
  public static final int PROBATION_UNITS = 300;

  /** No probation while the pool holds less than this (§3). */
  public static final Wei PROBATION_POOL = Wei.tokens(1_000);

  public boolean bonded() {
    return !bond.isZero();
  }
}
