package io.crowdroll.prover.groth16;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What a verifier has to know of a circuit. Points are affine, coordinates in Montgomery form,
 * least significant limb first: G1 is 8 longs (x, y), G2 is 16 (x.c0, x.c1, y.c0, y.c1), infinity
 * all zero. Equality is by content. The arrays are not copied: leave them unchanged.
 *
 * @param nPublic number of public signals, the constant 1 not counted
 * @param alpha1 α in G1
 * @param beta2 β in G2
 * @param gamma2 γ in G2
 * @param delta2 δ in G2
 * @param ic nPublic + 1 points of G1: that of the constant 1, then one a public signal
 */
public record VerifyingKey(
    int nPublic, long[] alpha1, long[] beta2, long[] gamma2, long[] delta2, long[] ic) {

  /** Longs of a point of G1. */
  public static final int G1 = 8;

  /** Longs of a point of G2. */
  public static final int G2 = 16;

  /**
   * @throws IllegalArgumentException if an array has not the length that is due
   */
  public VerifyingKey {
    if (nPublic < 0
        || alpha1.length != G1
        || beta2.length != G2
        || gamma2.length != G2
        || delta2.length != G2
        || ic.length != (nPublic + 1L) * G1) {
      throw new IllegalArgumentException(
          "lengths of a verifying key for "
              + nPublic
              + " public signals: "
              + ic.length / G1
              + " IC points");
    }
  }

  /**
   * What names the key on a list of trusted ones: SHA-256 of the number of public signals (4 bytes)
   * and of α, β, γ, δ and IC, each coordinate 32 bytes, plain, all most significant byte first,
   * elements of Fq2 the imaginary part first; infinity all zero.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String fingerprint() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(ByteBuffer.allocate(4).putInt(nPublic).array());
      for (long[] point : new long[][] {alpha1, beta2, gamma2, delta2}) {
        sha256.update(Transcript.uncompressed(point));
      }
      for (int i = 0; i < ic.length; i += G1) {
        sha256.update(Transcript.uncompressed(Arrays.copyOfRange(ic, i, i + G1)));
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey key
        && nPublic == key.nPublic
        && Arrays.equals(alpha1, key.alpha1)
        && Arrays.equals(beta2, key.beta2)
        && Arrays.equals(gamma2, key.gamma2)
        && Arrays.equals(delta2, key.delta2)
        && Arrays.equals(ic, key.ic);
  }

  @Override
  public int hashCode() {
    return Objects.hash(nPublic, Arrays.hashCode(delta2), Arrays.hashCode(ic));
  }

  @Override
  public String toString() {
    return "VerifyingKey[" + nPublic + " public signals, #" + Integer.toHexString(hashCode()) + "]";
  }
}
