package io.crowdroll.prover.groth16;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;

/**
 * Wires 1, out, unused (public), x, y, t: x · (y − 7) = t and t · (x + c) = out with a large c. The
 * public input {@code unused} occurs in no constraint.
 */
final class SmallCircuit {
  static final int WIRES = 6;
  static final int PUBLIC = 2;
  private static final BigInteger R = Curve.ORDER;
  private static final BigInteger LARGE = R.divide(BigInteger.valueOf(3));

  private SmallCircuit() {}

  static R1cs r1cs() {
    return new R1cs(
        WIRES,
        1,
        1,
        2,
        matrix(new int[] {0, 1, 2}, new int[] {3, 5}, 1, 1),
        new R1cs.Matrix(
            new int[] {0, 2, 4},
            new int[] {0, 4, 0, 3},
            coefficients(BigInteger.valueOf(-7), BigInteger.ONE, LARGE, BigInteger.ONE)),
        // −(−t) in two terms, so that a coefficient −1 occurs
        new R1cs.Matrix(
            new int[] {0, 2, 3},
            new int[] {5, 5, 1},
            coefficients(BigInteger.TWO, BigInteger.valueOf(-1), BigInteger.ONE)));
  }

  static BigInteger[] witness(long x, long y, long unused) {
    BigInteger t = BigInteger.valueOf(x).multiply(BigInteger.valueOf(y - 7)).mod(R);
    BigInteger out = t.multiply(LARGE.add(BigInteger.valueOf(x))).mod(R);
    return new BigInteger[] {
      BigInteger.ONE,
      out,
      BigInteger.valueOf(unused),
      BigInteger.valueOf(x),
      BigInteger.valueOf(y),
      t
    };
  }

  private static R1cs.Matrix matrix(int[] rowStart, int[] wire, long... values) {
    BigInteger[] coefficients = new BigInteger[values.length];
    for (int i = 0; i < values.length; i++) {
      coefficients[i] = BigInteger.valueOf(values[i]);
    }
    return new R1cs.Matrix(rowStart, wire, coefficients(coefficients));
  }

  private static long[] coefficients(BigInteger... values) {
    long[] out = new long[4 * values.length];
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(PrimeField.FR.fromBigInteger(values[i]), 0, out, 4 * i, 4);
    }
    return out;
  }
}
