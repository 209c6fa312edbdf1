package io.crowdroll.prover.curve;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Baby Jubjub, the twisted Edwards curve a x² + y² = 1 + d x² y² over Fr with a = 168700 and d =
 * 168696 (EIP-2494): a curve whose arithmetic is cheap inside circuits. Points are plain affine
 * coordinates in [0, r); the addition law is complete, (0, 1) is neutral.
 */
public final class BabyJubJub {
  /** Order of the large subgroup; the curve has 8 times as many points. */
  public static final BigInteger SUBGROUP_ORDER =
      new BigInteger(
          "2736030358979909402780800718157159386076813972158567259200215660948447373041");

  /** Generator of the subgroup, as circomlib chooses it: 8 times the curve's generator. */
  public static final Point BASE =
      new Point(
          new BigInteger(
              "5299619240641551281634865583518297030282874472190772894086521144482721001553"),
          new BigInteger(
              "16950150798460657717958625567821834550301663161624707787222815936182638968203"));

  /** The neutral point. */
  public static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);

  private static final BigInteger R = FR.modulus();
  private static final long[] A = FR.fromBigInteger(BigInteger.valueOf(168700));
  private static final long[] D = FR.fromBigInteger(BigInteger.valueOf(168696));
  private static final int PACKED = 32;

  private BabyJubJub() {}

  /** An affine point, or what is said to be one. */
  public record Point(BigInteger x, BigInteger y) {}

  /** Whether coordinates lie in [0, r) and on the curve. */
  public static boolean isOnCurve(Point p) {
    if (!isCanonical(p.x) || !isCanonical(p.y)) {
      return false;
    }
    BigInteger xx = p.x.multiply(p.x).mod(R);
    BigInteger yy = p.y.multiply(p.y).mod(R);
    BigInteger left = xx.multiply(BigInteger.valueOf(168700)).add(yy);
    BigInteger right = xx.multiply(yy).multiply(BigInteger.valueOf(168696)).add(BigInteger.ONE);
    return left.subtract(right).mod(R).signum() == 0;
  }

  private static boolean isCanonical(BigInteger value) {
    return value.signum() >= 0 && value.compareTo(R) < 0;
  }

  /** Whether a point is on the curve and in the large subgroup, the neutral point included. */
  public static boolean isInSubgroup(Point p) {
    return isOnCurve(p) && multiply(p, SUBGROUP_ORDER).equals(NEUTRAL);
  }

  /** p + q, for any points of the curve. */
  public static Point add(Point p, Point q) {
    Projective sum = new Projective(p);
    sum.add(new Projective(q));
    return sum.affine();
  }

  /** k · p for k ≥ 0. */
  public static Point multiply(Point p, BigInteger k) {
    if (k.signum() < 0) {
      throw new IllegalArgumentException("negative multiple");
    }
    Projective base = new Projective(p);
    Projective product = new Projective(NEUTRAL);
    for (int bit = k.bitLength() - 1; bit >= 0; bit--) {
      product.add(product);
      if (k.testBit(bit)) {
        product.add(base);
      }
    }
    return product.affine();
  }

  /** 32 bytes: y, least significant byte first, and in the top bit whether x is above (r − 1)/2. */
  public static byte[] pack(Point p) {
    byte[] out = littleEndian(p.y, PACKED);
    if (p.x.compareTo(R.shiftRight(1)) > 0) {
      out[PACKED - 1] |= (byte) 0x80;
    }
    return out;
  }

  /** The point that 32 bytes encode, or empty if they are not the one encoding of a point. */
  public static Optional<Point> unpack(byte[] bytes) {
    if (bytes.length != PACKED) {
      return Optional.empty();
    }
    byte[] copy = bytes.clone();
    boolean large = (copy[PACKED - 1] & 0x80) != 0;
    copy[PACKED - 1] &= 0x7f;
    BigInteger y = fromLittleEndian(copy);
    if (!isCanonical(y)) {
      return Optional.empty();
    }
    BigInteger yy = y.multiply(y).mod(R);
    // x² = (1 − y²) / (a − d y²); the divisor is not 0, as a/d is no square
    BigInteger divisor =
        BigInteger.valueOf(168700).subtract(BigInteger.valueOf(168696).multiply(yy)).mod(R);
    Optional<BigInteger> root =
        squareRoot(BigInteger.ONE.subtract(yy).multiply(divisor.modInverse(R)).mod(R));
    return root.map(x -> x.compareTo(R.shiftRight(1)) > 0 == large ? x : R.subtract(x).mod(R))
        .filter(x -> x.compareTo(R.shiftRight(1)) > 0 == large)
        .map(x -> new Point(x, y));
  }

  // Tonelli and Shanks; r − 1 = 2^28 · odd, 5 is no square
  private static Optional<BigInteger> squareRoot(BigInteger square) {
    if (square.signum() == 0) {
      return Optional.of(square);
    }
    BigInteger odd = R.subtract(BigInteger.ONE).shiftRight(28);
    BigInteger root = square.modPow(odd.add(BigInteger.ONE).shiftRight(1), R);
    BigInteger rest = square.modPow(odd, R); // root² = square · rest
    BigInteger c = BigInteger.valueOf(5).modPow(odd, R);
    for (int m = 28; !rest.equals(BigInteger.ONE); ) {
      int order = 0;
      for (BigInteger t = rest; !t.equals(BigInteger.ONE); t = t.multiply(t).mod(R)) {
        if (++order == m) {
          return Optional.empty();
        }
      }
      BigInteger b = c.modPow(BigInteger.ONE.shiftLeft(m - order - 1), R);
      root = root.multiply(b).mod(R);
      c = b.multiply(b).mod(R);
      rest = rest.multiply(c).mod(R);
      m = order;
    }
    return Optional.of(root);
  }

  static byte[] littleEndian(BigInteger value, int length) {
    byte[] out = new byte[length];
    byte[] bytes = value.toByteArray();
    for (int k = 0; k < Math.min(length, bytes.length); k++) {
      out[k] = bytes[bytes.length - 1 - k];
    }
    return out;
  }

  static BigInteger fromLittleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int k = 0; k < bytes.length; k++) {
      reversed[k] = bytes[bytes.length - 1 - k];
    }
    return new BigInteger(1, reversed);
  }

  /** x = X/Z, y = Y/Z; addition add-2008-bbjlp of the Explicit-Formulas Database, complete here. */
  private static final class Projective {
    private final long[] x;
    private final long[] y;
    private final long[] z = FR.one();
    private final long[] a = new long[LIMBS];
    private final long[] b = new long[LIMBS];
    private final long[] c = new long[LIMBS];
    private final long[] d = new long[LIMBS];
    private final long[] e = new long[LIMBS];
    private final long[] t = new long[LIMBS];

    Projective(Point p) {
      x = FR.fromBigInteger(p.x);
      y = FR.fromBigInteger(p.y);
    }

    void add(Projective q) {
      FR.mul(a, 0, z, 0, q.z, 0);
      FR.square(b, 0, a, 0);
      FR.mul(c, 0, x, 0, q.x, 0);
      FR.mul(d, 0, y, 0, q.y, 0);
      FR.mul(e, 0, c, 0, d, 0);
      FR.mul(e, 0, e, 0, D, 0);
      FR.add(t, 0, q.x, 0, q.y, 0);
      FR.add(x, 0, x, 0, y, 0);
      if (q == this) {
        System.arraycopy(x, 0, t, 0, LIMBS);
      }
      FR.mul(x, 0, x, 0, t, 0);
      FR.sub(x, 0, x, 0, c, 0);
      FR.sub(x, 0, x, 0, d, 0);
      FR.sub(t, 0, b, 0, e, 0); // F = B − E
      FR.add(b, 0, b, 0, e, 0); // G = B + E
      FR.mul(x, 0, x, 0, t, 0);
      FR.mul(x, 0, x, 0, a, 0);
      FR.mul(c, 0, c, 0, A, 0);
      FR.sub(y, 0, d, 0, c, 0);
      FR.mul(y, 0, y, 0, b, 0);
      FR.mul(y, 0, y, 0, a, 0);
      FR.mul(z, 0, t, 0, b, 0);
    }

    Point affine() {
      FR.inverse(t, 0, z, 0);
      FR.mul(a, 0, x, 0, t, 0);
      FR.mul(b, 0, y, 0, t, 0);
      return new Point(FR.toBigInteger(a, 0), FR.toBigInteger(b, 0));
    }
  }
}
