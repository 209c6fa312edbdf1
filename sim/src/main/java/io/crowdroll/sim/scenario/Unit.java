package io.crowdroll.sim.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a quantity is measured in: the suffixes a file may use, from large to small, each with the
 * number of base units it stands for. The empty suffix allows a bare number.
 */
enum Unit {
  COUNT("a whole number", true, 0, suffix("", 1)),
  NUMBER("a number", false, 18, suffix("", 1)),
  SHARE("a share", false, 6, suffix("%", "0.01"), suffix("", 1)),
  DURATION(
      "a duration",
      true,
      0,
      suffix("d", 86_400_000, "day", "days"),
      suffix("h", 3_600_000),
      suffix("min", 60_000),
      suffix("s", 1_000),
      suffix("ms", 1)),
  RATE(
      "a rate",
      false,
      6,
      suffix("/s", 86_400),
      suffix("/min", 1_440),
      suffix("/h", 24),
      suffix("/day", 1)),
  ZKPOW(
      "an amount of ZKPoW",
      true,
      6,
      suffix("ZKPoW", "1e18"),
      suffix("gwei", 1_000_000_000),
      suffix("wei", 1)),
  ETH(
      "an amount of ETH",
      true,
      6,
      suffix("ETH", "1e18"),
      suffix("gwei", 1_000_000_000),
      suffix("wei", 1)),
  BLOCKS("a number of L2 blocks", true, 0, suffix("blocks", 1, "block"), suffix("", 1)),
  L1_BLOCKS(
      "a number of L1 blocks",
      true,
      0,
      suffix("L1 blocks", 1, "L1 block", "blocks", "block"),
      suffix("", 1)),
  PROOF_UNITS("a number of proof units", true, 0, suffix("units", 1, "unit"), suffix("", 1)),
  GAS(
      "an amount of gas",
      true,
      0,
      suffix("M gas", 1_000_000, "Mgas"),
      suffix("gas", 1),
      suffix("", 1)),
  SECONDS("seconds", false, 9, suffix("s", 1), suffix("", 1)),
  WATTS("a power", false, 3, suffix("W", 1), suffix("", 1)),
  USD("an amount of USD", false, 6, suffix("USD", 1), suffix("", 1)),
  USD_PER_KWH("a price of energy", false, 6, suffix("USD/kWh", 1), suffix("", 1)),
  USD_PER_HOUR("an hourly amount", false, 6, suffix("USD/h", 1), suffix("", 1));

  /** A spelling of a unit, with others that mean the same. */
  record Suffix(String text, BigDecimal factor, List<String> aliases) {
    boolean matches(String other) {
      return text.equals(other) || aliases.contains(other);
    }
  }

  private final String noun;
  private final boolean whole;
  private final int decimals;
  private final List<Suffix> suffixes;

  Unit(String noun, boolean whole, int decimals, Suffix... suffixes) {
    this.noun = noun;
    this.whole = whole;
    this.decimals = decimals;
    this.suffixes = List.of(suffixes);
  }

  private static Suffix suffix(String text, long factor, String... aliases) {
    return new Suffix(text, BigDecimal.valueOf(factor), List.of(aliases));
  }

  private static Suffix suffix(String text, String factor) {
    return new Suffix(text, new BigDecimal(factor), List.of());
  }

  /** With its article, for messages: "a duration". */
  String noun() {
    return noun;
  }

  /** Whether only whole base units make sense. */
  boolean whole() {
    return whole;
  }

  /** Whether a number without a suffix is understood. */
  boolean bare() {
    return suffixes.stream().anyMatch(suffix -> suffix.text().isEmpty());
  }

  Optional<Suffix> suffix(String text) {
    return suffixes.stream().filter(suffix -> suffix.matches(text)).findFirst();
  }

  /** Every accepted spelling, the empty one left out. */
  List<String> spellings() {
    List<String> spellings = new ArrayList<>();
    for (Suffix suffix : suffixes) {
      spellings.add(suffix.text());
      spellings.addAll(suffix.aliases());
    }
    spellings.removeIf(String::isEmpty);
    return spellings;
  }

  /** The suffixes that a message offers, the empty one left out. */
  List<String> names() {
    return suffixes.stream().map(Suffix::text).filter(text -> !text.isEmpty()).toList();
  }

  /**
   * The one canonical spelling of a number of base units: the largest suffix that needs few enough
   * decimals, so that equal values are equal texts. Zero needs no unit.
   */
  String print(BigDecimal base) {
    if (base.signum() == 0) {
      return "0";
    }
    for (Suffix suffix : suffixes) {
      BigDecimal[] parts = base.divideAndRemainder(suffix.factor());
      BigDecimal rest = parts[1];
      BigDecimal scaled = rest.signum() == 0 ? parts[0] : exactly(base, suffix.factor());
      if (scaled != null && scaled.stripTrailingZeros().scale() <= decimals) {
        return join(scaled, suffix.text());
      }
    }
    Suffix last = suffixes.getLast();
    return join(exactly(base, last.factor()), last.text());
  }

  private static BigDecimal exactly(BigDecimal base, BigDecimal factor) {
    try {
      return base.divide(factor);
    } catch (ArithmeticException endless) {
      return null;
    }
  }

  private static String join(BigDecimal number, String suffix) {
    String plain = number.stripTrailingZeros().toPlainString();
    return suffix.isEmpty() || suffix.startsWith("/") ? plain + suffix : plain + " " + suffix;
  }
}
