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

  /** Hours that a machine takes for so many units, on average. */
  public static double hours(double units, HardwareClass machine) {
    return units * machine.secondsPerUnit() / SECONDS_PER_HOUR;
  }

  /** Energy of an hour's work, in USD. */
  public static double usdPerHourOfWork(HardwareClass machine, double electricityUsdPerKwh) {
    return machine.watts() / WATTS_PER_KILOWATT * electricityUsdPerKwh;
  }

  /** Expected profit in USD an hour on a machine; it draws power while it proves. */
  public double usdPerHour(HardwareClass machine, double electricityUsdPerKwh) {
    double busyHours = Math.min(1, hours(unitsPerHour, machine));
    double energy = busyHours * usdPerHourOfWork(machine, electricityUsdPerKwh);
    return zkpowPerHour * usdPerZkpow - energy;
  }

  /** Whether proving is worth the trouble. */
  public boolean isWorthwhile(
      HardwareClass machine, double electricityUsdPerKwh, Economics economics) {
    return usdPerHour(machine, electricityUsdPerKwh) >= economics.reserveUsdPerHour();
  }
}
