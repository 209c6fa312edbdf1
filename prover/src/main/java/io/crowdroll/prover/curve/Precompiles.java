package io.crowdroll.prover.curve;

import static io.crowdroll.prover.field.PrimeField.FQ;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import java.util.Arrays;
import java.util.Optional;

/**
 * The three precompiled contracts of the EVM on this curve, as EIP-196 and EIP-197 have them: bytes
 * in, bytes out, empty where the call fails (and takes all its gas). Numbers are 32 bytes,
 * big-endian; an element of Fq2 has its imaginary part first; infinity is all zero. Coordinates
 * must be below q and points on their curves, those of G2 in the subgroup. Gas is the caller's
 * business.
 */
public final class Precompiles {
  private static final int WORD = 32;
  private static final int PAIR = 6 * WORD;

  private Precompiles() {}

  /** Address 0x06: the sum of two points of G1. Input is cut or filled with zeros to 128 bytes. */
  public static Optional<byte[]> add(byte[] input) {
    byte[] data = Arrays.copyOf(input, 4 * WORD);
    long[] p = new long[8];
    long[] q = new long[8];
    if (!readG1(p, 0, data, 0) || !readG1(q, 0, data, 2 * WORD)) {
      return Optional.empty();
    }
    Curve.G1.add(p, 0, p, 0, q, 0);
    return Optional.of(writeG1(p));
  }

  /**
   * Address 0x07: a multiple of a point of G1, by any number of 256 bits. Input is cut or filled
   * with zeros to 96 bytes.
   */
  public static Optional<byte[]> multiply(byte[] input) {
    byte[] data = Arrays.copyOf(input, 3 * WORD);
    long[] p = new long[8];
    if (!readG1(p, 0, data, 0)) {
      return Optional.empty();
    }
    long[] scalar = new long[LIMBS];
    readWord(scalar, 0, data, 2 * WORD);
    Curve.G1.multiply(p, 0, p, 0, scalar, 0);
    return Optional.of(writeG1(p));
  }

  /**
   * Address 0x08: whether the product of pairings is 1, as a word 1 or 0. Input is pairs (G1, G2)
   * of 192 bytes; another length fails, no pair gives 1.
   */
  public static Optional<byte[]> pairing(byte[] input) {
    if (input.length % PAIR != 0) {
      return Optional.empty();
    }
    int pairs = input.length / PAIR;
    long[] p = new long[8 * pairs];
    long[] q = new long[16 * pairs];
    for (int i = 0; i < pairs; i++) {
      if (!readG1(p, 8 * i, input, i * PAIR) || !readG2(q, 16 * i, input, i * PAIR + 2 * WORD)) {
        return Optional.empty();
      }
    }
    byte[] output = new byte[WORD];
    output[WORD - 1] = (byte) (Pairing.productIsOne(p, q, pairs) ? 1 : 0);
    return Optional.of(output);
  }

  private static boolean readG1(long[] point, int o, byte[] data, int at) {
    return readElement(point, o, data, at)
        && readElement(point, o + LIMBS, data, at + WORD)
        && Curve.G1.contains(point, o);
  }

  private static boolean readG2(long[] point, int o, byte[] data, int at) {
    return readElement(point, o + LIMBS, data, at)
        && readElement(point, o, data, at + WORD)
        && readElement(point, o + 3 * LIMBS, data, at + 2 * WORD)
        && readElement(point, o + 2 * LIMBS, data, at + 3 * WORD)
        && Curve.G2.contains(point, o);
  }

  private static boolean readElement(long[] out, int o, byte[] data, int at) {
    readWord(out, o, data, at);
    if (!FQ.isCanonical(out, o)) {
      return false;
    }
    FQ.fromPlain(out, o, out, o);
    return true;
  }

  private static void readWord(long[] out, int o, byte[] data, int at) {
    Arrays.fill(out, o, o + LIMBS, 0);
    for (int k = 0; k < WORD; k++) {
      out[o + 3 - k / 8] = out[o + 3 - k / 8] << 8 | data[at + k] & 0xff;
    }
  }

  private static byte[] writeG1(long[] point) {
    byte[] out = new byte[2 * WORD];
    long[] plain = new long[LIMBS];
    for (int coordinate = 0; coordinate < 2; coordinate++) {
      FQ.toPlain(plain, 0, point, coordinate * LIMBS);
      for (int k = 0; k < WORD; k++) {
        out[coordinate * WORD + k] = (byte) (plain[3 - k / 8] >>> (8 * (7 - k % 8)));
      }
    }
    return out;
  }
}
