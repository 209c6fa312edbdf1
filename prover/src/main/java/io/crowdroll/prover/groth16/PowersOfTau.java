package io.crowdroll.prover.groth16;

import java.lang.foreign.MemorySegment;

/**
 * The result of a phase-1 ceremony, good for every circuit of at most 2^power rows. Points are
 * affine, coordinates in Montgomery form, little-endian, 64 bytes in G1 and 128 in G2; segments may
 * begin at any address.
 *
 * @param power the largest domain is 2^power
 * @param ceremonyPower that of the ceremony, of which these powers may be a part
 * @param tauG1 τ^i in G1, i = 0 … 2^(power+1) − 2
 * @param tauG2 τ^i in G2, i = 0 … 2^power − 1
 * @param alphaTauG1 α τ^i in G1, i = 0 … 2^power − 1
 * @param betaTauG1 β τ^i in G1, i = 0 … 2^power − 1
 * @param betaG2 β in G2
 * @param lagrange the same in Lagrange bases, or null where phase 2 is not prepared
 * @param transcript the contributions: u32 their number, then each as snarkjs encodes it
 */
public record PowersOfTau(
    int power,
    int ceremonyPower,
    MemorySegment tauG1,
    MemorySegment tauG2,
    MemorySegment alphaTauG1,
    MemorySegment betaTauG1,
    MemorySegment betaG2,
    Lagrange lagrange,
    byte[] transcript) {

  /**
   * The powers in the Lagrange bases of the domains of 1, 2, 4, … points, one after the other: that
   * of 2^k points begins at point 2^k − 1. All go up to 2^power points, {@code tauG1} to twice that
   * (its odd half becomes the part H of a key). For that doubled domain the power τ^(2N − 1) may be
   * taken for infinity: no proof needs it.
   *
   * @param tauG1 L_i(τ) in G1
   * @param tauG2 L_i(τ) in G2
   * @param alphaTauG1 α L_i(τ) in G1
   * @param betaTauG1 β L_i(τ) in G1
   */
  public record Lagrange(
      MemorySegment tauG1, MemorySegment tauG2, MemorySegment alphaTauG1, MemorySegment betaTauG1) {

    /** The basis of the domain of 2^k points among bases in a row; 64 or 128 bytes a point. */
    public static MemorySegment basis(MemorySegment bases, int k, int pointBytes) {
      return bases.asSlice(((1L << k) - 1) * pointBytes, (1L << k) * pointBytes);
    }
  }
}
