package io.crowdroll.sim.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a parameter's value may be, how it is written, and what it becomes. */
sealed interface Type {

  /** What kind of value it is: "a duration (d, h, min, s, ms)". */
  String kind();

  /** What is allowed, as messages, {@code explain} and the reference say it. */
  String allowed();

  /**
   * The pattern of its texts, in the part of regular expressions that Java and JSON Schema share.
   */
  String pattern();

  /** A value in its one canonical spelling; {@code number} in base units, null for words. */
  record Parsed(String text, BigDecimal number) {}

  /** Why a value is refused: the part of the message after the value. */
  final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }

  Parsed parse(String text, Node.Token token) throws Refusal;

  /** A default's text, which the catalogue's author wrote. */
  default Parsed parseDefault(String text) {
    try {
      return parse(text, token(text));
    } catch (Refusal refusal) {
      throw new IllegalArgumentException("default " + text + " " + refusal.getMessage(), refusal);
    }
  }

  private static Node.Token token(String text) {
    return text.equals("true") || text.equals("false") ? Node.Token.BOOLEAN : Node.Token.STRING;
  }

  /**
   * A text.
   *
   * @param pattern that it matches wholly
   * @param rule the pattern in words
   */
  record Text(String pattern, String rule) implements Type {
    static final Text FREE =
        new Text("[^\\x00-\\x08\\x0b-\\x1f\\x7f]{0,4000}", "any text up to 4,000 characters");
    static final Text NAME =
        new Text("[a-z0-9][a-z0-9-]{0,63}", "lower-case letters, digits and hyphens, at most 64");
    static final Text FILE =
        new Text(
            "[^\\x00-\\x1f\\x7f]{1,1000}", "a path, relative to the scenario file that is run");

    @Override
    public String kind() {
      return "a text";
    }

    @Override
    public String allowed() {
      return rule;
    }

    @Override
    public Parsed parse(String text, Node.Token token) throws Refusal {
      if (token != Node.Token.STRING) {
        throw new Refusal("is not a text; put it in quotes");
      }
      if (!Pattern.matches(pattern, text)) {
        throw new Refusal("is not allowed; allowed: " + rule);
      }
      return new Parsed(text.stripTrailing(), null);
    }
  }

  /** {@code true} or {@code false}. */
  record Flag() implements Type {
    @Override
    public String kind() {
      return "true or false";
    }

    @Override
    public String pattern() {
      return "true|false";
    }

    private static final List<String> YES = List.of("yes", "on", "y", "True", "TRUE", "1", "true");
    private static final List<String> NO =
        List.of("no", "off", "n", "False", "FALSE", "0", "false");

    @Override
    public String allowed() {
      return "true, false";
    }

    @Override
    public Parsed parse(String text, Node.Token token) throws Refusal {
      if (token != Node.Token.BOOLEAN) {
        String meant =
            YES.contains(text)
                ? "; did you mean `true`?"
                : NO.contains(text) ? "; did you mean `false`?" : "";
        throw new Refusal("is neither true nor false" + meant);
      }
      return new Parsed(text, null);
    }
  }

  /** A line of {@code expect}. */
  record Expected() implements Type {
    @Override
    public String kind() {
      return "a line";
    }

    @Override
    public String pattern() {
      return ExpectationReader.GRAMMAR;
    }

    @Override
    public String allowed() {
      return "`[variant:] metric op value [unit] [@ confidence]`";
    }

    @Override
    public Parsed parse(String text, Node.Token token) throws Refusal {
      return new Parsed(ExpectationReader.read(text).text(), null);
    }
  }

  /** One of some words. */
  record Choice(List<String> words) implements Type {
    @Override
    public String kind() {
      return "a choice";
    }

    @Override
    public String pattern() {
      return String.join("|", words);
    }

    @Override
    public String allowed() {
      return String.join(", ", words);
    }

    @Override
    public Parsed parse(String text, Node.Token token) throws Refusal {
      if (words.contains(text)) {
        return new Parsed(text, null);
      }
      throw new Refusal("is not one of " + allowed() + Suggestion.text(text, words));
    }
  }

  /**
   * A number with a unit.
   *
   * @param least smallest value allowed, as a file would write it
   * @param most largest value allowed
   * @param words words allowed beside numbers, such as {@code none} and {@code auto}
   */
  record Quantity(Unit unit, String least, String most, List<String> words) implements Type {
    private static final String DIGITS =
        "[+-]?[0-9][0-9_]{0,39}(?:\\.[0-9]{1,24})?(?:[eE][+-]?[0-9]{1,2})?";

    // What follows must not go on with the number: 1e999 is no 1e99 with the unit 9.
    private static final Pattern NUMBER =
        Pattern.compile("(" + DIGITS + ") *((?![eE]?[+-]?[0-9._]).*)");

    public Quantity {
      number(unit, least);
      number(unit, most);
    }

    @Override
    public String kind() {
      List<String> names = unit.names();
      return names.isEmpty() ? unit.noun() : unit.noun() + " (" + String.join(", ", names) + ")";
    }

    @Override
    public String pattern() {
      String zero = "[+-]?0[0_]*(?:\\.0+)?";
      String spellings = "(?:" + String.join("|", unit.spellings()) + ")";
      return unit.names().isEmpty()
          ? DIGITS
          : unit.bare() ? DIGITS + " *" + spellings + "?" : DIGITS + " *" + spellings + "|" + zero;
    }

    @Override
    public String allowed() {
      String range = least + " to " + most;
      return words.isEmpty() ? range : range + ", or " + String.join(", ", words);
    }

    @Override
    public Parsed parse(String text, Node.Token token) throws Refusal {
      if (words.contains(text)) {
        return new Parsed(text, null);
      }
      Matcher matcher = NUMBER.matcher(text);
      if (token == Node.Token.BOOLEAN || text.length() > 100 || !matcher.matches()) {
        throw new Refusal("is not " + unit.noun() + "; allowed: " + allowed() + hint(text));
      }
      BigDecimal number = new BigDecimal(matcher.group(1).replace("_", ""));
      String suffix = matcher.group(2);
      BigDecimal base = number.signum() == 0 && suffix.isEmpty() ? number : scaled(number, suffix);
      if (unit.whole() && base.stripTrailingZeros().scale() > 0) {
        throw new Refusal("is not whole in the smallest unit; allowed: " + allowed());
      }
      if (base.stripTrailingZeros().scale() > 24) {
        throw new Refusal("has too many decimals; allowed: " + allowed());
      }
      if (base.compareTo(lowest()) < 0 || base.compareTo(highest()) > 0) {
        throw new Refusal("is out of range; allowed: " + allowed());
      }
      return new Parsed(unit.print(base), base);
    }

    private BigDecimal scaled(BigDecimal number, String written) throws Refusal {
      var suffix = unit.suffix(written);
      if (suffix.isPresent()) {
        return number.multiply(suffix.get().factor());
      }
      String units = String.join(", ", unit.names());
      if (written.isEmpty()) {
        throw new Refusal(
            "has no unit; "
                + unit.noun()
                + " is written with one of: "
                + units
                + " (`"
                + number.toPlainString()
                + " "
                + unit.names().getFirst()
                + "`)");
      }
      if (unit.names().isEmpty()) {
        throw new Refusal(
            "is not "
                + unit.noun()
                + ": it takes no unit `"
                + written
                + "`; allowed: "
                + allowed());
      }
      throw new Refusal(
          "is not "
              + unit.noun()
              + ": the unit `"
              + written
              + "` is not one of "
              + units
              + Suggestion.text(written, unit.spellings()));
    }

    private String hint(String text) {
      return words.isEmpty() ? "" : Suggestion.text(text, words);
    }

    /** The smallest value in base units. */
    BigDecimal lowest() {
      return number(unit, least);
    }

    /** The largest value in base units. */
    BigDecimal highest() {
      return number(unit, most);
    }

    private static BigDecimal number(Unit unit, String text) {
      Matcher matcher = NUMBER.matcher(text.replace(",", ""));
      if (!matcher.matches()) {
        throw new IllegalArgumentException("bad bound " + text);
      }
      return new BigDecimal(matcher.group(1))
          .multiply(unit.suffix(matcher.group(2)).map(Unit.Suffix::factor).orElse(BigDecimal.ONE));
    }
  }
}
