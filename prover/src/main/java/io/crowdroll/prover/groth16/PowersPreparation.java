package io.crowdroll.prover.groth16;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Jacobian;
import io.crowdroll.prover.curve.MultiScalar;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.field.Workers;
import io.crowdroll.prover.poly.Domain;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/**
 * Brings powers of tau into the Lagrange bases of all domains, which is what phase 2 begins with:
 * an inverse Fourier transform for each domain, on points. No secret is needed, so anyone can do it
 * again and compare.
 */
public final class PowersPreparation {
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Butterflies that a thread takes at a time. */
  private static final int RANGE = 128;

  private final Arena arena;
  private final ForkJoinPool pool;

  private PowersPreparation(Arena arena, ForkJoinPool pool) {
    this.arena = arena;
    this.pool = pool;
  }

  /**
   * The same powers, prepared: {@link PowersOfTau#lagrange} made anew. Takes about 60 μs for each
   * of the k·2^k butterflies of a domain of 2^k points, two and a half times that in G2.
   *
   * <p>The doubled domain lacks τ^(2N − 1), which no ceremony gives; its place is taken by
   * infinity, as in snarkjs. No proof notices: no product of two polynomials of a circuit has that
   * power.
   *
   * @param arena owner of the new parts; the rest is shared
   */
  public static PowersOfTau prepare(PowersOfTau powers, Arena arena, ForkJoinPool pool) {
    PowersPreparation work = new PowersPreparation(arena, pool);
    int top = powers.power();
    return new PowersOfTau(
        top,
        powers.ceremonyPower(),
        powers.tauG1(),
        powers.tauG2(),
        powers.alphaTauG1(),
        powers.betaTauG1(),
        powers.betaG2(),
        new PowersOfTau.Lagrange(
            work.bases(Curve.G1, powers.tauG1(), top + 1),
            work.bases(Curve.G2, powers.tauG2(), top),
            work.bases(Curve.G1, powers.alphaTauG1(), top),
            work.bases(Curve.G1, powers.betaTauG1(), top)),
        powers.transcript());
  }

  private MemorySegment bases(Curve curve, MemorySegment powers, int top) {
    int bytes = 8 * curve.longs();
    MemorySegment out = arena.allocate(((2L << top) - 1) * bytes, 8);
    for (int k = 0; k <= top; k++) {
      MemorySegment basis = PowersOfTau.Lagrange.basis(out, k, bytes);
      for (int i = 0; i < 1 << k; i++) {
        int from = k == 0 ? 0 : Integer.reverse(i) >>> (32 - k);
        long at = (long) from * bytes;
        if (at < powers.byteSize()) {
          MemorySegment.copy(powers, at, basis, (long) i * bytes, bytes);
        } else {
          basis.asSlice((long) i * bytes, bytes).fill((byte) 0);
        }
      }
      inverse(curve, basis, k);
    }
    return out;
  }

  /** The transform of 2^k points in bit-reversed order: decimation in time. */
  private void inverse(Curve curve, MemorySegment points, int k) {
    int size = 1 << k;
    long[] root = new long[LIMBS];
    FR.inverse(root, 0, Domain.ofSize(k).root(), 0);
    long[] twiddles = plainPowers(root, Math.max(1, size / 2));
    long[] scale = new long[LIMBS];
    PrimeField.store(BigInteger.valueOf(size).modInverse(Curve.ORDER), scale, 0);
    ranges(size, (from, n) -> scale(curve, points, from, n, scale));
    for (int half = 1; half < size; half *= 2) {
      int width = half;
      ranges(size / 2, (from, n) -> butterflies(curve, points, from, n, width, size, twiddles));
    }
  }

  // 1, root, root², …, plain
  private static long[] plainPowers(long[] root, int count) {
    long[] powers = Arrays.copyOf(FR.one(), count * LIMBS);
    for (int i = LIMBS; i < powers.length; i += LIMBS) {
      FR.mul(powers, i, powers, i - LIMBS, root, 0);
    }
    for (int i = 0; i < powers.length; i += LIMBS) {
      FR.toPlain(powers, i, powers, i);
    }
    return powers;
  }

  private interface Range {
    void run(int from, int n);
  }

  private void ranges(int count, Range range) {
    Workers.run(
        pool,
        (count + RANGE - 1) / RANGE,
        (worker, task) -> range.run(task * RANGE, Math.min(RANGE, count - task * RANGE)));
  }

  private static void scale(Curve curve, MemorySegment points, int from, int n, long[] factor) {
    Jacobian[] products = new Jacobian[n];
    for (int i = 0; i < n; i++) {
      products[i] = product(curve, read(curve, points, from + i), factor, 0);
    }
    long[] affine = new long[n * curve.longs()];
    Jacobian.toAffine(products, affine, 0);
    for (int i = 0; i < n; i++) {
      write(curve, points, from + i, affine, i);
    }
  }

  // (a, b) to (a + w b, a − w b) for pairs that are half apart
  private static void butterflies(
      Curve curve, MemorySegment points, int from, int n, int half, int size, long[] twiddles) {
    Jacobian[] results = new Jacobian[2 * n];
    for (int i = 0; i < n; i++) {
      int j = (from + i) % half;
      int low = (from + i) / half * 2 * half + j;
      long[] a = read(curve, points, low);
      Jacobian b =
          product(curve, read(curve, points, low + half), twiddles, size / 2 / half * j * LIMBS);
      results[2 * i] = new Jacobian(curve);
      results[2 * i].set(b);
      results[2 * i].add(a, 0);
      b.negate();
      b.add(a, 0);
      results[2 * i + 1] = b;
    }
    long[] affine = new long[2 * n * curve.longs()];
    Jacobian.toAffine(results, affine, 0);
    for (int i = 0; i < n; i++) {
      int j = (from + i) % half;
      int low = (from + i) / half * 2 * half + j;
      write(curve, points, low, affine, 2 * i);
      write(curve, points, low + half, affine, 2 * i + 1);
    }
  }

  private static Jacobian product(Curve curve, long[] point, long[] scalars, int at) {
    Jacobian out = new Jacobian(curve);
    boolean one = scalars[at] == 1 && (scalars[at + 1] | scalars[at + 2] | scalars[at + 3]) == 0;
    if (one || curve.isInfinity(point, 0)) {
      out.set(point, 0);
    } else {
      new MultiScalar(curve, point, 1).sum(out, scalars, at);
    }
    return out;
  }

  private static long[] read(Curve curve, MemorySegment points, int index) {
    long[] point = new long[curve.longs()];
    MemorySegment.copy(points, U64, 8L * point.length * index, point, 0, point.length);
    return point;
  }

  private static void write(Curve curve, MemorySegment points, int index, long[] affine, int i) {
    int longs = curve.longs();
    MemorySegment.copy(affine, i * longs, points, U64, 8L * longs * index, longs);
  }
}
