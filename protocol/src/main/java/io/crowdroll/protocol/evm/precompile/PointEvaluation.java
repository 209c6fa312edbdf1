package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.evm.Precompile;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2;
import supranational.blst.P2_Affine;
import supranational.blst.PT;

/**
 * 0x0a: whether the polynomial of a blob has the value y at z (EIP-4844). Input, exactly 192 bytes:
 * versioned hash, z, y (a word each), KZG commitment, proof (48 bytes each, compressed points of
 * BLS12-381's G1). Output: the number of field elements in a blob and the field's order, a word
 * each.
 *
 * <p>A proof is checked by one equation of two pairings, which needs a single point of Ethereum's
 * KZG ceremony: [τ] in G2. The libraries that also make commitments and proofs load all 8,257
 * points into memory of the whole process before they check anything; here nothing is loaded.
 */
final class PointEvaluation implements Precompile {
  private static final int LENGTH = 192;
  private static final int POINT = 48;
  private static final int COMMITMENT_AT = 96;
  private static final byte KZG_VERSION = 1;

  private static final int FIELD_ELEMENTS_PER_BLOB = 4_096;

  /** The order of BLS12-381's groups. */
  private static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private static final byte[] TAU_G2 =
      HexFormat.of()
          .parseHex(
              "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d"
                  + "2914e5870cb452d2afaaab24f3499f72185cbfee53492714734429b7b38608e2"
                  + "3926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2");

  @Override
  public long gas(byte[] input) {
    return 50_000;
  }

  @Override
  public byte[] run(byte[] input) {
    if (input.length != LENGTH || !isCommitmentTo(input)) {
      return null;
    }
    BigInteger z = Words.word(input, Words.BYTES);
    BigInteger y = Words.word(input, 2 * Words.BYTES);
    P1_Affine commitment = point(input, COMMITMENT_AT);
    P1_Affine proof = point(input, COMMITMENT_AT + POINT);
    boolean canonical = z.compareTo(ORDER) < 0 && y.compareTo(ORDER) < 0;
    if (!canonical || commitment == null || proof == null || !holds(commitment, z, y, proof)) {
      return null;
    }
    byte[] out = new byte[2 * Words.BYTES];
    byte[] elements = Words.padLeft(BigInteger.valueOf(FIELD_ELEMENTS_PER_BLOB), Words.BYTES);
    System.arraycopy(elements, 0, out, 0, Words.BYTES);
    System.arraycopy(Words.padLeft(ORDER, Words.BYTES), 0, out, Words.BYTES, Words.BYTES);
    return out;
  }

  /** Whether the versioned hash is that of the commitment. */
  private static boolean isCommitmentTo(byte[] input) {
    byte[] hash = new Sha256().run(Arrays.copyOfRange(input, COMMITMENT_AT, COMMITMENT_AT + POINT));
    hash[0] = KZG_VERSION;
    return MessageDigest.isEqual(hash, Arrays.copyOf(input, Words.BYTES));
  }

  /** The point, {@code null} where the bytes are none of the subgroup. */
  private static P1_Affine point(byte[] input, int at) {
    if (input[at] >= 0) {
      return null; // the flag of compressed points is missing
    }
    try {
      P1_Affine point = new P1_Affine(Arrays.copyOfRange(input, at, at + POINT));
      return point.in_group() ? point : null;
    } catch (RuntimeException noPoint) { // all that the library throws
      return null;
    }
  }

  /** e(C − [y], [1]) = e(proof, [τ − z]): the quotient by X − z has no remainder. */
  private static boolean holds(P1_Affine commitment, BigInteger z, BigInteger y, P1_Affine proof) {
    P1 remainder = P1.generator().mult(y).neg().add(commitment);
    P2 divisor = P2.generator().mult(z).neg().add(new P2_Affine(TAU_G2));
    return PT.finalverify(
        new PT(remainder.to_affine(), P2_Affine.generator()), new PT(proof, divisor.to_affine()));
  }
}
