package io.crowdroll.prover.groth16;

import static io.crowdroll.prover.field.PrimeField.FR;
import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.FixedBase;
import io.crowdroll.prover.poly.Domain;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes a proving key in memory, its secrets drawn here: a development key, and that for ever. Who
 * saw τ, α and β can divide a point of part C by its known scalar, get [1/δ]₁ and prove anything;
 * no later contribution to phase 2 helps. A key to rely on comes {@linkplain PowersSetup from
 * powers of tau} of a ceremony, and then from a {@linkplain Ceremony phase 2}.
 */
public final class Setup {
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Elements that a thread takes at a time. */
  private static final int CHUNK = 1 << 12;

  private final KeyFrame frame;
  private final Arena arena;
  private final ForkJoinPool pool;
  private final FixedBase g1 = FixedBase.g1(Curve.G1.generator());
  private final FixedBase g2 = FixedBase.g2(Curve.G2.generator());

  private Setup(KeyFrame frame, Arena arena, ForkJoinPool pool) {
    this.frame = frame;
    this.arena = arena;
    this.pool = pool;
  }

  /** The secrets of a setup. Nothing prints or stores them; they are cleared after use. */
  record Secrets(long[] tau, long[] alpha, long[] beta, long[] delta) {

    /** Four of [1, r), in Montgomery form. */
    static Secrets draw(RandomGenerator random) {
      return new Secrets(number(random), number(random), number(random), number(random));
    }

    private static long[] number(RandomGenerator random) {
      byte[] bytes = new byte[48];
      long[] element;
      do {
        random.nextBytes(bytes);
        element = FR.fromBigInteger(new BigInteger(1, bytes));
      } while (FR.isZero(element, 0));
      Arrays.fill(bytes, (byte) 0);
      return element;
    }

    void clear() {
      for (long[] secret : new long[][] {tau, alpha, beta, delta}) {
        Arrays.fill(secret, 0);
      }
    }

    @Override
    public String toString() {
      return "Secrets[]";
    }
  }

  /**
   * A development key for a circuit; γ is the generator, as in snarkjs.
   *
   * @param random where the secrets come from: a SecureRandom, or a seeded generator in tests and
   *     simulations, which makes the key reproducible
   * @param arena owner of the key's memory: the key is of use as long as it is open
   * @throws IllegalArgumentException if the circuit is too large, or a public signal would be free
   */
  public static ProvingKey development(
      R1cs r1cs, RandomGenerator random, Arena arena, ForkJoinPool pool) {
    Secrets secrets = Secrets.draw(random);
    try {
      return withSecrets(r1cs, secrets, arena, pool);
    } finally {
      secrets.clear();
    }
  }

  /** The same with secrets from a fresh {@link SecureRandom}. */
  public static ProvingKey development(R1cs r1cs, Arena arena, ForkJoinPool pool) {
    return development(r1cs, new SecureRandom(), arena, pool);
  }

  static ProvingKey withSecrets(R1cs r1cs, Secrets secrets, Arena arena, ForkJoinPool pool) {
    return new Setup(KeyFrame.of(r1cs), arena, pool).make(secrets);
  }

  private ProvingKey make(Secrets s) {
    R1cs r1cs = frame.r1cs();
    int wires = r1cs.wires();
    int n = frame.domainSize();
    int first = frame.nPublic() + 1;
    long[] lagrange = lagrange(s.tau, frame.log2Domain(), 0, 1);
    ForkJoinTask<long[]> sumsB = pool.submit(() -> combine(r1cs.b(), lagrange, wires));
    ForkJoinTask<long[]> sumsC = pool.submit(() -> combine(r1cs.c(), lagrange, wires));
    long[] a = pool.submit(() -> combine(r1cs.a(), lagrange, wires)).join();
    for (int i = 0; i < first; i++) {
      FR.add(a, i * LIMBS, a, i * LIMBS, lagrange, frame.publicRow(i) * LIMBS);
    }
    long[] b = sumsB.join();
    long[] c = sumsC.join();
    long[] inverseOfDelta = new long[LIMBS];
    FR.inverse(inverseOfDelta, 0, s.delta, 0);
    mix(c, a, b, s, inverseOfDelta, first);
    long[] h = lagrange(s.tau, frame.log2Domain() + 1, 1, 2);
    eachRange(
        n,
        (from, to) -> {
          for (int i = from * LIMBS; i < to * LIMBS; i += LIMBS) {
            FR.mul(h, i, h, i, inverseOfDelta, 0);
          }
        });
    for (long[] scalars : new long[][] {a, b, c, h}) {
      toPlain(scalars);
    }
    MemorySegment ic = points(g1, c, 0, first, ProvingKey.G1_BYTES);
    VerifyingKey key =
        new VerifyingKey(
            frame.nPublic(),
            point(Curve.G1, s.alpha),
            point(Curve.G2, s.beta),
            Curve.G2.generator().clone(),
            point(Curve.G2, s.delta),
            KeyFrame.requireFinite(ic.toArray(U64)));
    return new ProvingKey(
        wires,
        frame.nPublic(),
        n,
        key,
        point(Curve.G1, s.beta),
        point(Curve.G1, s.delta),
        frame.coefficients(arena, pool),
        points(g1, a, 0, wires, ProvingKey.G1_BYTES),
        points(g1, b, 0, wires, ProvingKey.G1_BYTES),
        points(g2, b, 0, wires, ProvingKey.G2_BYTES),
        points(g1, c, first, wires - first, ProvingKey.G1_BYTES),
        points(g1, h, 0, n, ProvingKey.G1_BYTES),
        new byte[Transcript.HASH + 4]);
  }

