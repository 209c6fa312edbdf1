package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.Field;
import io.crowdroll.prover.field.Fq2;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * One of BN254's two groups of prime order r: G1 on y² = x³ + 3 over Fq, G2 on the twist y² = x³ +
 * 3/(9 + u) over Fq2. Points are affine (x, y) in a flat array, coordinates in Montgomery form,
 * least significant limb first, 8 longs in G1 and 16 in G2; infinity is all zero. Methods are
 * complete: they take infinity, equal and opposite points. They allocate scratch; long computations
 * use {@link Jacobian}.
 *
 * @param b the curve's constant
 * @param generator the generator that Ethereum's precompiles and snarkjs use
 */
public record Curve(String name, Field field, long[] b, long[] generator) {

  /** The curve's parameter u = 4965661367192848881, from which q, r and all loops derive. */
  public static final BigInteger U = new BigInteger("4965661367192848881");

  /** The order of the two groups. */
  public static final BigInteger ORDER = PrimeField.FR.modulus();

  /** Points of y² = x³ + 3 over Fq. */
  public static final Curve G1 =
      new Curve(
          "G1",
          PrimeField.FQ,
          PrimeField.FQ.fromBigInteger(BigInteger.valueOf(3)),
          concatenate(
              PrimeField.FQ.fromBigInteger(BigInteger.ONE),
              PrimeField.FQ.fromBigInteger(BigInteger.TWO)));

  /** Points of order r of the twist over Fq2. */
  public static final Curve G2 =
      new Curve(
          "G2",
          Fq2.FQ2,
          twistConstant(),
          concatenate(
              fq2(
                  "10857046999023057135944570762232829481370756359578518086990519993285655852781",
                  "11559732032986387107991004021392285783925812861821192530917403151452391805634"),
              fq2(
                  "8495653923123431417604973247489272438418190587263600148770280649306958101930",
                  "4082367875863433681332203403145435568316851327593401208105741076214120093531")));

  private static long[] twistConstant() {
    long[] inverse = new long[Fq2.SIZE];
    Fq2.FQ2.inverse(inverse, 0, fq2("9", "1"), 0);
    Fq2.FQ2.mul(inverse, 0, inverse, 0, fq2("3", "0"), 0);
    return inverse;
  }

  private static long[] fq2(String c0, String c1) {
    return Fq2.of(new BigInteger(c0), new BigInteger(c1));
  }

  private static long[] concatenate(long[] x, long[] y) {
    long[] point = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, point, x.length, y.length);
    return point;
  }

  /** Longs of an affine point: 8 or 16. */
  public int longs() {
    return 2 * field.size();
  }

  /** Whether p is infinity, that is all zero; (0, 0) lies on neither curve. */
  public boolean isInfinity(long[] p, int i) {
    return field.isZero(p, i) && field.isZero(p, i + field.size());
  }

  /** Whether p = q. */
  public boolean equal(long[] p, int i, long[] q, int j) {
    return Arrays.equals(p, i, i + longs(), q, j, j + longs());
  }

  /**
   * Whether the longs are the one encoding of a point of the curve: coordinates below q that
   * satisfy its equation, or infinity. In G1 that puts it in the group, in G2 it does not.
   */
  public boolean isOnCurve(long[] p, int i) {
    int size = field.size();
    if (!field.isCanonical(p, i) || !field.isCanonical(p, i + size)) {
      return false;
    }
    if (isInfinity(p, i)) {
      return true;
    }
    long[] left = new long[size];
    long[] right = new long[size];
    field.square(left, 0, p, i + size);
    field.square(right, 0, p, i);
    field.mul(right, 0, right, 0, p, i);
    field.add(right, 0, right, 0, b, 0);
    return field.equal(left, 0, right, 0);
  }

  /**
   * Whether the longs are a point of the group, infinity included: on the curve and of order r. The
   * curve of G1 has no other points; that of G2 has {@link Twist#COFACTOR} times as many.
   */
  public boolean contains(long[] p, int i) {
    return isOnCurve(p, i) && (field instanceof PrimeField || Twist.isInSubgroup(p, i));
  }

  /** out = −p. */
  public void negate(long[] out, int o, long[] p, int i) {
    System.arraycopy(p, i, out, o, field.size());
    field.negate(out, o + field.size(), p, i + field.size());
  }

  /** out = p + q. */
  public void add(long[] out, int o, long[] p, int i, long[] q, int j) {
    Jacobian sum = new Jacobian(this);
    sum.set(p, i);
    sum.add(q, j);
    sum.toAffine(out, o);
  }

  /** out = k · p, for k of any size and sign. */
  public void multiply(long[] out, int o, long[] p, int i, BigInteger k) {
    long[] scalar = new long[PrimeField.LIMBS];
    PrimeField.store(k.mod(ORDER), scalar, 0);
    multiply(out, o, p, i, scalar, 0);
  }

  /** out = k · p for a plain number k of 256 bits, not reduced, so p may have any order. */
  public void multiply(long[] out, int o, long[] p, int i, long[] k, int j) {
    Jacobian product = new Jacobian(this);
    new MultiScalar(this, Arrays.copyOfRange(p, i, i + longs()), 1).sum(product, k, j);
    product.toAffine(out, o);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
