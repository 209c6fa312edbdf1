package io.crowdroll.prover.poly;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.field.Workers;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The N-th roots of unity of Fr, N a power of two up to 2^27: transforms between a polynomial's
 * coefficients and its values on them. ω = 5^((r − 1) / N), the root that snarkjs takes. Elements
 * are 4 longs in Montgomery form (R = 2^256), in natural order. Thread-safe; keeps the scratch
 * memory of its last call (72 bytes a point and polynomial) for the next.
 *
 * <p>Decimation in frequency takes natural to bit-reversed order, decimation in time takes it back;
 * both run depth first, two levels a pass, on {@link BlockField} blocks of four neighbours. The
 * last two levels, inside a block, work on four transposed blocks. Both directions use one table of
 * powers of ω: the transform with ω of the values at ω^i is N times the coefficients with index −i.
 */
public final class Domain {
  private static final PrimeField FR = PrimeField.FR;
  private static final int LANES = BlockField.LANES;

  /** From this size on on blocks. */
  private static final int BLOCKS_FROM = 4;

  /** Blocks that a task of a parallel pass takes. */
  private static final int RANGE = 256;

  private final int log2;
  private final int size;

  private Twiddles twiddles;
  private final AtomicReference<Scratch> idle = new AtomicReference<>();

  private Domain(int log2) {
    this.log2 = log2;
    this.size = 1 << log2;
  }

  /**
   * The domain of 2^log2 points; its tables (144 bytes a point) are made at first use.
   *
   * @throws IllegalArgumentException if log2 is not in [0, 27]
   */
  public static Domain ofSize(int log2) {
    if (log2 < 0 || log2 > 27) {
      throw new IllegalArgumentException("no domain of 2^" + log2 + " points");
    }
    return new Domain(log2);
  }

  /** The number N of points. */
  public int size() {
    return size;
  }

  /** The generator ω in Montgomery form. Allocates. */
  public long[] root() {
    return Twiddles.root(log2);
  }

  // The tables, made at first use: the root alone needs none.
  private synchronized Twiddles twiddles() {
    if (twiddles == null) {
      twiddles = new Twiddles(log2);
    }
    return twiddles;
  }

  private int reverse(int k) {
    return Twiddles.reverse(k, log2);
  }

  /** Coefficients to values: values[i] = f(ω^i), in place. */
  public void forward(long[] values, ForkJoinPool pool) {
    if (log2 < BLOCKS_FROM) {
      small(values, root());
    } else {
      transform(values, false, pool);
    }
  }

  /** Values at ω^i to coefficients, in place. */
  public void inverse(long[] values, ForkJoinPool pool) {
    if (log2 < BLOCKS_FROM) {
      long[] inverse = root();
      FR.inverse(inverse, 0, inverse, 0);
      small(values, inverse);
      long[] scale = FR.fromBigInteger(BigInteger.valueOf(size).modInverse(FR.modulus()));
      for (int k = 0; k < size; k++) {
        FR.mul(values, 4 * k, values, 4 * k, scale, 0);
      }
    } else {
      transform(values, true, pool);
    }
  }

  private void transform(long[] values, boolean inverse, ForkJoinPool pool) {
    Scratch s = borrow(pool, 1);
    long[] a = s.polynomials[0];
    long[] scale = new long[s.block];
    long[] packed = FR.fromBigInteger(BigInteger.valueOf(size).modInverse(FR.modulus()));
    for (int lane = 0; lane < LANES; lane++) {
      s.fields[0].set(scale, 0, lane, packed, 0);
    }
    s.fields[0].enter(scale, 0, 1);
    s.load(a, values);
    new Pass(s, a, false).run();
    s.ranges(
        (field, from, blocks) -> {
          if (inverse) {
            field.mulByBlock(a, from * s.block, a, from * s.block, scale, 0, blocks);
          }
          for (int k = from * LANES; k < (from + blocks) * LANES; k++) {
            int to = inverse ? -reverse(k) & size - 1 : reverse(k);
            field.get(values, 4 * to, a, k / LANES * s.block, k % LANES);
          }
        });
    idle.set(s);
  }

