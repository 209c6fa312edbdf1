package io.crowdroll.prover.groth16;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/** Groth16 as on paper, in big integers and without blinding: what keys are tested with. */
final class ReferenceProver {
  private static final BigInteger R = Curve.ORDER;

  private ReferenceProver() {}

  /** ω of the domain of 2^log2 points, as snarkjs chooses it. */
  static BigInteger root(int log2) {
    return BigInteger.valueOf(5).modPow(R.subtract(BigInteger.ONE).shiftRight(log2), R);
  }

  /** L_i(x) over the domain of 2^log2 points. */
  static BigInteger lagrange(int log2, int i, BigInteger x) {
    BigInteger size = BigInteger.ONE.shiftLeft(log2);
    BigInteger point = root(log2).modPow(BigInteger.valueOf(i), R);
    return x.modPow(size, R)
        .subtract(BigInteger.ONE)
        .multiply(point)
        .multiply(size.multiply(x.subtract(point)).modInverse(R))
        .mod(R);
  }

  /** Value of row k of a matrix. */
  static BigInteger row(R1cs.Matrix matrix, int row, BigInteger[] witness) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = matrix.rowStart()[row]; k < matrix.rowStart()[row + 1]; k++) {
      BigInteger coefficient = PrimeField.FR.toBigInteger(matrix.coefficient(), 4 * k);
      sum = sum.add(coefficient.multiply(witness[matrix.wire()[k]]));
    }
    return sum.mod(R);
  }

  static Proof prove(R1cs r1cs, ProvingKey key, BigInteger[] witness) {
    int n = key.domainSize();
    int log2 = Integer.numberOfTrailingZeros(n);
    BigInteger[] a = new BigInteger[n];
    BigInteger[] b = new BigInteger[n];
    for (int k = 0; k < n; k++) {
      int s = k - r1cs.constraints();
      boolean constraint = k < r1cs.constraints();
      a[k] =
          constraint
              ? row(r1cs.a(), k, witness)
              : s <= r1cs.publicSignals() ? witness[s] : BigInteger.ZERO;
      b[k] = constraint ? row(r1cs.b(), k, witness) : BigInteger.ZERO;
    }
    long[] left = key.verifyingKey().alpha1().clone();
    long[] right = key.verifyingKey().beta2().clone();
    long[] rest = new long[8];
    for (int w = 0; w < witness.length; w++) {
      add(Curve.G1, left, key.a(), w, witness[w]);
      add(Curve.G2, right, key.b2(), w, witness[w]);
      if (w > key.nPublic()) {
        add(Curve.G1, rest, key.c(), w - key.nPublic() - 1, witness[w]);
      }
    }
    for (int i = 0; i < n; i++) {
      BigInteger x = root(log2 + 1).modPow(BigInteger.valueOf(2 * i + 1), R);
      BigInteger ax = BigInteger.ZERO;
      BigInteger bx = BigInteger.ZERO;
      BigInteger cx = BigInteger.ZERO;
      for (int k = 0; k < n; k++) {
        BigInteger l = lagrange(log2, k, x);
        ax = ax.add(a[k].multiply(l));
        bx = bx.add(b[k].multiply(l));
        cx = cx.add(a[k].multiply(b[k]).multiply(l));
      }
      add(Curve.G1, rest, key.h(), i, ax.multiply(bx).subtract(cx).mod(R));
    }
    return new Proof(left, right, rest);
  }

  private static void add(
      Curve curve, long[] sum, MemorySegment points, int index, BigInteger scalar) {
    long[] term = point(curve, points, index);
    curve.multiply(term, 0, term, 0, scalar);
    curve.add(sum, 0, sum, 0, term, 0);
  }

  static long[] point(Curve curve, MemorySegment points, int index) {
    long[] point = new long[curve.longs()];
    MemorySegment.copy(
        points, ValueLayout.JAVA_LONG_UNALIGNED, 8L * index * point.length, point, 0, point.length);
    return point;
  }

  static long[] signals(BigInteger[] witness, int nPublic) {
    long[] signals = new long[4 * nPublic];
    for (int s = 0; s < nPublic; s++) {
      PrimeField.store(witness[s + 1], signals, 4 * s);
    }
    return signals;
  }
}
