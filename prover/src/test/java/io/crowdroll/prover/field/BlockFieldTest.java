package io.crowdroll.prover.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the vector path gives, value for value, what the scalar path gives. */
class BlockFieldTest {
  private static final int BLOCKS = 64;
  private static final int N = 4 * BLOCKS;

  record Pair(String name, PrimeField prime, BlockField vector, BlockField scalar) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pair> fields() {
    PrimeField q = PrimeField.FQ, r = PrimeField.FR;
    return Stream.of(
        new Pair("Fq", q, new VectorBlocks(q), new ScalarBlocks(q)),
        new Pair("Fr", r, new VectorBlocks(r), new ScalarBlocks(r)),
        new Pair(
            "Fq2",
            q,
            new QuadraticBlocks(new VectorBlocks(q)),
            new QuadraticBlocks(new ScalarBlocks(q))));
  }

  interface Operation {
    void run(BlockField f, long[] out, long[] a, long[] b, long[] c);
  }

  private static void agree(Pair pair, Operation operation) {
    long[][] results = new long[2][];
    for (int k = 0; k < 2; k++) {
      BlockField f = k == 0 ? pair.scalar : pair.vector;
      long[] out = new long[BLOCKS * f.longs()];
      operation.run(f, out, blocks(pair, f, 1), blocks(pair, f, 2), blocks(pair, f, 3));
      results[k] = values(f, out);
    }
    assertArrayEquals(results[0], results[1]);
  }

  // Pairs of edge values meet; the rest is random.
  private static long[] blocks(Pair pair, BlockField f, int seed) {
    BigInteger p = pair.prime.modulus();
    BigInteger[] edges = {
      BigInteger.ZERO,
      BigInteger.ONE,
      p.subtract(BigInteger.ONE),
      p.shiftRight(1),
      BigInteger.ONE.shiftLeft(232).subtract(BigInteger.ONE),
      BigInteger.ONE.shiftLeft(253),
    };
    Random random = new Random(seed);
    int coefficients = f.packed() / 4;
    long[] packed = new long[N * f.packed()];
    for (int k = 0; k < N * coefficients; k++) {
      int edge = seed == 1 ? k % 6 : seed == 2 ? k / 6 % 6 : k / 3 % 6;
      BigInteger value = k < 108 ? edges[edge] : new BigInteger(300, random).mod(p);
      PrimeField.store(value, packed, 4 * k);
    }
    long[] out = new long[BLOCKS * f.longs()];
    f.load(out, 0, packed, 0, BLOCKS);
    f.enter(out, 0, BLOCKS);
    return out;
  }

  private static long[] values(BlockField f, long[] a) {
    long[] copy = a.clone();
    f.leave(copy, 0, BLOCKS);
    long[] packed = new long[N * f.packed()];
    f.store(packed, 0, copy, 0, BLOCKS);
    return packed;
  }

