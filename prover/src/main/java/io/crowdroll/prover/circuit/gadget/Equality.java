package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import java.math.BigInteger;

/** Tests of field elements for zero and for equality. */
public final class Equality {
  private Equality() {}

  /**
   * Whether a = 0. 2 constraints: a · m = 1 − out with a hint m, a · out = 0. The hint is free
   * while a = 0.
   */
  public static Bit isZero(Api api, Variable a) {
    if (a.constant().isPresent()) {
      return Bit.constant(api, a.constant().get().equals(BigInteger.ZERO));
    }
    try (var _ = api.scope("is zero")) {
      Variable inverse = api.hintInverse(a);
      api.declareFree(inverse, a);
      Variable out = api.mulAdd(api.negate(a), inverse, api.constant(1));
      api.assertProduct(a, out, api.constant(0));
      return Bit.known(out);
    }
  }

  /** Whether a = b. 2 constraints. */
  public static Bit isEqual(Api api, Variable a, Variable b) {
    return isZero(api, api.sub(a, b));
  }

  /** a ≠ 0. 1 constraint. */
  public static void assertNotZero(Api api, Variable a) {
    api.inverse(a);
  }

  /** a ≠ b. 1 constraint. */
  public static void assertDifferent(Api api, Variable a, Variable b) {
    assertNotZero(api, api.sub(a, b));
  }
}
