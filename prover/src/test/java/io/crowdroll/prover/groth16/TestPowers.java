package io.crowdroll.prover.groth16;

import io.crowdroll.prover.curve.Curve;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.function.IntFunction;

/** Powers of tau of known secrets, prepared for phase 2. */
final class TestPowers {
  private TestPowers() {}

  static PowersOfTau of(int power, BigInteger tau, BigInteger alpha, BigInteger beta) {
    int n = 1 << power;
    return new PowersOfTau(
        power,
        power,
        points(Curve.G1, 2 * n - 1, i -> tau.modPow(BigInteger.valueOf(i), Curve.ORDER)),
        points(Curve.G2, n, i -> tau.modPow(BigInteger.valueOf(i), Curve.ORDER)),
        points(Curve.G1, n, i -> alpha.multiply(tau.modPow(BigInteger.valueOf(i), Curve.ORDER))),
        points(Curve.G1, n, i -> beta.multiply(tau.modPow(BigInteger.valueOf(i), Curve.ORDER))),
        points(Curve.G2, 1, i -> beta),
        new PowersOfTau.Lagrange(
            points(Curve.G1, 4 * n - 1, i -> basis(i, tau)),
            points(Curve.G2, 2 * n - 1, i -> basis(i, tau)),
            points(Curve.G1, 2 * n - 1, i -> alpha.multiply(basis(i, tau))),
            points(Curve.G1, 2 * n - 1, i -> beta.multiply(basis(i, tau)))),
        new byte[4]);
  }

  // element i of the Lagrange bases of 1, 2, 4, … points in a row
  private static BigInteger basis(int i, BigInteger tau) {
    int log2 = 31 - Integer.numberOfLeadingZeros(i + 1);
    return ReferenceProver.lagrange(log2, i + 1 - (1 << log2), tau);
  }

  private static MemorySegment points(Curve curve, int count, IntFunction<BigInteger> scalar) {
    MemorySegment out = Arena.ofAuto().allocate(8L * curve.longs() * count, 8);
    long[] point = new long[curve.longs()];
    for (int i = 0; i < count; i++) {
      curve.multiply(point, 0, curve.generator(), 0, scalar.apply(i));
      MemorySegment.copy(point, 0, out, ValueLayout.JAVA_LONG, 8L * point.length * i, point.length);
    }
    return out;
  }
}
