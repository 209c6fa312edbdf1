package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the line that made a constraint, by defining the circuit once more and looking at the stack
 * when that constraint comes: compiling need not keep a line for each of millions.
 */
final class Origins {
  private static final PrimeField F = PrimeField.FR;
  private static final Set<String> MACHINERY =
      Set.of(Api.class.getName(), Recording.class.getName(), Origins.class.getName());

  private Origins() {}

  /** Ends a definition early. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;

    Found(String message) {
      super(message, null, false, false);
    }
  }

  /** Circuit and call path of a statement, innermost first. */
  static String of(Circuit circuit, int statement) {
    return search(
        circuit,
        (number, a, b, c) -> {
          if (number == statement) {
            throw new Found(circuit.name() + ": " + callers());
          }
        },
        circuit.name() + ": statement " + statement);
  }

  /**
   * {@link #of} for many statements at once.
   *
   * @param statements in any order
   */
  static String[] of(Circuit circuit, int[] statements) {
    String[] places = new String[Arrays.stream(statements).max().orElse(-1) + 1];
    Arrays.stream(statements).forEach(statement -> places[statement] = "");
    search(
        circuit,
        (number, a, b, c) -> {
          if (number < places.length && places[number] != null) {
            places[number] = circuit.name() + ": " + callers();
          }
        },
        "");
    return Arrays.stream(statements)
        .mapToObj(statement -> places[statement])
        .toArray(String[]::new);
  }

  /**
   * The first statement that register values fail, with the values of its sides.
   *
   * @param fallback the answer if all hold
   */
  static String explain(Circuit circuit, long[] memory, String fallback) {
    return search(
        circuit,
        (number, a, b, c) -> {
          long[] left = a == null ? new long[4] : value(a, memory);
          long[] right = b == null ? new long[4] : value(b, memory);
          long[] result = value(c, memory);
          long[] product = new long[4];
          F.mul(product, 0, left, 0, right, 0);
          if (!F.equal(product, 0, result, 0)) {
            throw new Found(
                circuit.name()
                    + ": "
                    + (a == null
                        ? "the two sides differ by " + text(result)
                        : text(left) + " · " + text(right) + " is not " + text(result))
                    + ", at "
                    + callers());
          }
        },
        fallback);
  }

  private static String search(Circuit circuit, Recording.Watch watch, String otherwise) {
    try {
      circuit.define(new Api(new Recording(circuit, watch)));
      return otherwise;
    } catch (Found found) {
      return found.getMessage();
    }
  }

  private static long[] value(Linear combination, long[] memory) {
    long[] sum = new long[8];
    value(combination, memory, sum);
    return sum;
  }

  /** The value of a combination of registers in the first 4 longs of out, which has 8 or more. */
  static void value(Linear combination, long[] memory, long[] out) {
    Arrays.fill(out, 0, 4, 0);
    for (int i = 0; i < combination.size(); i++) {
      F.mul(out, 4, combination.coefficient, 4 * i, memory, 4 * combination.register[i]);
      F.add(out, 0, out, 0, out, 4);
    }
  }

  // small negative numbers read better with their sign
  private static String text(long[] value) {
    long[] negated = new long[4];
    F.negate(negated, 0, value, 0);
    var positive = F.toBigInteger(value, 0);
    return positive.bitLength() > 250 && F.toBigInteger(negated, 0).bitLength() < 200
        ? "-" + F.toBigInteger(negated, 0)
        : positive.toString();
  }

  private static String callers() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .dropWhile(frame -> isMachinery(frame.getClassName()))
                    .takeWhile(frame -> !isMachinery(frame.getClassName()))
                    .limit(12)
                    .map(
                        frame ->
                            frame.getFileName()
                                + ":"
                                + frame.getLineNumber()
                                + " ("
                                + frame.getMethodName()
                                + ")")
                    .collect(Collectors.joining(" < ")));
  }

  private static boolean isMachinery(String name) {
    return MACHINERY.stream().anyMatch(m -> name.equals(m) || name.startsWith(m + "$"));
  }
}
