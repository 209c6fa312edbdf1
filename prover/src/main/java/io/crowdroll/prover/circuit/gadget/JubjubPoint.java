package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;

/**
 * A point that constraints hold on Baby Jubjub, the twisted Edwards curve a·x² + y² = 1 + d·x²·y²
 * over Fr with a = 168700, d = 168696 (ERC-2494), neutral element (0, 1). Having one is the proof
 * of it, and the reason why no operation has an exception: a is a square and d is not, so the
 * denominators of the addition law are never 0 on the curve. The subgroup is not implied.
 */
public final class JubjubPoint {
  /** Order of the subgroup; the curve has eight times as many points. */
  public static final BigInteger ORDER =
      new BigInteger(
          "2736030358979909402780800718157159386076813972158567259200215660948447373041");

  static final BigInteger A = BigInteger.valueOf(168700);
  static final BigInteger D = BigInteger.valueOf(168696);
  private static final BigInteger R = PrimeField.FR.modulus();

  private final Variable x;
  private final Variable y;

  private JubjubPoint(Variable x, Variable y) {
    this.x = x;
    this.y = y;
  }

  /** Constrains two coordinates to a point of the curve. 3 constraints. */
  public static JubjubPoint require(Api api, Variable x, Variable y) {
    try (var _ = api.scope("on curve")) {
      Variable xx = api.mul(x, x);
      Variable yy = api.mul(y, y);
      Variable left = api.add(api.scale(A, xx), api.sub(yy, api.constant(1)));
      api.assertProduct(api.scale(D, xx), yy, left);
      return new JubjubPoint(x, y);
    }
  }

  /** Whether two coordinates are a point of the curve. 5 constraints. */
  public static Bit isOnCurve(Api api, Variable x, Variable y) {
    Variable xx = api.mul(x, x);
    Variable yy = api.mul(y, y);
    Variable left = api.add(api.scale(A, xx), api.sub(yy, api.constant(1)));
    return Equality.isZero(api, api.mulAdd(api.scale(D, xx), yy, api.negate(left)));
  }

  /**
   * The point, or a given one where the bit is 0. 2 constraints.
   *
   * @param onCurve what {@link #isOnCurve} said of x and y
   */
  static JubjubPoint orElse(Api api, Bit onCurve, Variable x, Variable y, JubjubPoint otherwise) {
    return new JubjubPoint(
        onCurve.select(api, x, otherwise.x), onCurve.select(api, y, otherwise.y));
  }

  /** For gadgets that choose among points of the curve. */
  static JubjubPoint known(Variable x, Variable y) {
    return new JubjubPoint(x, y);
  }

  /**
   * A constant.
   *
   * @throws IllegalArgumentException if it is not on the curve
   */
  public static JubjubPoint constant(Api api, BigInteger x, BigInteger y) {
    BigInteger xx = x.multiply(x).mod(R);
    BigInteger yy = y.multiply(y).mod(R);
    BigInteger left = A.multiply(xx).add(yy);
    BigInteger right = BigInteger.ONE.add(D.multiply(xx).multiply(yy));
    if (left.subtract(right).mod(R).signum() != 0) {
      throw new IllegalArgumentException("(" + x + ", " + y + ") is not on Baby Jubjub");
    }
    return new JubjubPoint(api.constant(x), api.constant(y));
  }

  /** Its first coordinate. */
  public Variable x() {
    return x;
  }

  /** Its second coordinate. */
  public Variable y() {
    return y;
  }

  /** Their sum; any two points. 6 constraints. */
  public JubjubPoint add(Api api, JubjubPoint other) {
    try (var _ = api.scope("add")) {
      Variable beta = api.mul(x, other.y);
      Variable gamma = api.mul(y, other.x);
      Variable delta = api.mul(api.sub(y, api.scale(A, x)), api.add(other.x, other.y));
      Variable tau = api.scale(D, api.mul(beta, gamma));
      Variable yNumerator = api.add(delta, api.sub(api.scale(A, beta), gamma));
      return new JubjubPoint(
          quotient(api, api.add(beta, gamma), api.add(api.constant(1), tau)),
          quotient(api, yNumerator, api.sub(api.constant(1), tau)));
    }
  }

  /** Twice this point. 5 constraints. */
  public JubjubPoint twice(Api api) {
    try (var _ = api.scope("double")) {
      Variable xy = api.mul(x, y);
      Variable tau = api.scale(D, api.mul(xy, xy));
      // a·x² + y² = 1 + τ on the curve, so y² need not be computed
      Variable plus = api.add(api.constant(1), tau);
      Variable yNumerator = api.sub(plus, api.scale(A.shiftLeft(1), api.mul(x, x)));
      return new JubjubPoint(
          quotient(api, api.scale(2, xy), plus),
          quotient(api, yNumerator, api.sub(api.constant(1), tau)));
    }
  }

  // the denominator is not 0 on the curve, so this is the only solution
  private static Variable quotient(Api api, Variable numerator, Variable denominator) {
    Variable quotient = api.hintQuotient(numerator, denominator);
    api.assertProduct(denominator, quotient, numerator);
    return quotient;
  }

  /** The inverse. Free. */
  public JubjubPoint negate(Api api) {
    return new JubjubPoint(api.negate(x), y);
  }

  /** One of two points. 2 constraints. */
  public static JubjubPoint select(Api api, Bit bit, JubjubPoint ifOne, JubjubPoint ifZero) {
    return new JubjubPoint(bit.select(api, ifOne.x, ifZero.x), bit.select(api, ifOne.y, ifZero.y));
  }

  /**
   * k · this for a number given by its bits, lowest first: two bits a step, each step four times
   * the sum so far plus one of ±P, ±3P. 10 constraints a bit.
   *
   * <p>With digits ±1 in place of bits, Σ (2·b_i − 1)·2^i over bits 1 … n − 1 and 2^{n − 1} in
   * front is 2·⌊k/2⌋ + 1; the lowest bit then says whether to take P away.
   */
  public JubjubPoint times(Api api, Bit[] bits) {
    try (var _ = api.scope("multiply")) {
      JubjubPoint triple = bits.length > 2 ? twice(api).add(api, this) : this;
      JubjubPoint sum = this;
      int i = bits.length - 1;
      if (i % 2 != 0) {
        sum = sum.twice(api).add(api, signed(api, bits[i], x, y));
        i--;
      }
      for (; i > 0; i -= 2) {
        Bit differ = bits[i].xor(api, bits[i - 1]);
        Variable digitX = differ.select(api, x, triple.x);
        Variable digitY = differ.select(api, y, triple.y);
        sum = sum.twice(api).twice(api).add(api, signed(api, bits[i], digitX, digitY));
      }
      Bit even = bits[0].not(api);
      return sum.add(
          api,
          new JubjubPoint(
              api.negate(api.mul(even.value(), x)), even.select(api, y, api.constant(1))));
    }
  }

  private static JubjubPoint signed(Api api, Bit positive, Variable x, Variable y) {
    Variable sign = api.sub(api.scale(2, positive.value()), api.constant(1));
    return new JubjubPoint(api.mul(sign, x), y);
  }

  /** Whether they are the same point. 5 constraints. */
  public Bit isEqual(Api api, JubjubPoint other) {
    return Equality.isEqual(api, x, other.x).and(api, Equality.isEqual(api, y, other.y));
  }

  /** They are the same point. No constraints of its own where the compiler can substitute. */
  public void assertEqual(Api api, JubjubPoint other) {
    api.assertEqual(x, other.x);
    api.assertEqual(y, other.y);
  }
}
