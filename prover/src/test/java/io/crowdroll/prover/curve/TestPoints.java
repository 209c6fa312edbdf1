package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.Fq2;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.SplittableRandom;

/** Seeded points and numbers for tests. */
public final class TestPoints {
  private static final PrimeField FQ = PrimeField.FQ;
  private static final BigInteger Q = FQ.modulus();

  private TestPoints() {}

  /** A number of [0, 2^320), much larger than any modulus here. */
  public static BigInteger number(SplittableRandom random) {
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes);
  }

  /** A multiple of the generator. */
  public static long[] point(Curve curve, SplittableRandom random) {
    long[] out = new long[curve.longs()];
    curve.multiply(out, 0, curve.generator(), 0, number(random));
    return out;
  }

  /** A point of the twist, almost surely outside the subgroup. */
  public static long[] onTwist(SplittableRandom random) {
    Fq2 f = Fq2.FQ2;
    while (true) {
      long[] p = new long[16];
      System.arraycopy(Fq2.of(number(random), number(random)), 0, p, 0, 8);
      f.square(p, 8, p, 0);
      f.mul(p, 8, p, 8, p, 0);
      f.add(p, 8, p, 8, Curve.G2.b(), 0);
      long[] root = squareRoot(p, 8);
      f.square(p, 8, root, 0);
      System.arraycopy(root, 0, p, 8, 8);
      if (Curve.G2.isOnCurve(p, 0)) {
        return p;
      }
    }
  }

  // the root if there is one, else something else (q ≡ 3 mod 4; Adj, Rodríguez-Henríquez 2012)
  private static long[] squareRoot(long[] a, int i) {
    Fq2 f = Fq2.FQ2;
    long[] a1 = new long[8];
    long[] alpha = new long[8];
    long[] x0 = new long[8];
    f.power(a1, 0, a, i, Q.subtract(BigInteger.valueOf(3)).shiftRight(2));
    f.mul(x0, 0, a1, 0, a, i);
    f.mul(alpha, 0, a1, 0, x0, 0);
    long[] minusOne = new long[8];
    f.negate(minusOne, 0, f.one(), 0);
    if (f.equal(alpha, 0, minusOne, 0)) {
      f.mul(x0, 0, x0, 0, Fq2.of(BigInteger.ZERO, BigInteger.ONE), 0);
      return x0;
    }
    f.add(alpha, 0, alpha, 0, f.one(), 0);
    f.power(alpha, 0, alpha, 0, Q.subtract(BigInteger.ONE).shiftRight(1));
    f.mul(x0, 0, x0, 0, alpha, 0);
    return x0;
  }
}