  /**
   * The scalars of a Groth16 prover's H points: out[i] = (A · B − C)(ω_2N^(2i + 1)), plain, where
   * A, B and C are the polynomials with values a, b and a · b on the domain. These values are the
   * quotient's times Z(ω_2N^(2i + 1)) = −2; the key's H points carry the factor.
   *
   * @param out may be {@code a}
   * @param a values of A; overwritten
   * @param b values of B; overwritten
   */
  public void quotient(long[] out, long[] a, long[] b, ForkJoinPool pool) {
    if (log2 < BLOCKS_FROM) {
      smallQuotient(out, a, b, pool);
      return;
    }
    Scratch s = borrow(pool, 3);
    long[] plain = twiddles().plain;
    long[] x = s.polynomials[0], y = s.polynomials[1], z = s.polynomials[2];
    s.load(x, a);
    s.load(y, b);
    s.ranges(
        (field, from, blocks) ->
            field.mul(z, from * s.block, x, from * s.block, y, from * s.block, blocks));
    for (long[] polynomial : s.polynomials) {
      new Pass(s, polynomial, true).run();
    }
    s.ranges(
        (field, from, blocks) -> {
          field.mul(x, from * s.block, x, from * s.block, y, from * s.block, blocks);
          for (int k = from; k < from + blocks; k++) {
            int at = k * s.block;
            field.mulDifference(x, at, x, at, z, at, plain, 0);
            for (int lane = 0; lane < LANES; lane++) {
              // the values come with the index negated, too
              int to = -(k * LANES + lane) & size - 1;
              field.get(out, 4 * to, x, at, lane);
            }
          }
        });
    idle.set(s);
  }

  private Scratch borrow(ForkJoinPool pool, int polynomials) {
    Scratch s = idle.getAndSet(null);
    return s != null && s.pool == pool && s.polynomials.length >= polynomials
        ? s
        : new Scratch(pool, polynomials);
  }

  /** What a call needs: a field for each worker, memory for polynomials in blocks. */
  private final class Scratch {
    private final ForkJoinPool pool;
    private final BlockField[] fields;
    private final int block;
    private final long[][] temporaries;
    private final long[][] polynomials;

    Scratch(ForkJoinPool pool, int polynomials) {
      this.pool = pool;
      this.fields = new BlockField[Workers.of(pool)];
      this.temporaries = new long[fields.length][];
      fields[0] = Kernels.of(FR);
      this.block = fields[0].longs();
      for (int k = 0; k < fields.length; k++) {
        fields[k] = k == 0 ? fields[0] : fields[0].another();
        temporaries[k] = new long[4 * block];
      }
      this.polynomials = new long[polynomials][size / LANES * block];
    }

    void ranges(Range range) {
      int blocks = size / LANES;
      Workers.run(
          pool,
          (blocks + RANGE - 1) / RANGE,
          (worker, task) ->
              range.run(fields[worker], task * RANGE, Math.min(RANGE, blocks - task * RANGE)));
    }

    void load(long[] polynomial, long[] values) {
      ranges(
          (field, from, blocks) ->
              field.load(polynomial, from * block, values, from * LANES * 4, blocks));
    }
  }

  private interface Range {
    void run(BlockField field, int from, int blocks);
  }

  /** A transform of one polynomial: to bit-reversed order, or there and back onto the coset. */
  private final class Pass {
    private final Scratch s;
    private final long[] a;
    private final boolean coset;
    private final long[][] powers = twiddles().powers;
    private final long[] imaginary = twiddles().imaginary;
    private final long[] shifts = twiddles().shifts;

    Pass(Scratch s, long[] a, boolean coset) {
      this.s = s;
      this.a = a;
      this.coset = coset;
    }

