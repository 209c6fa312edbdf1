package io.crowdroll.prover.groth16;

import java.lang.foreign.MemorySegment;

/**
 * What a prover has to know of a circuit. The big parts are segments, either of a mapped .zkey file
 * or in memory, in the byte layout of that file: points affine, coordinates in Montgomery form,
 * little-endian, 64 bytes in G1 and 128 in G2, infinity all zero. A segment may begin at any
 * address, also an odd one.
 *
 * <p>The lengths are checked here, the contents are not: a mapped key of a gigabyte is at hand at
 * once. Who has a key from a stranger checks its points with {@link KeyCheck}; a prover finds out
 * in any case, since it verifies each proof before it gives it away.
 *
 * @param nVariables number of wires, the constant 1 included
 * @param nPublic number of public signals (outputs, then inputs), the constant 1 not counted
 * @param domainSize the least power of two that is no less than constraints + nPublic + 1
 * @param verifyingKey α, β, γ, δ in the groups that a verifier needs, and IC
 * @param beta1 β in G1
 * @param delta1 δ in G1
 * @param coefficients the matrices A and B, 44 bytes an entry: u32 matrix (0 is A, 1 is B), u32
 *     constraint, u32 wire, value · R² (in Montgomery form twice, so that its product with a plain
 *     number is in Montgomery form once); A has nPublic + 1 rows more than there are constraints
 * @param a a point of G1 for each wire: its polynomial of A at τ
 * @param b1 the same of B, in G1
 * @param b2 the same of B, in G2
 * @param c a point of G1 for each wire that is not public, (βA + αB + C)/δ
 * @param h a point of G1 for each element of the domain: the Lagrange basis of the domain of twice
 *     the size at odd indices, at τ, divided by δ
 * @param transcript where the key comes from: 64 bytes of circuit hash, u32 number of phase-2
 *     contributions, the contributions
 */
public record ProvingKey(
    int nVariables,
    int nPublic,
    int domainSize,
    VerifyingKey verifyingKey,
    long[] beta1,
    long[] delta1,
    MemorySegment coefficients,
    MemorySegment a,
    MemorySegment b1,
    MemorySegment b2,
    MemorySegment c,
    MemorySegment h,
    byte[] transcript) {

  /** Bytes of a point of G1. */
  public static final int G1_BYTES = 64;

  /** Bytes of a point of G2. */
  public static final int G2_BYTES = 128;

  /** Bytes of an entry of {@link #coefficients}. */
  public static final int ENTRY_BYTES = 44;

  /** The largest domain that the field has an odd coset of: 2^27. */
  public static final int MAX_DOMAIN = 1 << 27;

  /**
   * @throws IllegalArgumentException if a length is not the one that is due
   */
  public ProvingKey {
    boolean possible =
        nPublic >= 0
            && nVariables > nPublic
            && domainSize > nPublic
            && domainSize <= MAX_DOMAIN
            && Integer.bitCount(domainSize) == 1
            && verifyingKey.nPublic() == nPublic
            && beta1.length == VerifyingKey.G1
            && delta1.length == VerifyingKey.G1;
    if (!possible) {
      throw new IllegalArgumentException(
          nVariables + " wires, " + nPublic + " public, domain " + domainSize);
    }
    if (coefficients.byteSize() % ENTRY_BYTES != 0) {
      throw new IllegalArgumentException(coefficients.byteSize() + " bytes of coefficients");
    }
    requireLength("A", a, (long) nVariables * G1_BYTES);
    requireLength("B in G1", b1, (long) nVariables * G1_BYTES);
    requireLength("B in G2", b2, (long) nVariables * G2_BYTES);
    requireLength("C", c, (nVariables - nPublic - 1L) * G1_BYTES);
    requireLength("H", h, (long) domainSize * G1_BYTES);
  }

  private static void requireLength(String name, MemorySegment segment, long bytes) {
    if (segment.byteSize() != bytes) {
      throw new IllegalArgumentException(
          name + " has " + segment.byteSize() + " bytes instead of " + bytes);
    }
  }

  /** The same key with another transcript. */
  public ProvingKey withTranscript(byte[] other) {
    return new ProvingKey(
        nVariables,
        nPublic,
        domainSize,
        verifyingKey,
        beta1,
        delta1,
        coefficients,
        a,
        b1,
        b2,
        c,
        h,
        other);
  }

  /** Number of entries of the matrices A and B together. */
  public long nCoefficients() {
    return coefficients.byteSize() / ENTRY_BYTES;
  }

  /** Bytes of all parts, as they stand in a file. */
  public long byteSize() {
    return coefficients.byteSize()
        + a.byteSize()
        + b1.byteSize()
        + b2.byteSize()
        + c.byteSize()
        + h.byteSize();
  }
}
