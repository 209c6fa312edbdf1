package io.crowdroll.prover.groth16;

import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Looks at every number and point of a proving key: coordinates below q, points on their curves,
 * coefficients below r, and constraint and wire numbers in range. It takes a few field
 * multiplications a point, much less than one proof. Not checked: that B's points lie in the
 * subgroup of order r, and that the key belongs to a circuit (that is the ceremony's business).
 */
public final class KeyCheck {
  private static final PrimeField FQ = PrimeField.FQ;
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK = 1 << 10;
  private static final long[] THREE = FQ.fromBigInteger(BigInteger.valueOf(3));
  // 3 / (9 + u) = 3 (9 − u) / 82
  private static final BigInteger TWIST =
      BigInteger.valueOf(3).multiply(BigInteger.valueOf(82).modInverse(FQ.modulus()));
  private static final long[] TWIST_C0 = FQ.fromBigInteger(TWIST.multiply(BigInteger.valueOf(9)));
  private static final long[] TWIST_C1 = FQ.fromBigInteger(TWIST.negate());

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
                    .or(() -> pointFlaw("A", key.a(), 2))
                    .or(() -> pointFlaw("B in G1", key.b1(), 2))
                    .or(() -> pointFlaw("B in G2", key.b2(), 4))
                    .or(() -> pointFlaw("C", key.c(), 2))
                    .or(() -> pointFlaw("H", key.h(), 2)))
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

  private static Optional<String> pointFlaw(String name, MemorySegment points, int coordinates) {
    int longs = 4 * coordinates;
    long count = points.byteSize() / (8L * longs);
    return chunks(count)
        .mapToObj(
            chunk -> {
              long first = (long) chunk * CHUNK;
              int n = (int) Math.min(CHUNK, count - first);
              long[] copy = new long[n * longs];
              MemorySegment.copy(points, U64, first * 8 * longs, copy, 0, copy.length);
              for (int i = 0; i < n; i++) {
                for (int k = 0; k < coordinates; k++) {
                  if (!FQ.isCanonical(copy, i * longs + 4 * k)) {
                    return "point " + (first + i) + " of " + name + " has a coordinate ≥ q";
                  }
                }
                if (!(coordinates == 2 ? isOnG1(copy, i * longs) : isOnG2(copy, i * longs))) {
                  return "point " + (first + i) + " of " + name + " is not on its curve";
                }
              }
              return null;
            })
        .filter(flaw -> flaw != null)
        .findFirst();
  }

  private static IntStream chunks(long count) {
    return IntStream.range(0, (int) ((count + CHUNK - 1) / CHUNK)).parallel();
  }

  /**
   * Whether 8 longs are a point of G1, infinity (all zero) included.
   *
   * @param p affine x, y in Montgomery form, below q
   */
  public static boolean isOnG1(long[] p, int i) {
    if (isZero(p, i, 8)) {
      return true;
    }
    long[] left = new long[4];
    long[] right = new long[4];
    FQ.square(left, 0, p, i + 4);
    FQ.square(right, 0, p, i);
    FQ.mul(right, 0, right, 0, p, i);
    FQ.add(right, 0, right, 0, THREE, 0);
    return FQ.equal(left, 0, right, 0);
  }

  /**
   * Whether 16 longs are a point of the twist that G2 lies on, infinity (all zero) included.
   *
   * @param p affine x.c0, x.c1, y.c0, y.c1 in Montgomery form, below q
   */
  public static boolean isOnG2(long[] p, int i) {
    if (isZero(p, i, 16)) {
      return true;
    }
    long[] left = multiply(p, i + 8, p, i + 8);
    long[] square = multiply(p, i, p, i);
    long[] right = multiply(square, 0, p, i);
    FQ.add(right, 0, right, 0, TWIST_C0, 0);
    FQ.add(right, 4, right, 4, TWIST_C1, 0);
    return FQ.equal(left, 0, right, 0) && FQ.equal(left, 4, right, 4);
  }

  // (a0 + a1 u)(b0 + b1 u) with u² = −1
  private static long[] multiply(long[] a, int i, long[] b, int j) {
    long[] out = new long[8];
    long[] t = new long[4];
    FQ.mul(out, 0, a, i, b, j);
    FQ.mul(t, 0, a, i + 4, b, j + 4);
    FQ.sub(out, 0, out, 0, t, 0);
    FQ.mul(out, 4, a, i, b, j + 4);
    FQ.mul(t, 0, a, i + 4, b, j);
    FQ.add(out, 4, out, 4, t, 0);
    return out;
  }

  private static boolean isZero(long[] p, int i, int longs) {
    long any = 0;
    for (int k = 0; k < longs; k++) {
      any |= p[i + k];
    }
    return any == 0;
  }
}
