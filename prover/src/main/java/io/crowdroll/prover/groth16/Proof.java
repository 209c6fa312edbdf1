package io.crowdroll.prover.groth16;

import java.util.Arrays;

/**
 * A Groth16 proof. Points are affine, coordinates in Montgomery form, least significant limb first,
 * infinity all zero. Equality is by content, and means little: anyone can turn a valid proof into
 * another of the same statement, so a proof is never an identifier. The arrays are not copied:
 * leave them unchanged.
 *
 * @param a in G1, 8 longs
 * @param b in G2, 16 longs
 * @param c in G1, 8 longs
 */
public record Proof(long[] a, long[] b, long[] c) {

  /**
   * @throws IllegalArgumentException if an array has not the length that is due
   */
  public Proof {
    if (a.length != VerifyingKey.G1 || b.length != VerifyingKey.G2 || c.length != VerifyingKey.G1) {
      throw new IllegalArgumentException(
          "lengths of a proof: " + a.length + ", " + b.length + ", " + c.length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Proof proof
        && Arrays.equals(a, proof.a)
        && Arrays.equals(b, proof.b)
        && Arrays.equals(c, proof.c);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(a) + Arrays.hashCode(b)) + Arrays.hashCode(c);
  }

  @Override
  public String toString() {
    return "Proof[#" + Integer.toHexString(hashCode()) + "]";
  }
}
