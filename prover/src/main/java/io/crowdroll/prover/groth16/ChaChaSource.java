package io.crowdroll.prover.groth16;

import static io.crowdroll.prover.field.Fq2.FQ2;
import static io.crowdroll.prover.field.PrimeField.FQ;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.Field;
import io.crowdroll.prover.field.Fq2;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Field elements and points drawn from a ChaCha20 key stream (RFC 8439's block function, nonce and
 * counter 0) in exactly the way of snarkjs, whose ceremonies hash to G2 like this.
 */
final class ChaChaSource {
  private static final BigInteger Q = FQ.modulus();

  private final int[] state = new int[16];
  private final int[] block = new int[16];
  private int next = 16;

  /**
   * @param seed at least 32 bytes, of which the first 32 are the key, as big-endian words
   */
  ChaChaSource(byte[] seed) {
    state[0] = 0x61707865;
    state[1] = 0x3320646e;
    state[2] = 0x79622d32;
    state[3] = 0x6b206574;
    for (int k = 0; k < 32; k++) {
      state[4 + k / 4] = state[4 + k / 4] << 8 | seed[k] & 0xff;
    }
  }

  private int nextWord() {
    if (next == 16) {
      System.arraycopy(state, 0, block, 0, 16);
      for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 4; i++) {
          quarterRound(i, 4 + i, 8 + i, 12 + i);
        }
        for (int i = 0; i < 4; i++) {
          quarterRound(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
        }
      }
      for (int i = 0; i < 16; i++) {
        block[i] += state[i];
      }
      state[12]++; // points take a few blocks, never 2^32
      next = 0;
    }
    return block[next++];
  }

  private void quarterRound(int a, int b, int c, int d) {
    block[a] += block[b];
    block[d] = Integer.rotateLeft(block[d] ^ block[a], 16);
    block[c] += block[d];
    block[b] = Integer.rotateLeft(block[b] ^ block[c], 12);
    block[a] += block[b];
    block[d] = Integer.rotateLeft(block[d] ^ block[a], 8);
    block[c] += block[d];
    block[b] = Integer.rotateLeft(block[b] ^ block[c], 7);
  }

  /** A uniform element, drawn in Montgomery form: 254 bits until they are below the modulus. */
  void nextElement(PrimeField field, long[] out, int o) {
    do {
      for (int limb = 0; limb < LIMBS; limb++) {
        long high = nextWord() & 0xffffffffL;
        out[o + limb] = high << 32 | nextWord() & 0xffffffffL;
      }
      out[o + 3] &= -1L >>> 2;
    } while (!field.isCanonical(out, o));
  }

  /**
   * A uniform point of a group: x until it has a y, whose sign a bit chooses, times the cofactor.
   */
  long[] nextPoint(Curve curve) {
    Field field = curve.field();
    int size = field.size();
    long[] point = new long[2 * size];
    boolean negative;
    do {
      for (int k = 0; k < size; k += LIMBS) {
        nextElement(FQ, point, k);
      }
      negative = (nextWord() & 1) == 1;
      field.square(point, size, point, 0);
      field.mul(point, size, point, size, point, 0);
      field.add(point, size, point, size, curve.b(), 0);
      long[] root = size == LIMBS ? rootInFq(point, size) : rootInFq2(point, size);
      System.arraycopy(root, 0, point, size, size);
    } while (!curve.isOnCurve(point, 0));
    if (negative != isNegative(point, size, size)) {
      field.negate(point, size, point, size);
    }
    if (size != LIMBS) {
      long[] cofactor = new long[LIMBS];
      PrimeField.store(Q.shiftLeft(1).subtract(Curve.ORDER), cofactor, 0);
      curve.multiply(point, 0, point, 0, cofactor, 0);
    }
    return point;
  }

  // of two opposite elements the one whose last part that is not zero is above (q − 1)/2
  private static boolean isNegative(long[] a, int i, int size) {
    int part = i + size - LIMBS;
    while (part > i && FQ.isZero(a, part)) {
      part -= LIMBS;
    }
    return FQ.toBigInteger(a, part).compareTo(Q.shiftRight(1)) > 0;
  }

  // a square root, or something else where there is none; q = 3 mod 4
  private static long[] rootInFq(long[] a, int i) {
    long[] root = new long[LIMBS];
    FQ.power(root, 0, a, i, Q.add(BigInteger.ONE).shiftRight(2));
    return root;
  }

  // Adj, Rodríguez-Henríquez, "Square root computation over even extension fields", 2012, algorithm
  // 9
  private static long[] rootInFq2(long[] a, int i) {
    long[] power = new long[Fq2.SIZE];
    long[] root = new long[Fq2.SIZE];
    FQ2.power(power, 0, a, i, Q.subtract(BigInteger.valueOf(3)).shiftRight(2));
    FQ2.mul(root, 0, power, 0, a, i);
    FQ2.mul(power, 0, power, 0, root, 0);
    long[] minusOne = new long[Fq2.SIZE];
    FQ2.negate(minusOne, 0, FQ2.one(), 0);
    if (Arrays.equals(power, minusOne)) {
      FQ2.mul(root, 0, root, 0, Fq2.of(BigInteger.ZERO, BigInteger.ONE), 0);
      return root;
    }
    FQ2.add(power, 0, power, 0, FQ2.one(), 0);
    FQ2.power(power, 0, power, 0, Q.subtract(BigInteger.ONE).shiftRight(1));
    FQ2.mul(root, 0, root, 0, power, 0);
    return root;
  }
}
