package io.crowdroll.prover.curve;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CurveTest {

  static List<Curve> curves() {
    return List.of(Curve.G1, Curve.G2);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void multiplesAreRepeatedSums(Curve curve) {
    int longs = curve.longs();
    long[] sum = new long[longs];
    long[] product = new long[longs];
    for (int k = 0; k < 70; k++) {
      curve.multiply(product, 0, curve.generator(), 0, BigInteger.valueOf(k));
      assertThat(product).as("%d times the generator", k).isEqualTo(sum);
      assertThat(curve.contains(product, 0)).isTrue();
      curve.add(sum, 0, sum, 0, curve.generator(), 0);
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void additionIsCompleteAndAssociative(Curve curve) {
    SplittableRandom random = new SplittableRandom(3);
    int longs = curve.longs();
    long[] p = TestPoints.point(curve, random);
    long[] q = TestPoints.point(curve, random);
    long[] zero = new long[longs];
    long[] out = new long[longs];
    long[] other = new long[longs];
    curve.add(out, 0, p, 0, zero, 0);
    assertThat(out).isEqualTo(p);
    curve.add(out, 0, zero, 0, p, 0);
    assertThat(out).isEqualTo(p);
    curve.add(out, 0, zero, 0, zero, 0);
    assertThat(out).isEqualTo(zero);
    curve.negate(other, 0, p, 0);
    curve.add(out, 0, p, 0, other, 0);
    assertThat(out).isEqualTo(zero);
    curve.negate(other, 0, zero, 0);
    assertThat(other).isEqualTo(zero);
    // (p + q) + q = p + 2q, the doubling by an addition of equals
    curve.add(out, 0, p, 0, q, 0);
    curve.add(out, 0, out, 0, q, 0);
    curve.add(other, 0, q, 0, q, 0);
    curve.add(other, 0, p, 0, other, 0);
    assertThat(out).isEqualTo(other);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void scalarsActAsTheFieldOfOrderR(Curve curve) {
    SplittableRandom random = new SplittableRandom(4);
    int longs = curve.longs();
    long[] p = TestPoints.point(curve, random);
    long[] left = new long[longs];
    long[] right = new long[longs];
    for (int round = 0; round < 5; round++) {
      BigInteger a = TestPoints.number(random);
      BigInteger b = TestPoints.number(random);
      curve.multiply(left, 0, p, 0, a);
      curve.multiply(right, 0, p, 0, b);
      curve.add(left, 0, left, 0, right, 0);
      curve.multiply(right, 0, p, 0, a.add(b));
      assertThat(left).isEqualTo(right);
    }
    long[] order = new long[4];
    PrimeField.store(Curve.ORDER, order, 0);
    curve.multiply(left, 0, p, 0, order, 0);
    assertThat(curve.isInfinity(left, 0)).isTrue();
    // 2^256 − 1, not reduced
    curve.multiply(left, 0, p, 0, new long[] {-1, -1, -1, -1}, 0);
    curve.multiply(right, 0, p, 0, BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    assertThat(left).isEqualTo(right);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void jacobianSumsAreCompleteToo(Curve curve) {
    SplittableRandom random = new SplittableRandom(5);
    long[] p = TestPoints.point(curve, random);
    Jacobian a = new Jacobian(curve);
    Jacobian b = new Jacobian(curve);
    a.set(p, 0);
    a.twice();
    a.add(p, 0);
    b.set(p, 0);
    b.add(p, 0);
    b.add(p, 0);
    long[] three = new long[curve.longs()];
    long[] out = new long[curve.longs()];
    curve.multiply(three, 0, p, 0, BigInteger.valueOf(3));
    a.toAffine(out, 0);
    assertThat(out).isEqualTo(three);
    b.toAffine(out, 0);
    assertThat(out).isEqualTo(three);
    a.add(b); // equal points with different Z
    a.toAffine(out, 0);
    curve.multiply(three, 0, p, 0, BigInteger.valueOf(6));
    assertThat(out).isEqualTo(three);
    a.negate();
    a.add(b);
    a.add(b);
    assertThat(a.isInfinity()).isTrue();
    a.add(b);
    Jacobian.toAffine(
        new Jacobian[] {a, new Jacobian(curve), b}, out = new long[3 * curve.longs()], 0);
    assertThat(curve.equal(out, 0, out, 2 * curve.longs())).isTrue();
    assertThat(curve.isInfinity(out, curve.longs())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("curves")
  void sumsOverSeveralPointsAgree(Curve curve) {
    SplittableRandom random = new SplittableRandom(6);
    int n = 5;
    int longs = curve.longs();
    long[] points = new long[n * longs];
    long[] scalars = new long[4 * n];
    long[] expected = new long[longs];
    long[] term = new long[longs];
    for (int i = 0; i < n - 1; i++) { // the last point is infinity
      BigInteger k = i == 1 ? BigInteger.ZERO : TestPoints.number(random).mod(Curve.ORDER);
      System.arraycopy(TestPoints.point(curve, random), 0, points, i * longs, longs);
      PrimeField.store(k, scalars, 4 * i);
      curve.multiply(term, 0, points, i * longs, k);
      curve.add(expected, 0, expected, 0, term, 0);
    }
    scalars[4 * n - 4] = 77;
    Jacobian sum = new Jacobian(curve);
    new MultiScalar(curve, points, n).sum(sum, scalars, 0);
    sum.toAffine(term, 0);
    assertThat(term).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void everyChangedLimbLeavesTheCurveOrTheEncoding(Curve curve) {
    long[] p = TestPoints.point(curve, new SplittableRandom(8));
    for (int i = 0; i < p.length; i++) {
      long[] changed = p.clone();
      changed[i] ^= 1;
      assertThat(curve.isOnCurve(changed, 0)).isFalse();
    }
    for (int i = 0; i < p.length; i += 4) { // coordinate + q: the same residue
      long[] changed = p.clone();
      PrimeField.store(PrimeField.load(p, i).add(PrimeField.FQ.modulus()), changed, i);
      assertThat(curve.isOnCurve(changed, 0)).isFalse();
    }
  }

  @Test
  void pointsOfTheTwistOutsideTheSubgroupAreRefused() {
    SplittableRandom random = new SplittableRandom(9);
    long[] order = new long[4];
    PrimeField.store(Curve.ORDER, order, 0);
    for (int round = 0; round < 20; round++) {
      long[] p = TestPoints.onTwist(random);
      long[] multiple = new long[16];
      Curve.G2.multiply(multiple, 0, p, 0, order, 0);
      assertThat(Curve.G2.isInfinity(multiple, 0)).isFalse();
      assertThat(Curve.G2.isOnCurve(p, 0)).isTrue();
      assertThat(Curve.G2.contains(p, 0)).isFalse();
      // of an order that divides the cofactor, and mixed with a point of the group
      assertThat(Curve.G2.contains(multiple, 0)).isFalse();
      Curve.G2.add(multiple, 0, multiple, 0, Curve.G2.generator(), 0);
      assertThat(Curve.G2.contains(multiple, 0)).isFalse();
      // the cofactor's multiple lies in the group
      clearCofactor(p);
      assertThat(Curve.G2.contains(p, 0)).isTrue();
    }
  }

  /** 10069 is the least prime of the cofactor: points of that order are the easiest to slip in. */
  @Test
  void pointsOfSmallOrderAreRefused() {
    BigInteger small = BigInteger.valueOf(10069);
    BigInteger[] division = Twist.COFACTOR.divideAndRemainder(small);
    assertThat(division[1]).isZero();
    long[] p = TestPoints.onTwist(new SplittableRandom(10));
    multiplyPlain(p, Curve.ORDER);
    multiplyPlain(p, division[0]);
    assertThat(Curve.G2.isInfinity(p, 0)).isFalse();
    assertThat(Curve.G2.contains(p, 0)).isFalse();
    multiplyPlain(p, small);
    assertThat(Curve.G2.isInfinity(p, 0)).isTrue();
  }

  /**
   * What the fast check kills is killed by the norm of (u + 1) + uψ + uψ² − 2uψ³ in Z[ψ], ψ² = tψ −
   * q; its greatest common divisor with the number of points r · cofactor is r alone.
   */
  @Test
  void theSubgroupCheckIsSound() {
    BigInteger u = Curve.U;
    BigInteger t = u.pow(2).multiply(BigInteger.valueOf(6)).add(BigInteger.ONE);
    BigInteger q = PrimeField.FQ.modulus();
    BigInteger[] f = {u.add(BigInteger.ONE), u, u, u.multiply(BigInteger.TWO).negate()};
    for (int k = 3; k >= 2; k--) {
      f[k - 1] = f[k - 1].add(t.multiply(f[k]));
      f[k - 2] = f[k - 2].subtract(q.multiply(f[k]));
    }
    BigInteger norm = f[0].pow(2).add(f[0].multiply(f[1]).multiply(t)).add(f[1].pow(2).multiply(q));
    assertThat(norm.gcd(Curve.ORDER.multiply(Twist.COFACTOR))).isEqualTo(Curve.ORDER);
  }

  private static void clearCofactor(long[] p) {
    multiplyPlain(p, Twist.COFACTOR);
  }

  private static void multiplyPlain(long[] p, BigInteger k) {
    long[] scalar = new long[4];
    PrimeField.store(k, scalar, 0);
    Curve.G2.multiply(p, 0, p, 0, scalar, 0);
  }
}