  // c = (βa + αb + c), divided by δ where the wire is private
  private void mix(long[] c, long[] a, long[] b, Secrets s, long[] inverseOfDelta, int first) {
    eachRange(
        c.length / LIMBS,
        (from, to) -> {
          long[] term = new long[LIMBS];
          for (int i = from * LIMBS; i < to * LIMBS; i += LIMBS) {
            FR.mul(term, 0, s.beta, 0, a, i);
            FR.add(c, i, c, i, term, 0);
            FR.mul(term, 0, s.alpha, 0, b, i);
            FR.add(c, i, c, i, term, 0);
            if (i >= first * LIMBS) {
              FR.mul(c, i, c, i, inverseOfDelta, 0);
            }
          }
        });
  }

  /**
   * L_i(τ) = (τ^M − 1)/M · ω^i/(τ − ω^i) over the domain of M = 2^log2 points, for i = first, first
   * + step, …
   */
  private long[] lagrange(long[] tau, int log2, int first, int step) {
    long[] root = Domain.ofSize(log2).root();
    int count = (1 << log2) / step;
    long[] factor = new long[LIMBS];
    FR.power(factor, 0, tau, 0, BigInteger.ONE.shiftLeft(log2));
    FR.sub(factor, 0, factor, 0, FR.one(), 0);
    if (FR.isZero(factor, 0)) {
      throw new IllegalArgumentException("τ lies in the domain");
    }
    long[] size = FR.fromBigInteger(BigInteger.ONE.shiftLeft(log2));
    FR.inverse(size, 0, size, 0);
    FR.mul(factor, 0, factor, 0, size, 0);
    long[] out = new long[count * LIMBS];
    eachRange(count, (from, to) -> lagrangeRange(out, from, to, tau, root, factor, first, step));
    return out;
  }

  // one inversion a range (Montgomery's trick)
  private static void lagrangeRange(
      long[] out, int from, int to, long[] tau, long[] root, long[] factor, int first, int step) {
    int n = to - from;
    long[] points = new long[n * LIMBS]; // ω^i
    long[] products = new long[(n + 1) * LIMBS];
    long[] differences = new long[n * LIMBS];
    long[] stride = new long[LIMBS];
    FR.power(stride, 0, root, 0, BigInteger.valueOf(step));
    FR.power(points, 0, root, 0, BigInteger.valueOf(first + (long) from * step));
    System.arraycopy(FR.one(), 0, products, 0, LIMBS);
    for (int i = 0; i < n * LIMBS; i += LIMBS) {
      if (i > 0) {
        FR.mul(points, i, points, i - LIMBS, stride, 0);
      }
      FR.sub(differences, i, tau, 0, points, i);
      FR.mul(products, i + LIMBS, products, i, differences, i);
    }
    long[] inverse = new long[LIMBS];
    FR.inverse(inverse, 0, products, n * LIMBS);
    FR.mul(inverse, 0, inverse, 0, factor, 0);
    for (int i = (n - 1) * LIMBS; i >= 0; i -= LIMBS) {
      int o = from * LIMBS + i;
      FR.mul(out, o, inverse, 0, products, i);
      FR.mul(out, o, out, o, points, i);
      FR.mul(inverse, 0, inverse, 0, differences, i);
    }
  }

  // Σ over rows of coefficient · L_row, for each wire
  private static long[] combine(R1cs.Matrix matrix, long[] lagrange, int wires) {
    long[] out = new long[wires * LIMBS];
    long[] term = new long[LIMBS];
    for (int row = 0; row < matrix.rows(); row++) {
      combineRow(out, matrix, row, lagrange, term);
    }
    return out;
  }

  private static void combineRow(
      long[] out, R1cs.Matrix matrix, int row, long[] lagrange, long[] term) {
    for (int k = matrix.rowStart()[row]; k < matrix.rowStart()[row + 1]; k++) {
      int o = matrix.wire()[k] * LIMBS;
      FR.mul(term, 0, matrix.coefficient(), k * LIMBS, lagrange, row * LIMBS);
      FR.add(out, o, out, o, term, 0);
    }
  }

  private void toPlain(long[] scalars) {
    eachRange(
        scalars.length / LIMBS,
        (from, to) -> {
          for (int i = from * LIMBS; i < to * LIMBS; i += LIMBS) {
            FR.toPlain(scalars, i, scalars, i);
          }
        });
  }

  private MemorySegment points(
      FixedBase base, long[] scalars, int from, int count, int pointBytes) {
    MemorySegment out = arena.allocate((long) count * pointBytes, 8);
    if (count > 0) {
      base.multiply(out, scalars, from * LIMBS, count, pool);
    }
    return out;
  }

  private static long[] point(Curve curve, long[] scalar) {
    long[] out = new long[curve.longs()];
    long[] plain = new long[LIMBS];
    FR.toPlain(plain, 0, scalar, 0);
    curve.multiply(out, 0, curve.generator(), 0, plain, 0);
    Arrays.fill(plain, 0);
    return out;
  }

  private interface Range {
    void run(int from, int to);
  }

  private void eachRange(int count, Range range) {
    int chunks = (count + CHUNK - 1) / CHUNK;
    pool.submit(
            () ->
                IntStream.range(0, chunks)
                    .parallel()
                    .forEach(c -> range.run(c * CHUNK, Math.min(count, (c + 1) * CHUNK))))
        .join();
  }
}
