package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.choice;
import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.tagged;

import io.crowdroll.sim.scenario.Entry.Parameter;
import io.crowdroll.sim.scenario.Entry.Section;

/** Laws of random durations and amounts, which many sections of the catalogue share. */
final class LawCatalogue {

  private LawCatalogue() {}

  /**
   * A random duration.
   *
   * @param defaults law and its parameters in the order mean, scale, shape, median, sigma, value
   */
  static Section duration(String name, String meaning, Defaults defaults) {
    return tagged(
        name,
        meaning,
        choice("law", "constant", "exponential", "weibull", "lognormal")
            .both(defaults.law())
            .means("The law of the duration."),
        time("value", defaults.value(), "The duration.").when("constant"),
        time("mean", defaults.mean(), "Mean.").when("exponential"),
        time("scale", null, "Scale: 63 % are shorter.").when("weibull"),
        quantity("shape", Unit.NUMBER, "0.05", "20")
            .means("Shape; under 1 there are many short and some very long ones.")
            .when("weibull"),
        time("median", defaults.median(), "Median.").when("lognormal"),
        quantity("sigma", Unit.NUMBER, "0", "5")
            .both(defaults.sigma())
            .means("Standard deviation of the logarithm.")
            .when("lognormal"));
  }

  /** Defaults of a duration; null = must be given under that law. */
  record Defaults(String law, String value, String mean, String median, String sigma) {
    static Defaults constant(String value) {
      return new Defaults("constant", value, null, null, null);
    }

    static Defaults exponential(String mean) {
      return new Defaults("exponential", null, mean, null, null);
    }

    static Defaults lognormal(String median, String sigma) {
      return new Defaults("lognormal", null, null, median, sigma);
    }
  }

  private static Parameter time(String name, String value, String meaning) {
    return quantity(name, Unit.DURATION, "0", "3,660 d").both(value).means(meaning);
  }

  /** A random amount of ZKPoW, by default constant. */
  static Section amount(String name, String meaning, String value) {
    return tagged(
        name,
        meaning,
        choice("law", "constant", "exponential", "lognormal")
            .both("constant")
            .means("The law of the amount."),
        zkpow("value", value, "The amount.").when("constant"),
        zkpow("mean", null, "Mean.").when("exponential"),
        zkpow("median", null, "Median.").when("lognormal"),
        quantity("sigma", Unit.NUMBER, "0", "5")
            .means("Standard deviation of the logarithm.")
            .when("lognormal"));
  }

  private static Parameter zkpow(String name, String value, String meaning) {
    return quantity(name, Unit.ZKPOW, "0", "1,000,000,000 ZKPoW").both(value).means(meaning);
  }
}
