package io.crowdroll.prover.groth16;

import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What snarkjs hashes in place of a point that is not there. For a domain of N > 2^14 points it
 * reads power 2N − 1 of τ, and a .ptau of just that size ends one before: so it takes for a point
 * the 64 bytes that follow in the file, which are the head of section 3 and the beginning of the
 * generator of G2, and subtracts from them τ^(N − 1) without looking whether they are one. Its
 * arithmetic reduces once, where these bytes are three times the prime; to agree with its circuit
 * hash one has to compute as it does.
 */
final class Overread {
  private static final BigInteger Q = PrimeField.FQ.modulus();
  private static final BigInteger R = BigInteger.ONE.shiftLeft(256);
  private static final BigInteger MINUS_INVERSE = Q.modInverse(R).negate().mod(R);
  private static final int SECTION = 3;

  private Overread() {}

  /**
   * The difference that is hashed.
   *
   * @param powers exactly of the circuit's domain
   * @param last τ^(N − 1) in G1, affine, Montgomery form
   * @return a pair of coordinates in Montgomery form
   */
  static long[] difference(PowersOfTau powers, long[] last) {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(SECTION).putLong(powers.tauG2().byteSize());
    MemorySegment.copy(
        powers.tauG2(),
        ValueLayout.JAVA_BYTE,
        0,
        MemorySegment.ofBuffer(bytes),
        ValueLayout.JAVA_BYTE,
        0,
        bytes.remaining());
    long[] limbs = new long[8];
    bytes.clear().asLongBuffer().get(limbs);
    BigInteger x1 = PrimeField.load(limbs, 0);
    BigInteger y1 = PrimeField.load(limbs, 4);
    BigInteger x2 = PrimeField.load(last, 0);
    BigInteger y2 = Q.subtract(PrimeField.load(last, 4));
    // madd-2007-bl with Z1 = 1
    BigInteger h = subtract(x2, x1);
    BigInteger hh = multiply(h, h);
    BigInteger i = twice(twice(hh));
    BigInteger j = multiply(h, i);
    BigInteger r = twice(subtract(y2, y1));
    BigInteger v = multiply(x1, i);
    BigInteger x3 = subtract(subtract(multiply(r, r), j), twice(v));
    BigInteger y3 = subtract(multiply(subtract(v, x3), r), twice(multiply(y1, j)));
    BigInteger z3 = twice(h);
    // (x3 / z3², y3 / z3³), all times R; from here on representatives no longer matter
    BigInteger inverse = R.multiply(z3.modInverse(Q)).mod(Q);
    BigInteger square = inverse.multiply(inverse).mod(Q);
    long[] out = new long[8];
    PrimeField.store(x3.multiply(square).mod(Q), out, 0);
    PrimeField.store(y3.multiply(square).multiply(inverse).mod(Q), out, 4);
    return out;
  }

  // a − b; q is added once where that is negative; 256 bits are kept
  private static BigInteger subtract(BigInteger a, BigInteger b) {
    BigInteger difference = a.subtract(b);
    return (difference.signum() < 0 ? difference.add(Q) : difference).mod(R);
  }

  // 2a; q is subtracted once where that reaches q
  private static BigInteger twice(BigInteger a) {
    return reducedOnce(a.shiftLeft(1));
  }

  // a b / R; q is subtracted once
  private static BigInteger multiply(BigInteger a, BigInteger b) {
    BigInteger product = a.multiply(b);
    BigInteger multiple = product.multiply(MINUS_INVERSE).mod(R);
    return reducedOnce(product.add(multiple.multiply(Q)).shiftRight(256));
  }

  private static BigInteger reducedOnce(BigInteger a) {
    return (a.compareTo(Q) >= 0 ? a.subtract(Q) : a).mod(R);
  }
}
