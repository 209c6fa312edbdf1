package io.crowdroll.sim.experiment;

import java.util.Locale;

/** Metrics in words for the console: three or four digits and the unit people would use. */
public final class Quantities {
  private Quantities() {}

  /**
   * A metric's value.
   *
   * @param unit as {@link Metric} has it
   * @param metric its name: amounts of L1 are ETH, all others ZKPoW
   */
  public static String text(double value, String unit, String metric) {
    if (Double.isNaN(value)) {
      return "not measured";
    }
    if (Double.isInfinite(value)) {
      return "not reached";
    }
    return switch (unit) {
      case "s" -> duration(value);
      case "wei" -> amount(value, metric.startsWith("l1_") || metric.contains("eth"));
      case "USD" -> String.format(Locale.ROOT, "%.2f USD", value);
      case "" -> number(value);
      default -> number(value) + " " + unit;
    };
  }

  private static String duration(double seconds) {
    double size = Math.abs(seconds);
    if (size < 120) {
      return number(seconds) + " s";
    }
    if (size < 7_200) {
      return number(seconds / 60) + " min";
    }
    return size < 172_800 ? number(seconds / 3_600) + " h" : number(seconds / 86_400) + " d";
  }

  private static String amount(double wei, boolean eth) {
    if (eth && Math.abs(wei) < 1e16) {
      return number(wei / 1e9) + " gwei";
    }
    return number(wei / 1e18) + (eth ? " ETH" : " ZKPoW");
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1e6) {
      return String.format(Locale.ROOT, "%.3g M", value / 1e6);
    }
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%d", (long) value);
    }
    return size >= 1_000
        ? String.format(Locale.ROOT, "%.0f", value)
        : trimmed(String.format(Locale.ROOT, size < 0.001 ? "%.2e" : "%.3g", value));
  }

  /** Without zeros at the end of a decimal fraction. */
  private static String trimmed(String number) {
    return number.contains(".") && !number.contains("e")
        ? number.replaceFirst("\\.?0+$", "")
        : number;
  }
}