    // The upper levels with all workers on each, until there are pieces enough to go round.
    void run() {
      int log = log2;
      int top = 0;
      while (log > 4 && (log % 2 == 1 || 1 << top < 2 * s.fields.length)) {
        upper(log, true);
        top += log % 2 == 1 ? 1 : 2;
        log -= log % 2 == 1 ? 1 : 2;
      }
      int piece = log;
      Workers.run(
          s.pool,
          1 << top,
          (worker, task) -> {
            BlockField field = s.fields[worker];
            int blocks = (1 << piece) / LANES;
            piece(field, s.temporaries[worker], task * blocks, piece);
          });
      while (coset && log < log2) {
        log += log == log2 - 1 ? 1 : 2;
        upper(log, false);
      }
    }

    private void upper(int log, boolean frequency) {
      int quarter = (1 << log) / LANES / (log % 2 == 1 ? 2 : 4);
      int share = Math.max(1, Math.min(RANGE, quarter));
      int parts = quarter / share;
      Workers.run(
          s.pool,
          parts << (log2 - log),
          (worker, task) ->
              level(
                  s.fields[worker],
                  s.temporaries[worker],
                  task / parts * ((1 << log) / LANES),
                  log,
                  task % parts * share,
                  share,
                  frequency));
    }

    private void piece(BlockField field, long[] t, int from, int log) {
      if (log == 4) {
        inner(field, t, from);
        return;
      }
      int quarter = (1 << log) / LANES / 4;
      level(field, t, from, log, 0, quarter, true);
      for (int k = 0; k < 4; k++) {
        piece(field, t, from + k * quarter, log - 2);
      }
      if (coset) {
        level(field, t, from, log, 0, quarter, false);
      }
    }

    // One level (log odd) or two, butterflies k0 to k0 + n − 1, of the piece of 2^log at block
    // from.
    private void level(
        BlockField field, long[] t, int from, int log, int k0, int n, boolean frequency) {
      if (log % 2 == 1) {
        int half = (1 << log) / LANES / 2 * s.block;
        for (int k = k0; k < k0 + n; k++) {
          int i = (from + k) * s.block;
          one(field, t, i, i + half, powers[log], k * s.block, frequency);
        }
        return;
      }
      int quarter = (1 << log) / LANES / 4 * s.block;
      for (int k = k0; k < k0 + n; k++) {
        int i = (from + k) * s.block;
        two(field, t, i, quarter, powers[log], powers[log - 1], k * s.block, frequency);
      }
    }

    private void one(BlockField field, long[] t, int i, int j, long[] w, int k, boolean frequency) {
      if (frequency) {
        field.add(t, 0, a, i, a, j, 1);
        field.mulDifference(a, j, a, i, a, j, w, k);
        System.arraycopy(t, 0, a, i, s.block);
      } else {
        field.mul(t, 0, a, j, w, k, 1);
        field.sub(a, j, a, i, t, 0, 1);
        field.add(a, i, a, i, t, 0, 1);
      }
    }

    private void two(
        BlockField field,
        long[] t,
        int i0,
        int quarter,
        long[] w,
        long[] v,
        int k,
        boolean frequency) {
      int n = s.block, i1 = i0 + quarter, i2 = i1 + quarter, i3 = i2 + quarter;
      if (frequency) {
        field.add(t, 0, a, i0, a, i2, 1);
        field.add(t, n, a, i1, a, i3, 1);
        field.mulDifference(t, 2 * n, a, i0, a, i2, w, k);
        field.mulDifference(t, 3 * n, a, i1, a, i3, w, k + quarter);
        field.add(a, i0, t, 0, t, n, 1);
        field.mulDifference(a, i1, t, 0, t, n, v, k);
        field.add(a, i2, t, 2 * n, t, 3 * n, 1);
        field.mulDifference(a, i3, t, 2 * n, t, 3 * n, v, k);
      } else {
        field.mul(t, 0, a, i1, v, k, 1);
        field.mul(t, n, a, i3, v, k, 1);
        field.add(t, 2 * n, a, i2, t, n, 1);
        field.sub(t, 3 * n, a, i2, t, n, 1);
        field.sub(t, n, a, i0, t, 0, 1);
        field.add(t, 0, a, i0, t, 0, 1);
        field.mul(t, 2 * n, t, 2 * n, w, k, 1);
        field.mul(t, 3 * n, t, 3 * n, w, k + quarter, 1);
        field.add(a, i0, t, 0, t, 2 * n, 1);
        field.sub(a, i2, t, 0, t, 2 * n, 1);
        field.add(a, i1, t, n, t, 3 * n, 1);
        field.sub(a, i3, t, n, t, 3 * n, 1);
      }
    }

