package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.BabyJubJub.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Multiples of a constant point of Baby Jubjub: three bits of the number choose one of eight
 * constants, and the choices are added. 9 constraints for three bits.
 */
final class FixedBase {
  private static final int WINDOW = 3;

  private FixedBase() {}

  /** number · (x, y) for a number of at least one bit, lowest first. */
  static JubjubPoint times(Api api, Bit[] bits, BigInteger x, BigInteger y) {
    try (var _ = api.scope("multiply base")) {
      Point base = new Point(x, y);
      JubjubPoint sum = null;
      for (int i = 0; i < bits.length; i += WINDOW) {
        int width = Math.min(WINDOW, bits.length - i);
        List<Point> multiples = new ArrayList<>(List.of(BabyJubJub.NEUTRAL));
        while (multiples.size() < 1 << width) {
          multiples.add(BabyJubJub.add(multiples.getLast(), base));
        }
        JubjubPoint term = choose(api, Arrays.copyOfRange(bits, i, i + width), multiples);
        sum = sum == null ? term : sum.add(api, term);
        base = BabyJubJub.add(multiples.getLast(), base);
      }
      return sum;
    }
  }

  private static JubjubPoint choose(Api api, Bit[] bits, List<Point> points) {
    // products of the lower bits: 1, b0, b1, b0·b1
    List<Variable> products = new ArrayList<>(List.of(api.constant(1)));
    for (int i = 0; i + 1 < bits.length; i++) {
      for (Variable lower : List.copyOf(products)) {
        products.add(api.mul(lower, bits[i].value()));
      }
    }
    Variable top = bits[bits.length - 1].value();
    return JubjubPoint.known(
        select(api, products, top, points.stream().map(Point::x).toList()),
        select(api, products, top, points.stream().map(Point::y).toList()));
  }

  /**
   * The table's entry as the one polynomial, linear in each bit, that agrees with it everywhere.
   */
  private static Variable select(
      Api api, List<Variable> products, Variable top, List<BigInteger> table) {
    BigInteger[] c = table.toArray(BigInteger[]::new);
    for (int bit = 1; bit < c.length; bit <<= 1) {
      for (int i = 0; i < c.length; i++) {
        if ((i & bit) != 0) {
          c[i] = c[i].subtract(c[i ^ bit]);
        }
      }
    }
    int half = products.size();
    Variable ifTop = api.constant(0);
    Variable always = api.constant(0);
    for (int i = 0; i < half; i++) {
      always = api.add(always, api.scale(c[i], products.get(i)));
      ifTop = api.add(ifTop, api.scale(c[half + i], products.get(i)));
    }
    return api.mulAdd(top, ifTop, always);
  }
}
