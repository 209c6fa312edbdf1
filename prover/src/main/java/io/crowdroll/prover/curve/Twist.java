package io.crowdroll.prover.curve;

import static io.crowdroll.prover.field.Fq2.FQ2;
import static io.crowdroll.prover.field.Fq2.SIZE;

import io.crowdroll.prover.field.Fq2;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;

/**
 * The curve that G2 lies on, a sextic twist of D type: (x, y) ↦ (x w², y w³) leads to the curve of
 * G1 over Fq12.
 */
final class Twist {
  /** Points of the twist over Fq2 by points of G2: 2q − r. */
  static final BigInteger COFACTOR = PrimeField.FQ.modulus().shiftLeft(1).subtract(Curve.ORDER);

  private static final long[] X_FACTOR = rootOfXi(2);
  private static final long[] Y_FACTOR = rootOfXi(3);
  private static final long[] U = plain(Curve.U);

  private Twist() {}

  /** out = ψ(p), the q-power Frobenius map as seen on the twist; not for infinity in place. */
  static void frobenius(long[] out, int o, long[] p, int i) {
    FQ2.conjugate(out, o, p, i);
    FQ2.mul(out, o, out, o, X_FACTOR, 0);
    FQ2.conjugate(out, o + SIZE, p, i + SIZE);
    FQ2.mul(out, o + SIZE, out, o + SIZE, Y_FACTOR, 0);
  }

  /**
   * Whether a point of the twist has order r (or is infinity), by [u + 1]Q + ψ([u]Q) + ψ²([u]Q) =
   * ψ³([2u]Q): one multiplication by a number of 63 bits (Dai, Lin, Zhao, Zhou, "Fast Subgroup
   * Membership Testings for G1, G2 and GT on Pairing-friendly Curves", 2022). A test computes that
   * no point of the cofactor's order passes.
   */
  static boolean isInSubgroup(long[] q, int i) {
    long[] multiple = new long[2 * SIZE];
    Curve.G2.multiply(multiple, 0, q, i, U, 0);
    long[] image = multiple.clone();
    Jacobian left = new Jacobian(Curve.G2);
    left.set(q, i);
    left.add(multiple, 0);
    frobenius(image, 0, image, 0);
    left.add(image, 0);
    frobenius(image, 0, image, 0);
    left.add(image, 0);
    frobenius(image, 0, image, 0);
    left.add(image, 0, true);
    left.add(image, 0, true);
    return left.isInfinity();
  }

  private static long[] rootOfXi(int k) {
    BigInteger exponent =
        PrimeField.FQ
            .modulus()
            .subtract(BigInteger.ONE)
            .divide(BigInteger.valueOf(6))
            .multiply(BigInteger.valueOf(k));
    long[] root = Fq2.of(BigInteger.valueOf(9), BigInteger.ONE);
    FQ2.power(root, 0, root, 0, exponent);
    return root;
  }

  private static long[] plain(BigInteger number) {
    long[] out = new long[PrimeField.LIMBS];
    PrimeField.store(number, out, 0);
    return out;
  }
}