    // The last four levels on four blocks: two across the blocks, two inside them.
    private void inner(BlockField field, long[] t, int from) {
      int n = s.block, i = from * n;
      two(field, t, i, n, powers[4], powers[3], 0, true);
      field.transpose(a, i);
      field.add(t, 0, a, i, a, i + 2 * n, 1);
      field.add(t, n, a, i + n, a, i + 3 * n, 1);
      field.sub(t, 2 * n, a, i, a, i + 2 * n, 1);
      field.mulDifference(t, 3 * n, a, i + n, a, i + 3 * n, imaginary, 0);
      field.add(a, i, t, 0, t, n, 1);
      field.sub(a, i + n, t, 0, t, n, 1);
      field.add(a, i + 2 * n, t, 2 * n, t, 3 * n, 1);
      field.sub(a, i + 3 * n, t, 2 * n, t, 3 * n, 1);
      if (coset) {
        field.mul(a, i, a, i, shifts, i, 4);
        field.add(t, 0, a, i, a, i + n, 1);
        field.sub(t, n, a, i, a, i + n, 1);
        field.add(t, 2 * n, a, i + 2 * n, a, i + 3 * n, 1);
        field.sub(t, 3 * n, a, i + 2 * n, a, i + 3 * n, 1);
        field.mul(t, 3 * n, t, 3 * n, imaginary, 0, 1);
        field.add(a, i, t, 0, t, 2 * n, 1);
        field.sub(a, i + 2 * n, t, 0, t, 2 * n, 1);
        field.add(a, i + n, t, n, t, 3 * n, 1);
        field.sub(a, i + 3 * n, t, n, t, 3 * n, 1);
      }
      field.transpose(a, i);
      if (coset) {
        two(field, t, i, n, powers[4], powers[3], 0, false);
      }
    }
  }

  // Below 16 points: element by element.
  private void small(long[] values, long[] omega) {
    long[] step = new long[4];
    long[] in = values.clone();
    long[] power = FR.one();
    for (int k = 0; k < size; k++) {
      // Horner at ω^k
      Arrays.fill(step, 0);
      for (int j = size - 1; j >= 0; j--) {
        FR.mul(step, 0, step, 0, power, 0);
        FR.add(step, 0, step, 0, in, 4 * j);
      }
      System.arraycopy(step, 0, values, 4 * k, 4);
      FR.mul(power, 0, power, 0, omega, 0);
    }
  }

  private void smallQuotient(long[] out, long[] a, long[] b, ForkJoinPool pool) {
    long[] c = new long[4 * size];
    for (int k = 0; k < 4 * size; k += 4) {
      FR.mul(c, k, a, k, b, k);
    }
    long[] shift = Twiddles.root(log2 + 1);
    for (long[] values : new long[][] {a, b, c}) {
      inverse(values, pool);
      long[] power = FR.one();
      for (int k = 0; k < 4 * size; k += 4) {
        FR.mul(values, k, values, k, power, 0);
        FR.mul(power, 0, power, 0, shift, 0);
      }
      forward(values, pool);
    }
    for (int k = 0; k < 4 * size; k += 4) {
      FR.mul(a, k, a, k, b, k);
      FR.sub(out, k, a, k, c, k);
      FR.toPlain(out, k, out, k);
    }
  }
}
