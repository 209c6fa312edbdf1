package io.crowdroll.sim.scenario;

/** Sections of {@link LawCatalogue} as laws. */
final class LawReader {

  private LawReader() {}

  static DurationLaw duration(Resolved law) {
    return switch (law.text("law")) {
      case "constant" -> new DurationLaw.Constant(law.whole("value"));
      case "exponential" -> new DurationLaw.Exponential(law.whole("mean"));
      case "weibull" -> new DurationLaw.Weibull(law.whole("scale"), law.real("shape"));
      case "lognormal" -> new DurationLaw.Lognormal(law.whole("median"), law.real("sigma"));
      default -> throw new IllegalArgumentException(law.text("law"));
    };
  }

  static AmountLaw amount(Resolved law) {
    return switch (law.text("law")) {
      case "constant" -> new AmountLaw.Constant(law.wei("value"));
      case "exponential" -> new AmountLaw.Exponential(law.wei("mean"));
      case "lognormal" -> new AmountLaw.Lognormal(law.wei("median"), law.real("sigma"));
      default -> throw new IllegalArgumentException(law.text("law"));
    };
  }
}
