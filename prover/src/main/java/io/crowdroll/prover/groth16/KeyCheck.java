package io.crowdroll.prover.groth16;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Msm;
import io.crowdroll.prover.curve.Workspace;
import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Looks at every number and point of a proving key: coordinates below q, points on their curves,
 * coefficients below r, constraint and wire numbers in range, and B's points in G2 in the subgroup
 * of order r. It takes about as long as a proof. That a key belongs to a circuit is the ceremony's
 * business; {@link #isOf} finds the wrong file.
 */
public final class KeyCheck {
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK = 1 << 10;

  /**
   * Random sums of B's points that must lie in the subgroup. The least prime factor of the twist's
   * cofactor 2q − r is 10,069, and a coefficient of 16 bits hits a given remainder with probability
   * 7 / 2^16 at most: a point outside stays hidden from all with probability below 2^−130.
   */
  private static final int SUMS = 10;

  private KeyCheck() {}

  /**
   * The first flaw of each part, or nothing.
   *
   * @return what is wrong and where, in words
   */
  public static Optional<String> firstFlaw(ProvingKey key, ForkJoinPool pool) {
    return pool.submit(
            () ->
                coefficientFlaw(key)
                    .or(() -> pointFlaw("A", key.a(), Curve.G1))
                    .or(() -> pointFlaw("B in G1", key.b1(), Curve.G1))
                    .or(() -> pointFlaw("B in G2", key.b2(), Curve.G2))
                    .or(() -> subgroupFlaw(key, pool))
                    .or(() -> pointFlaw("C", key.c(), Curve.G1))
                    .or(() -> pointFlaw("H", key.h(), Curve.G1)))
        .join();
  }

  /** Whether a key's sizes and its matrices A and B are those of a circuit. */
  public static boolean isOf(ProvingKey key, R1cs r1cs, ForkJoinPool pool) {
    KeyFrame frame = KeyFrame.of(r1cs);
    if (key.nVariables() != r1cs.wires()
        || key.nPublic() != frame.nPublic()
        || key.domainSize() != frame.domainSize()) {
      return false;
    }
    try (Arena arena = Arena.ofShared()) {
      return key.coefficients().mismatch(frame.coefficients(arena, pool)) == -1;
    }
  }

  /** The first flaw of what a contribution multiplies. */
  static Optional<String> scaledPartsFlaw(ProvingKey key, ForkJoinPool pool) {
    return pool.submit(
            () -> pointFlaw("C", key.c(), Curve.G1).or(() -> pointFlaw("H", key.h(), Curve.G1)))
        .join();
  }

  private static Optional<String> coefficientFlaw(ProvingKey key) {
    MemorySegment entries = key.coefficients();
    return chunks(key.nCoefficients())
        .mapToObj(
            chunk -> {
              long end = Math.min(key.nCoefficients(), (chunk + 1L) * CHUNK);
              for (long i = (long) chunk * CHUNK; i < end; i++) {
                String flaw = entryFlaw(key, entries, i * ProvingKey.ENTRY_BYTES);
                if (flaw != null) {
                  return "coefficient " + i + ": " + flaw;
                }
              }
              return null;
            })
        .filter(flaw -> flaw != null)
        .findFirst();
  }

  private static String entryFlaw(ProvingKey key, MemorySegment entries, long at) {
    long matrix = Integer.toUnsignedLong(entries.get(U32, at));
    if (matrix > 1) {
      return "matrix " + matrix + ", expected 0 or 1";
    }
    long row = Integer.toUnsignedLong(entries.get(U32, at + 4));
    if (row >= key.domainSize()) {
      return "constraint " + row + ", expected one below " + key.domainSize();
    }
    long wire = Integer.toUnsignedLong(entries.get(U32, at + 8));
    if (wire >= key.nVariables()) {
      return "wire " + wire + ", expected one below " + key.nVariables();
    }
    long[] value = new long[4];
    MemorySegment.copy(entries, U64, at + 12, value, 0, 4);
    return PrimeField.FR.isCanonical(value, 0) ? null : "a value that is not below r";
  }

  private static Optional<String> pointFlaw(String name, MemorySegment points, Curve curve) {
    int longs = curve.longs();
    long count = points.byteSize() / (8L * longs);
    return chunks(count)
        .mapToObj(
            chunk -> {
              long first = (long) chunk * CHUNK;
              int n = (int) Math.min(CHUNK, count - first);
              long[] copy = new long[n * longs];
              MemorySegment.copy(points, U64, first * 8 * longs, copy, 0, copy.length);
              for (int i = 0; i < n; i++) {
                if (!curve.isOnCurve(copy, i * longs)) {
                  return "point " + (first + i) + " of " + name + " is not on its curve";
                }
              }
              return null;
            })
        .filter(flaw -> flaw != null)
        .findFirst();
  }

  private static Optional<String> subgroupFlaw(ProvingKey key, ForkJoinPool pool) {
    SecureRandom random = new SecureRandom();
    Msm points = Msm.g2(key.b2(), key.nVariables(), pool);
    Workspace workspace = new Workspace();
    long[] coefficients = new long[4 * key.nVariables()];
    long[] sum = new long[16];
    for (int round = 0; round < SUMS; round++) {
      byte[] bytes = new byte[2 * key.nVariables()];
      random.nextBytes(bytes);
      for (int i = 0; i < key.nVariables(); i++) {
        coefficients[4 * i] = bytes[2 * i] & 0xff | (bytes[2 * i + 1] & 0xff) << 8;
      }
      points.multiply(sum, 0, coefficients, 0, workspace, pool);
      if (!Curve.G2.contains(sum, 0)) {
        return Optional.of(outsider(key));
      }
    }
    return Optional.empty();
  }

  private static String outsider(ProvingKey key) {
    long[] point = new long[16];
    for (int i = 0; i < key.nVariables(); i++) {
      MemorySegment.copy(key.b2(), U64, 128L * i, point, 0, 16);
      if (!Curve.G2.contains(point, 0)) {
        return "point " + i + " of B in G2 is outside of the subgroup";
      }
    }
    throw new IllegalStateException("sums of points of the subgroup lie outside of it");
  }

  private static IntStream chunks(long count) {
    return IntStream.range(0, (int) ((count + CHUNK - 1) / CHUNK)).parallel();
  }
}
