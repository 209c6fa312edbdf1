package io.crowdroll.sim.model;

import io.crowdroll.sim.scenario.Cohort.Economics;
import io.crowdroll.sim.scenario.HardwareClass;

/**
 * What a prover expects of an hour of proving, from what everybody can see: how much work the
 * active provers had of late and what it paid.
 *
 * @param unitsPerHour units proven for each active prover
 * @param zkpowPerHour bounties paid to each, in ZKPoW
 * @param usdPerZkpow price
 */
public record Profit(double unitsPerHour, double zkpowPerHour, double usdPerZkpow) {
  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double WATTS_PER_KILOWATT = 1_000;

  /** Expected profit in USD an hour on a machine; it draws power while it proves. */
  public double usdPerHour(HardwareClass machine, double electricityUsdPerKwh) {
    double busyHours = Math.min(1, unitsPerHour * machine.secondsPerUnit() / SECONDS_PER_HOUR);
    double energy = busyHours * machine.watts() / WATTS_PER_KILOWATT * electricityUsdPerKwh;
    return zkpowPerHour * usdPerZkpow - energy;
  }

  /** Whether proving is worth the trouble. */
  public boolean isWorthwhile(HardwareClass machine, Economics economics) {
    return usdPerHour(machine, economics.electricityUsdPerKwh()) >= economics.reserveUsdPerHour();
  }
}
