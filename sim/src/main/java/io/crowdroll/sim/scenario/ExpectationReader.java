package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Expectation.Operator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of {@code expect}: {@code [variant:] metric op value [unit] [@ confidence]}. */
final class ExpectationReader {
  /** Units of a value; each turns a number into the metric's base unit. */
  private static final List<Unit> UNITS =
      List.of(
          Unit.NUMBER,
          Unit.SHARE,
          Unit.DURATION,
          Unit.RATE,
          Unit.ZKPOW,
          Unit.ETH,
          Unit.USD,
          Unit.GAS);

  static final String GRAMMAR =
      "(?:([a-z0-9][a-z0-9-]{0,63}): *)?([a-z][a-z0-9_]*(?:\\.[a-z0-9_-]+)*) *(<=|>=|<|>|=)"
          + " *([+-]?[0-9]{1,40}(?:\\.[0-9]{1,24})?(?:[eE][+-]?[0-9]{1,2})?)"
          + " *(%|d|h|min|s|ms|/s|/min|/h|/day|ZKPoW|ETH|gwei|wei|USD|M gas|gas)?"
          + "(?: *@ *([5-9][0-9](?:\\.[0-9]{1,2})?) *%)?";

  private static final Pattern LINE = Pattern.compile(GRAMMAR);

  private ExpectationReader() {}

  /**
   * @throws Type.Refusal why the line is none
   */
  static Expectation read(String line) throws Type.Refusal {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new Type.Refusal(
          "is not `[variant:] metric op value [unit] [@ confidence]`, as in"
              + " `time_to_proof.p95 < 2 min @ 95 %`; op: <, <=, >, >=, =; units: %, d, h, min, s,"
              + " ms, /s, /min, /h, /day, ZKPoW, ETH, gwei, wei, USD, gas; confidence: 50 % to"
              + " 99.99 %");
    }
    return new Expectation(
        line,
        Optional.ofNullable(matcher.group(1)),
        matcher.group(2),
        operator(matcher.group(3)),
        value(new BigDecimal(matcher.group(4)), matcher.group(5)),
        Optional.ofNullable(matcher.group(6))
            .map(percent -> new BigDecimal(percent).movePointLeft(2).doubleValue()));
  }

  private static Operator operator(String sign) {
    for (Operator operator : Operator.values()) {
      if (operator.sign().equals(sign)) {
        return operator;
      }
    }
    throw new IllegalArgumentException(sign);
  }

  private static double value(BigDecimal number, String written) {
    if (written == null) {
      return number.doubleValue();
    }
    Unit unit =
        UNITS.stream().filter(one -> one.suffix(written).isPresent()).findFirst().orElseThrow();
    BigDecimal base = number.multiply(unit.suffix(written).orElseThrow().factor());
    BigDecimal inMetric =
        switch (unit) {
          case DURATION -> base.movePointLeft(3); // metrics of time are in seconds
          case RATE -> base.divide(BigDecimal.valueOf(86_400), MathContext.DECIMAL64);
          default -> base;
        };
    return inMetric.doubleValue();
  }
}
