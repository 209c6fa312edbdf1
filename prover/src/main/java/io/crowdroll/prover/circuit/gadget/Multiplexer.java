package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;

/** Choosing one of many values by an index. */
public final class Multiplexer {
  private final Bit[] selectors;

  private Multiplexer(Bit[] selectors) {
    this.selectors = selectors;
  }

  /**
   * Decodes an index into one selector a choice, exactly one of which is 1; asserts index &lt; n. n
   * constraints.
   *
   * @throws IllegalArgumentException if n is not positive
   */
  public static Multiplexer of(Api api, Variable index, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("nothing to choose from");
    }
    try (var _ = api.scope("one of " + n)) {
      Variable[] hints =
          api.hint(
              n,
              (in, out) -> {
                boolean inside = in[0] >= 0 && in[0] < n && (in[1] | in[2] | in[3]) == 0;
                if (inside) {
                  out[4 * (int) in[0]] = 1;
                }
              },
              index);
      // selector i is 0 unless the index is i, and they sum to 1
      Bit[] selectors = new Bit[n];
      for (int i = 0; i < n; i++) {
        api.assertProduct(hints[i], api.sub(index, api.constant(i)), api.constant(0));
        selectors[i] = Bit.known(hints[i]);
      }
      api.assertEqual(Bit.sum(api, selectors), api.constant(1));
      return new Multiplexer(selectors);
    }
  }

  /** The selectors: bit i is 1 if the index is i. */
  public Bit[] selectors() {
    return selectors.clone();
  }

  /** 1 if the index is one of these choices, each named once, else 0. Free. */
  public Variable isOneOf(Api api, int... choices) {
    Variable sum = api.constant(0);
    for (int choice : choices) {
      sum = api.add(sum, selectors[choice].value());
    }
    return sum;
  }

  /**
   * The value at the index. A constraint a value that is not constant.
   *
   * @throws IllegalArgumentException if there are not as many values as selectors
   */
  public Variable pick(Api api, Variable... values) {
    if (values.length != selectors.length) {
      throw new IllegalArgumentException(values.length + " values, not " + selectors.length);
    }
    Variable sum = api.constant(0);
    for (int i = 0; i < values.length; i++) {
      sum = api.mulAdd(selectors[i].value(), values[i], sum);
    }
    return sum;
  }
}