  private static void each(BlockField f, IntConsumer body) {
    for (int k = 0; k < BLOCKS; k++) {
      body.accept(k * f.longs());
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void arithmeticAgreesWithTheScalarPath(Pair pair) {
    agree(pair, (f, out, a, b, c) -> System.arraycopy(a, 0, out, 0, out.length));
    agree(pair, (f, out, a, b, c) -> f.mul(out, 0, a, 0, b, 0, BLOCKS));
    agree(pair, (f, out, a, b, c) -> f.square(out, 0, a, 0, BLOCKS));
    agree(pair, (f, out, a, b, c) -> f.add(out, 0, a, 0, b, 0, BLOCKS));
    agree(pair, (f, out, a, b, c) -> f.sub(out, 0, a, 0, b, 0, BLOCKS));
    agree(pair, (f, out, a, b, c) -> f.mulByBlock(out, 0, a, 0, b, 0, BLOCKS));
    agree(pair, (f, out, a, b, c) -> each(f, k -> f.mulDifference(out, k, a, k, b, k, c, k)));
    agree(pair, (f, out, a, b, c) -> each(f, k -> f.subTwo(out, k, a, k, b, k, c, k)));
    agree(
        pair,
        (f, out, a, b, c) -> {
          long[] s = new long[f.longs()];
          long[] t = new long[f.longs()];
          each(
              f,
              k -> {
                f.addForProduct(s, 0, a, k, b, k);
                f.addForProduct(t, 0, b, k, c, k);
                f.mul(out, k, s, 0, t, 0, 1);
                f.mulDifference(out, k, out, k, c, k, s, 0);
              });
        });
    agree(
        pair,
        (f, out, a, b, c) -> {
          int terms = f.packed() == PrimeField.LIMBS ? BlockField.UNSETTLED : 2;
          long[] s = new long[f.longs()];
          each(
              f,
              k -> {
                System.arraycopy(a, k, s, 0, s.length);
                for (int term = 1; term < terms; term++) {
                  f.addForProduct(s, 0, s, 0, term == 1 ? b : c, k);
                }
                f.mul(out, k, s, 0, a, k, 1);
                f.add(out, k, s, 0, out, k, 1);
                f.add(s, 0, s, 0, s, 0, 1);
                f.mul(out, k, s, 0, out, k, 1);
              });
        });
    agree(
        pair,
        (f, out, a, b, c) -> {
          for (int k = 0; k < BLOCKS; k += 4) {
            f.transpose(a, k * f.longs());
          }
          System.arraycopy(a, 0, out, 0, out.length);
        });
    agree(
        pair,
        (f, out, a, b, c) ->
            each(
                f,
                k -> {
                  long[] one = new long[f.longs()];
                  f.one(one, 0);
                  for (int lane = 0; lane < 4; lane++) {
                    if (f.isZero(a, k, lane)) {
                      f.copyLane(a, k, lane, one, 0, 0);
                    }
                  }
                  f.invert(out, k, a, k);
                }));
  }

  /** Settled values stay settled: chains of operations, each result the next one's operand. */
  @ParameterizedTest
  @MethodSource("fields")
  void longChainsAgreeWithTheScalarPath(Pair pair) {
    agree(
        pair,
        (f, out, a, b, c) -> {
          System.arraycopy(a, 0, out, 0, out.length);
          for (int round = 0; round < 200; round++) {
            f.sub(out, 0, b, 0, out, 0, BLOCKS);
            each(f, k -> f.subTwo(out, k, out, k, a, k, b, k));
            f.add(out, 0, out, 0, out, 0, BLOCKS);
            f.mul(b, 0, b, 0, out, 0, BLOCKS);
            each(f, k -> f.mulDifference(a, k, out, k, b, k, c, k));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("fields")
  void gatherTakesElementsFromAnywhere(Pair pair) {
    agree(
        pair,
        (f, out, a, b, c) -> {
          long[] packed = new long[N * f.packed()];
          f.store(packed, 0, a, 0, BLOCKS);
          f.gather(out, 0, f.longs(), packed, 0, scattered(f), 3, BLOCKS);
        });
  }

  @ParameterizedTest
  @MethodSource("fields")
  void signedGatherNegatesWhereAsked(Pair pair) {
    long[] sign = new long[N + 3];
    for (int k = 0; k < sign.length; k++) {
      sign[k] = -(k * k / 3 & 1);
    }
    agree(
        pair,
        (f, out, a, b, c) -> {
          long[] packed = new long[N * f.packed()];
          f.store(packed, 0, a, 0, BLOCKS);
          f.gatherSigned(out, 0, f.longs(), packed, 0, scattered(f), sign, 3, BLOCKS);
        });
    BlockField f = pair.vector;
    long[] packed = new long[N * f.packed()];
    f.store(packed, 0, blocks(pair, f, 1), 0, BLOCKS);
    long[] plain = new long[BLOCKS * f.longs()];
    long[] signed = plain.clone();
    f.gather(plain, 0, f.longs(), packed, 0, scattered(f), 3, BLOCKS);
    f.gatherSigned(signed, 0, f.longs(), packed, 0, scattered(f), sign, 3, BLOCKS);
    long[] sum = new long[f.longs()];
    for (int k = 0; k < N; k++) {
      int at = k / 4 * f.longs();
      if (sign[k + 3] == 0) {
        f.sub(sum, 0, plain, at, signed, at, 1);
      } else {
        f.add(sum, 0, plain, at, signed, at, 1);
      }
      assertTrue(f.isZero(sum, 0, k % 4), "element " + k);
    }
  }

  // places of elements, out of order, from the fourth number on
  private static int[] scattered(BlockField f) {
    int[] offset = new int[N + 3];
    for (int k = 0; k < N; k++) {
      offset[k + 3] = k * 37 % N * f.packed();
    }
    return offset;
  }

  @ParameterizedTest
  @MethodSource("fields")
  void zeroIsSeenInEveryRepresentation(Pair pair) {
    for (BlockField f : new BlockField[] {pair.vector, pair.scalar}) {
      long[] a = blocks(pair, f, 1);
      long[] t = new long[f.longs()];
      long[] u = new long[f.longs()];
      for (int k = 0; k < BLOCKS * f.longs(); k += f.longs()) {
        f.sub(t, 0, a, k, a, k, 1);
        f.square(u, 0, a, k, 1);
        f.mulDifference(u, 0, a, k, a, k, u, 0);
        for (int lane = 0; lane < 4; lane++) {
          assertTrue(f.isZero(t, 0, lane));
          assertTrue(f.isZero(u, 0, lane));
          long[] packed = new long[f.packed()];
          f.get(packed, 0, a, k, lane);
          assertEquals(zero(packed), f.isZero(a, k, lane));
        }
      }
    }
  }

  private static boolean zero(long[] x) {
    return Arrays.equals(x, new long[x.length]);
  }

  /**
   * The largest limbs that the multiplication's documentation admits, all of them in every column,
   * against integers: no column overflows. Only the top limbs are such that values stay below
   * 2^261.
   */
  @Test
  void largestAdmittedLimbsDoNotOverflow() {
    for (PrimeField prime : new PrimeField[] {PrimeField.FQ, PrimeField.FR}) {
      VectorBlocks f = new VectorBlocks(prime);
      long[][] bounds = {{(1L << 31) - 1, (1L << 29) - 1}, {(1L << 30) - 1, (1L << 30) - 1}};
      for (long[] bound : bounds) {
        long[] a = new long[36];
        long[] b = new long[36];
        for (int k = 0; k < 36; k++) {
          boolean top = k >= 32;
          a[k] = top ? (1L << 24) - 1 : bound[0];
          b[k] = top ? (1L << 24) - 1 : bound[1];
        }
        long[] out = new long[36];
        f.mul(out, 0, a, 0, b, 0, 1);
        BigInteger p = prime.modulus();
        BigInteger expected =
            value(a)
                .multiply(value(b))
                .multiply(BigInteger.ONE.shiftLeft(261).modInverse(p))
                .mod(p);
        assertEquals(expected, value(out).mod(p));
        assertTrue(value(out).compareTo(p.multiply(BigInteger.valueOf(3))) < 0);
      }
    }
  }

  private static BigInteger value(long[] a) {
    BigInteger sum = BigInteger.ZERO;
    for (int limb = 8; limb >= 0; limb--) {
      sum = sum.shiftLeft(29).add(BigInteger.valueOf(a[4 * limb]));
    }
    return sum;
  }

  /** Boxed vectors would show: one refused inlining costs 288 bytes a multiplication. */
  @ParameterizedTest
  @MethodSource("fields")
  void warmKernelsDoNotAllocate(Pair pair) {
    BlockField f = pair.vector;
    long[] a = blocks(pair, f, 1);
    long[] b = blocks(pair, f, 2);
    long[] out = new long[a.length];
    Supplier<Long> allocated =
        () -> ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5000 && least > 1000; round++) {
      long before = allocated.get();
      for (int k = 0; k < 20; k++) {
        f.mul(out, 0, a, 0, b, 0, BLOCKS);
        f.sub(out, 0, out, 0, b, 0, BLOCKS);
        f.mulDifference(out, 0, out, 0, a, 0, b, 0);
        f.subTwo(out, 0, out, 0, a, 0, b, 0);
      }
      least = Math.min(least, allocated.get() - before);
    }
    assertTrue(least <= 1000, least + " bytes for " + 20 * BLOCKS + " multiplications");
  }
}
