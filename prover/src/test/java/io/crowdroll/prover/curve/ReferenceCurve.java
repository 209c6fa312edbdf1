package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Affine point arithmetic on BigInteger, by the chord and tangent rule over Fq2 (G1 lies in it with
 * second coefficients zero): slow, short, shares nothing with what it checks. A point is {x.c0,
 * x.c1, y.c0, y.c1}, infinity is null.
 */
final class ReferenceCurve {
  private static final BigInteger Q = PrimeField.FQ.modulus();

  static final BigInteger[] G1 = {
    BigInteger.ONE, BigInteger.ZERO, BigInteger.TWO, BigInteger.ZERO,
  };
  static final BigInteger[] G2 = {
    new BigInteger("10857046999023057135944570762232829481370756359578518086990519993285655852781"),
    new BigInteger("11559732032986387107991004021392285783925812861821192530917403151452391805634"),
    new BigInteger("8495653923123431417604973247489272438418190587263600148770280649306958101930"),
    new BigInteger("4082367875863433681332203403145435568316851327593401208105741076214120093531"),
  };

  private ReferenceCurve() {}

  static BigInteger[] add(BigInteger[] a, BigInteger[] b) {
    if (a == null) {
      return b;
    }
    if (b == null) {
      return a;
    }
    BigInteger[] ax = {a[0], a[1]}, ay = {a[2], a[3]}, bx = {b[0], b[1]}, by = {b[2], b[3]};
    BigInteger[] over, under;
    if (Arrays.equals(ax, bx)) {
      if (!Arrays.equals(ay, by)) {
        return null;
      }
      BigInteger[] xx = mul(ax, ax);
      over = sum(xx, sum(xx, xx));
      under = sum(ay, ay);
    } else {
      over = minus(by, ay);
      under = minus(bx, ax);
    }
    BigInteger[] slope = mul(over, invert(under));
    BigInteger[] x = minus(minus(mul(slope, slope), ax), bx);
    BigInteger[] y = minus(mul(slope, minus(ax, x)), ay);
    return new BigInteger[] {x[0], x[1], y[0], y[1]};
  }

  static BigInteger[] multiply(BigInteger[] a, BigInteger scalar) {
    BigInteger[] sum = null;
    for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum);
      if (scalar.testBit(bit)) {
        sum = add(sum, a);
      }
    }
    return sum;
  }

  static BigInteger[] negate(BigInteger[] a) {
    return new BigInteger[] {a[0], a[1], Q.subtract(a[2]).mod(Q), Q.subtract(a[3]).mod(Q)};
  }

  /** Packed as the kernels take it: 8 longs (G1) or 16 (G2). */
  static long[] pack(BigInteger[] a, boolean second) {
    long[] out = new long[second ? 16 : 8];
    if (a != null) {
      int step = second ? 1 : 2;
      for (int k = 0; k < 4; k += step) {
        System.arraycopy(PrimeField.FQ.fromBigInteger(a[k]), 0, out, 4 * k / step, 4);
      }
    }
    return out;
  }

  private static BigInteger[] mul(BigInteger[] a, BigInteger[] b) {
    return new BigInteger[] {
      a[0].multiply(b[0]).subtract(a[1].multiply(b[1])).mod(Q),
      a[0].multiply(b[1]).add(a[1].multiply(b[0])).mod(Q),
    };
  }

  private static BigInteger[] sum(BigInteger[] a, BigInteger[] b) {
    return new BigInteger[] {a[0].add(b[0]).mod(Q), a[1].add(b[1]).mod(Q)};
  }

  private static BigInteger[] minus(BigInteger[] a, BigInteger[] b) {
    return new BigInteger[] {a[0].subtract(b[0]).mod(Q), a[1].subtract(b[1]).mod(Q)};
  }

  private static BigInteger[] invert(BigInteger[] a) {
    BigInteger norm = a[0].multiply(a[0]).add(a[1].multiply(a[1])).modInverse(Q);
    return new BigInteger[] {a[0].multiply(norm).mod(Q), a[1].negate().multiply(norm).mod(Q)};
  }
}
