package io.crowdroll.reports.html;

import java.util.Locale;
import java.util.Map;

/**
 * How a measured quantity is called and in which unit it is shown. Names carry their unit as a
 * suffix; a name that this table does not know is shown as it is.
 *
 * @param title what it is, in words
 * @param unit unit on the page, empty for a pure number
 * @param divisor by which a stored value becomes one in that unit
 */
record Quantity(String title, String unit, double divisor) {
  private static final double ETHER = 1e18;
  private static final double GWEI = 1e9;

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("active_provers", "active provers"),
          Map.entry("waiting_units", "units waiting for a proof"),
          Map.entry("waiting_tasks", "tasks waiting for a lease"),
          Map.entry("leased_tasks", "tasks under lease"),
          Map.entry("unit_base_fee_wei", "unit base fee"),
          Map.entry("gas_base_fee_wei", "gas base fee"),
          Map.entry("bounty_transfer_wei", "bounty of a transfer"),
          Map.entry("minted_wei", "minted"),
          Map.entry("burned_wei", "burned"),
          Map.entry("pool_wei", "pool"),
          Map.entry("escrow_wei", "escrow"),
          Map.entry("agent_fund_wei", "agent fund"),
          Map.entry("debt_wei", "debt"),
          Map.entry("pending_wei", "pending deltas"),
          Map.entry("uncollected_wei", "penalties uncollected"),
          Map.entry("supply_wei", "supply"),
          Map.entry("l1_base_fee_wei", "L1 base fee"),
          Map.entry("zkpow_per_eth", "ZKPoW for one ETH"),
          Map.entry("queue_length", "forced queue"),
          Map.entry("proven_not_committed", "proven, not yet on L1"),
          Map.entry("mempool", "transactions in the mempool"));

  /** Of a series, whose name carries its unit. */
  static Quantity ofSeries(String metric) {
    String title = TITLES.getOrDefault(metric, metric.replace('_', ' '));
    if (!metric.endsWith("_wei")) {
      return new Quantity(title, "", 1);
    }
    String token = metric.startsWith("l1_") || metric.contains("eth") ? "ETH" : "ZKPoW";
    return metric.contains("base_fee") && !metric.startsWith("unit_")
        ? new Quantity(title, token.equals("ETH") ? "gwei" : "gwei ZKPoW", GWEI)
        : new Quantity(title, token, ETHER);
  }

  /** Of a scalar result with its stored unit. */
  static Quantity ofMetric(String metric, String unit) {
    if (!unit.equals("wei")) {
      return new Quantity(metric, unit, 1);
    }
    if (metric.contains("eth")) {
      return new Quantity(metric, "ETH", ETHER);
    }
    return metric.startsWith("l1_")
        ? new Quantity(metric, "gwei", GWEI)
        : new Quantity(metric, "ZKPoW", ETHER);
  }

  static String capitalised(String title) {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  double show(double stored) {
    return stored / divisor;
  }

  /** "supply (ZKPoW)". */
  String label() {
    return unit.isEmpty() ? title : title + " (" + unit + ")";
  }
}
