package io.crowdroll.sim.scenario;

import java.util.Optional;

/**
 * A line of {@code expect}: {@code [variant:] metric op value [unit] [@ confidence]}.
 *
 * @param text as written
 * @param variant whose metric is meant; empty = every variant
 * @param metric as named in {@code metrics.csv}
 * @param value in the metric's base unit: seconds, wei, or a plain number
 * @param confidence at which the interval must lie wholly on the right side; empty = the mean must
 */
public record Expectation(
    String text,
    Optional<String> variant,
    String metric,
    Operator operator,
    double value,
    Optional<Double> confidence) {

  /** How the metric compares with the value. */
  public enum Operator {
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    EQUAL("=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** Whether {@code measured op expected} holds. */
    public boolean holds(double measured, double expected) {
      return switch (this) {
        case LESS -> measured < expected;
        case AT_MOST -> measured <= expected;
        case GREATER -> measured > expected;
        case AT_LEAST -> measured >= expected;
        case EQUAL -> measured == expected;
      };
    }
  }
}
