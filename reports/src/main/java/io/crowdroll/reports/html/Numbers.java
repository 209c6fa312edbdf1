package io.crowdroll.reports.html;

import io.crowdroll.reports.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Numbers as the page writes them: three significant digits, with their unit. */
final class Numbers {
  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_EVEN);
  static final String NOTHING = "–";

  private Numbers() {}

  /** A number without a unit. */
  static String value(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "not reached" : "unbounded";
    }
    double size = Math.abs(value);
    if (size >= 1e9) {
      return rounded(value / 1e9) + " bn";
    }
    if (size >= 1e6) {
      return rounded(value / 1e6) + " M";
    }
    return rounded(value);
  }

  /** A count, in full. */
  static String count(long count) {
    return grouped().format(count);
  }

  /** A share of one, as a percentage; what is not quite all does not round to 100 %. */
  static String share(double share) {
    if (!Double.isFinite(share)) {
      return value(share);
    }
    double rest = 100 * (1 - share);
    if (rest <= 0 || rest >= 0.5) {
      return rounded(100 * share) + " %";
    }
    BigDecimal shown = new BigDecimal(rest).round(TWO);
    return rest < 1e-4
        ? "> 99.9999 %"
        : BigDecimal.valueOf(100).subtract(shown).toPlainString() + " %";
  }

  /** A duration in the unit in which people would say it. */
  static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return value(seconds);
    }
    double size = Math.abs(seconds);
    if (size < 120) {
      return rounded(seconds) + " s";
    }
    if (size < 7_200) {
      return rounded(seconds / 60) + " min";
    }
    return size < 172_800 ? rounded(seconds / 3_600) + " h" : rounded(seconds / 86_400) + " days";
  }

  /** The ends of an interval, or a dash when there is none; a unit that all share goes unsaid. */
  static String ends(Interval interval, DoubleFunction<String> format) {
    if (Double.isNaN(interval.low()) || Double.isNaN(interval.high())) {
      return NOTHING;
    }
    String low = format.apply(interval.low());
    String high = format.apply(interval.high());
    String unit = unit(format.apply(interval.estimate()));
    return unit.equals(unit(low)) && unit.equals(unit(high))
        ? "[" + bare(low, unit) + ", " + bare(high, unit) + "]"
        : "[" + low + ", " + high + "]";
  }

  private static String unit(String text) {
    int space = text.lastIndexOf(' ');
    return space < 0 ? "" : text.substring(space);
  }

  private static String bare(String text, String unit) {
    return text.substring(0, text.length() - unit.length());
  }

  /** An estimate and its interval, for a cell of a table. */
  static String cell(Interval interval, DoubleFunction<String> format) {
    String ends = ends(interval, format);
    String estimate = format.apply(interval.estimate());
    return ends.equals(NOTHING) ? estimate : estimate + " " + ends;
  }

  /** An estimate in bold, followed by its interval if it has one that is not a point. */
  static String sentence(Interval interval, DoubleFunction<String> format) {
    String estimate = "**" + format.apply(interval.estimate()) + "**";
    boolean exact = interval.low() == interval.high();
    String ends = ends(interval, format);
    return exact || ends.equals(NOTHING) ? estimate : estimate + " " + ends;
  }

  /** "1 batch", "2 batches". */
  static String counted(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  private static String rounded(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return grouped().format(Math.rint(value) + 0.0);
    }
    if (Math.abs(value - Math.rint(value)) <= 1e-9 * size) {
      return grouped().format(Math.rint(value) + 0.0);
    }
    BigDecimal digits = new BigDecimal(value).round(THREE);
    int missing = THREE.getPrecision() - digits.precision();
    BigDecimal padded = missing > 0 ? digits.setScale(digits.scale() + missing) : digits;
    return size < 1e-4 ? scientific(padded) : padded.toPlainString();
  }

  private static String scientific(BigDecimal digits) {
    int exponent = digits.precision() - digits.scale() - 1;
    return digits.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  private static DecimalFormat grouped() {
    return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
