package io.crowdroll.prover.field;

import java.math.BigInteger;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link BlockField} of a prime field on vectors of four longs. Element e of block k has its limb j
 * at {@code 36 k + 4 j + e}; nine limbs of 29 bits (the top one may hold more), Montgomery form
 * with R = 2^261, about 169 p, which leaves room for lazy reduction: a settled value has normalised
 * limbs and is below 2.1 p.
 *
 * <p>The flat form of the methods is deliberate. HotSpot turns a multiplication of longs into the
 * one instruction VPMULUDQ only where it sees that both operands are masked to 32 bits, hence the
 * ANDs, of constants too; a method that takes or returns vectors and is not inlined boxes them; and
 * one far above 1,500 bytecodes fails to compile. So every block operation is one method on arrays,
 * called from a plain loop. An allocation test guards this.
 */
final class VectorBlocks implements BlockField {
  private static final VectorSpecies<Long> S = LongVector.SPECIES_256;
  private static final int LIMBS = 9;
  private static final int BITS = 29;
  private static final long LOW29 = (1L << BITS) - 1;
  private static final long LOW32 = 0xFFFF_FFFFL;
  private static final int BLOCK = LANES * LIMBS;

  private static final int LAG = 6;

  // Where the constants of a field stand in its array, each limb four times over.
  private static final int M = 0; // 2^−29 mod p
  private static final int P = BLOCK; // p
  private static final int N = 2 * BLOCK; // 2^261 − p
  private static final int D = 3 * BLOCK; // 4p, limbs 0 to 7 between 2^29 and 2^30
  private static final int NEGATIVE_INVERSE = 4 * BLOCK; // −1/p mod 2^29
  private static final int MU = NEGATIVE_INVERSE + LANES; // ⌊2^50 / (⌊p / 2^232⌋ + 1)⌋

  private final PrimeField field;
  private final Inverter inverter;
  private final long[] c;
  private final long[] enter;
  private final long[] leave;
  private final long[] one;
  private final long[] twoTo10;
  private final long[] w = new long[32];

  VectorBlocks(PrimeField field) {
    this.field = field;
    this.inverter = new Inverter(field);
    BigInteger p = field.modulus();
    BigInteger radix = BigInteger.ONE.shiftLeft(BITS);
    c = new long[MU + LANES];
    broadcast(c, M, radix.modInverse(p));
    broadcast(c, P, p);
    broadcast(c, N, BigInteger.ONE.shiftLeft(BITS * LIMBS).subtract(p));
    broadcast(c, D, p.shiftLeft(2));
    for (int lane = 0; lane < LANES; lane++) {
      for (int limb = 0; limb < LIMBS; limb++) {
        c[D + LANES * limb + lane] += (limb < LIMBS - 1 ? 1L << BITS : 0) - (limb > 0 ? 1 : 0);
      }
      c[NEGATIVE_INVERSE + lane] = p.modInverse(radix).negate().mod(radix).longValue();
      c[MU + lane] = (1L << 50) / (p.shiftRight(232).longValue() + 1);
    }
    enter = block(BigInteger.ONE.shiftLeft(261 + 261 - 256).mod(p));
    leave = block(BigInteger.ONE.shiftLeft(256).mod(p));
    one = block(BigInteger.ONE.shiftLeft(261).mod(p));
    twoTo10 = field.fromBigInteger(BigInteger.ONE.shiftLeft(10));
  }

  private static long[] block(BigInteger value) {
    long[] out = new long[BLOCK];
    broadcast(out, 0, value);
    return out;
  }

  private static void broadcast(long[] out, int o, BigInteger value) {
    for (int k = 0; k < BLOCK; k++) {
      out[o + k] = value.shiftRight(BITS * (k / LANES)).longValue() & LOW29;
    }
  }

  @Override
  public BlockField another() {
    return new VectorBlocks(field);
  }

  @Override
  public int longs() {
    return BLOCK;
  }

  @Override
  public int packed() {
    return PrimeField.LIMBS;
  }

  @Override
  public void mul(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks * BLOCK; k += BLOCK) {
      mulBlock(c, out, o + k, a, i + k, b, j + k);
    }
  }

  @Override
  public void square(long[] out, int o, long[] a, int i, int blocks) {
    for (int k = 0; k < blocks * BLOCK; k += BLOCK) {
      mulBlock(c, out, o + k, a, i + k, a, i + k);
    }
  }

  @Override
  public void mulByBlock(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks * BLOCK; k += BLOCK) {
      mulBlock(c, out, o + k, a, i + k, b, j);
    }
  }

  @Override
  public void add(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks * BLOCK; k += BLOCK) {
      addBlock(c, out, o + k, a, i + k, b, j + k);
    }
  }

  @Override
  public void sub(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks * BLOCK; k += BLOCK) {
      subBlock(c, out, o + k, a, i + k, b, j + k);
    }
  }

  @Override
  public void mulDifference(long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j) {
    mulDifferenceBlock(c, out, o, a, i, s, k, b, j);
  }

  @Override
  public void subTwo(long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j) {
    subTwoBlock(c, out, o, a, i, s, k, b, j);
  }

  @Override
  public void addForProduct(long[] out, int o, long[] a, int i, long[] b, int j) {
    for (int k = 0; k < BLOCK; k += LANES) {
      LongVector.fromArray(S, a, i + k)
          .add(LongVector.fromArray(S, b, j + k))
          .intoArray(out, o + k);
    }
  }

  @Override
  public void load(long[] out, int o, long[] packed, int p, int blocks) {
    for (int k = 0; k < blocks; k++, o += BLOCK) {
      for (int lane = 0; lane < LANES; lane++, p += 4) {
        out[o + lane] = packed[p];
        out[o + lane + 4] = packed[p + 1];
        out[o + lane + 8] = packed[p + 2];
        out[o + lane + 12] = packed[p + 3];
      }
    }
    for (int k = blocks; k > 0; k--) {
      o -= BLOCK;
      unpackBlock(out, o);
    }
  }

  /**
   * First touches all of the elements in a loop so short that many cache misses overlap; unpacks
   * some blocks behind the copies, when their stores have left the store buffer.
   */
  @Override
  public void gather(
      long[] out, int o, int step, long[] packed, int shift, int[] offset, int from, int blocks) {
    w[0] = touch(packed, shift, offset, from, LANES * blocks);
    for (int k = 0; k < blocks; k++) {
      copyFour(out, o + k * step, packed, shift, offset, from + k * LANES);
      if (k >= LAG) {
        unpackBlock(out, o + (k - LAG) * step);
      }
    }
    for (int k = Math.max(0, blocks - LAG); k < blocks; k++) {
      unpackBlock(out, o + k * step);
    }
  }

  /** The same; a negative is p minus the element, taken while it is in four words. */
  @Override
  public void gatherSigned(
      long[] out,
      int o,
      int step,
      long[] packed,
      int shift,
      int[] offset,
      long[] sign,
      int from,
      int blocks) {
    w[0] = touch(packed, shift, offset, from, LANES * blocks);
    for (int k = 0; k < blocks; k++) {
      copyFourSigned(field, out, o + k * step, packed, shift, offset, sign, from + k * LANES);
      if (k >= LAG) {
        unpackBlock(out, o + (k - LAG) * step);
      }
    }
    for (int k = Math.max(0, blocks - LAG); k < blocks; k++) {
      unpackBlock(out, o + k * step);
    }
  }

  private static long touch(long[] packed, int shift, int[] offset, int from, int n) {
    long touched = 0;
    for (int k = from; k < from + n; k++) {
      int p = offset[k] + shift;
      touched += packed[p] + packed[p + 3];
    }
    return touched;
  }

  private static void copyFour(
      long[] out, int o, long[] packed, int shift, int[] offset, int from) {
    for (int lane = 0; lane < LANES; lane++) {
      int p = offset[from + lane] + shift;
      out[o + lane] = packed[p];
      out[o + lane + 4] = packed[p + 1];
      out[o + lane + 8] = packed[p + 2];
      out[o + lane + 12] = packed[p + 3];
    }
  }

  private static void copyFourSigned(
      PrimeField field,
      long[] out,
      int o,
      long[] packed,
      int shift,
      int[] offset,
      long[] sign,
      int from) {
    for (int lane = 0; lane < LANES; lane++) {
      int p = offset[from + lane] + shift;
      long negative = sign[from + lane];
      long x = packed[p];
      long d = field.p0() - x;
      out[o + lane] = x ^ (x ^ d) & negative;
      long borrow = borrow(field.p0(), x, d);
      x = packed[p + 1];
      d = field.p1() - x - borrow;
      out[o + lane + 4] = x ^ (x ^ d) & negative;
      borrow = borrow(field.p1(), x, d);
      x = packed[p + 2];
      d = field.p2() - x - borrow;
      out[o + lane + 8] = x ^ (x ^ d) & negative;
      borrow = borrow(field.p2(), x, d);
      x = packed[p + 3];
      d = field.p3() - x - borrow;
      out[o + lane + 12] = x ^ (x ^ d) & negative;
    }
  }

  // the borrow out of difference = x − y − borrow in
  private static long borrow(long x, long y, long difference) {
    return ((~x & y) | ((~x | y) & difference)) >>> 63;
  }

  @Override
  public void store(long[] packed, int p, long[] a, int i, int blocks) {
    for (int k = 0; k < blocks * LANES; k++, p += 4) {
      get(packed, p, a, i + k / LANES * BLOCK, k % LANES);
    }
  }

  @Override
  public void enter(long[] a, int i, int blocks) {
    mulByBlock(a, i, a, i, enter, 0, blocks);
  }

  @Override
  public void leave(long[] a, int i, int blocks) {
    mulByBlock(a, i, a, i, leave, 0, blocks);
  }

  @Override
  public void set(long[] a, int i, int lane, long[] packed, int p) {
    long w0 = packed[p], w1 = packed[p + 1], w2 = packed[p + 2], w3 = packed[p + 3];
    int o = i + lane;
    a[o] = w0 & LOW29;
    a[o + 4] = w0 >>> 29 & LOW29;
    a[o + 8] = (w0 >>> 58 | w1 << 6) & LOW29;
    a[o + 12] = w1 >>> 23 & LOW29;
    a[o + 16] = (w1 >>> 52 | w2 << 12) & LOW29;
    a[o + 20] = w2 >>> 17 & LOW29;
    a[o + 24] = (w2 >>> 46 | w3 << 18) & LOW29;
    a[o + 28] = w3 >>> 11 & LOW29;
    a[o + 32] = w3 >>> 40;
  }

  @Override
  public void get(long[] packed, int p, long[] a, int i, int lane) {
    int o = i + lane;
    packed[p] = a[o] | a[o + 4] << 29 | a[o + 8] << 58;
    packed[p + 1] = a[o + 8] >>> 6 | a[o + 12] << 23 | a[o + 16] << 52;
    packed[p + 2] = a[o + 16] >>> 12 | a[o + 20] << 17 | a[o + 24] << 46;
    packed[p + 3] = a[o + 24] >>> 18 | a[o + 28] << 11 | a[o + 32] << 40;
    while (!field.isCanonical(packed, p)) {
      subtractModulus(packed, p);
    }
  }

  @Override
  public void copyLane(long[] out, int o, int outLane, long[] a, int i, int lane) {
    for (int k = 0; k < BLOCK; k += LANES) {
      out[o + k + outLane] = a[i + k + lane];
    }
  }

  @Override
  public void transpose(long[] a, int i) {
    for (int k = 1; k < LANES; k++) {
      for (int lane = 0; lane < k; lane++) {
        for (int limb = 0; limb < BLOCK; limb += LANES) {
          int p = i + k * BLOCK + limb + lane, q = i + lane * BLOCK + limb + k;
          long swap = a[p];
          a[p] = a[q];
          a[q] = swap;
        }
      }
    }
  }

  /** Compares with 0, p and 2p: all the multiples of p that a settled value can be. */
  @Override
  public boolean isZero(long[] a, int i, int lane) {
    long any = 0;
    for (int k = 0; k < BLOCK; k += LANES) {
      any |= a[i + k + lane];
    }
    if (any == 0) {
      return true;
    }
    if (a[i + lane] != c[P] && a[i + lane] != (2 * c[P] & LOW29)) {
      return false;
    }
    get(w, 0, a, i, lane);
    return field.isZero(w, 0);
  }

  @Override
  public void one(long[] a, int i) {
    System.arraycopy(one, 0, a, i, BLOCK);
  }

  @Override
  public void zero(long[] a, int i) {
    Arrays.fill(a, i, i + BLOCK, 0);
  }

  /** One inversion for the four lanes. */
  @Override
  public void invert(long[] out, int o, long[] a, int i) {
    for (int lane = 0; lane < LANES; lane++) {
      get(w, 4 * lane, a, i, lane);
    }
    // To PrimeField these are the lanes times 2^5, so what comes out lacks a factor 2^10.
    field.mul(w, 16, w, 0, w, 4);
    field.mul(w, 20, w, 8, w, 12);
    field.mul(w, 24, w, 16, w, 20);
    inverter.invert(w, 24, w, 24);
    field.mul(w, 24, w, 24, twoTo10, 0);
    field.mul(w, 28, w, 24, w, 20); // 1 / (lane 0 · lane 1)
    field.mul(w, 24, w, 24, w, 16); // 1 / (lane 2 · lane 3)
    field.mul(w, 16, w, 28, w, 4);
    field.mul(w, 4, w, 28, w, 0);
    field.mul(w, 20, w, 24, w, 12);
    field.mul(w, 12, w, 24, w, 8);
    set(out, o, 0, w, 16);
    set(out, o, 1, w, 4);
    set(out, o, 2, w, 20);
    set(out, o, 3, w, 12);
  }

  private void subtractModulus(long[] a, int i) {
    long borrow = 0;
    for (int k = 0; k < PrimeField.LIMBS; k++) {
      long y = k == 0 ? field.p0() : k == 1 ? field.p1() : k == 2 ? field.p2() : field.p3();
      long x = a[i + k];
      long difference = x - y - borrow;
      borrow = borrow(x, y, difference);
      a[i + k] = difference;
    }
  }

  /**
   * Eight rows t = (t + x b) / 2^29 with the low limb q of t replaced by q (2^−29 mod p), one
   * ordinary Montgomery row, carries. Takes limbs a < 2^31 with b < 2^29, or both < 2^30: no column
   * reaches 2^63.5. Gives a value below a b / 2^261 + 2p, normalised.
   */
  private static void mulBlock(long[] c, long[] out, int o, long[] a, int i, long[] b, int j) {
    LongVector low29 = LongVector.broadcast(S, LOW29), low32 = LongVector.broadcast(S, LOW32);
    LongVector b0 = LongVector.fromArray(S, b, j + 0).and(low32);
    LongVector b1 = LongVector.fromArray(S, b, j + 4).and(low32);
    LongVector b2 = LongVector.fromArray(S, b, j + 8).and(low32);
    LongVector b3 = LongVector.fromArray(S, b, j + 12).and(low32);
    LongVector b4 = LongVector.fromArray(S, b, j + 16).and(low32);
    LongVector b5 = LongVector.fromArray(S, b, j + 20).and(low32);
    LongVector b6 = LongVector.fromArray(S, b, j + 24).and(low32);
    LongVector b7 = LongVector.fromArray(S, b, j + 28).and(low32);
    LongVector b8 = LongVector.fromArray(S, b, j + 32).and(low32);
    LongVector m0 = LongVector.fromArray(S, c, M + 0).and(low32);
    LongVector m1 = LongVector.fromArray(S, c, M + 4).and(low32);
    LongVector m2 = LongVector.fromArray(S, c, M + 8).and(low32);
    LongVector m3 = LongVector.fromArray(S, c, M + 12).and(low32);
    LongVector m4 = LongVector.fromArray(S, c, M + 16).and(low32);
    LongVector m5 = LongVector.fromArray(S, c, M + 20).and(low32);
    LongVector m6 = LongVector.fromArray(S, c, M + 24).and(low32);
    LongVector m7 = LongVector.fromArray(S, c, M + 28).and(low32);
    LongVector m8 = LongVector.fromArray(S, c, M + 32).and(low32);
    LongVector t0 = LongVector.zero(S);
    LongVector t1 = LongVector.zero(S);
    LongVector t2 = LongVector.zero(S);
    LongVector t3 = LongVector.zero(S);
    LongVector t4 = LongVector.zero(S);
    LongVector t5 = LongVector.zero(S);
    LongVector t6 = LongVector.zero(S);
    LongVector t7 = LongVector.zero(S);
    LongVector t8 = LongVector.zero(S);
    for (int r = i; r < i + 32; r += 4) {
      LongVector x = LongVector.fromArray(S, a, r).and(low32);
      t0 = t0.add(x.mul(b0));
      LongVector q = t0.and(low29);
      t0 = t1.add(x.mul(b1)).add(t0.lanewise(VectorOperators.LSHR, 29)).add(q.mul(m0));
      t1 = t2.add(x.mul(b2)).add(q.mul(m1));
      t2 = t3.add(x.mul(b3)).add(q.mul(m2));
      t3 = t4.add(x.mul(b4)).add(q.mul(m3));
      t4 = t5.add(x.mul(b5)).add(q.mul(m4));
      t5 = t6.add(x.mul(b6)).add(q.mul(m5));
      t6 = t7.add(x.mul(b7)).add(q.mul(m6));
      t7 = t8.add(x.mul(b8)).add(q.mul(m7));
      t8 = q.mul(m8);
    }
    LongVector z = LongVector.fromArray(S, a, i + 32).and(low32);
    t0 = t0.add(z.mul(b0));
    LongVector u =
        t0.and(low29).mul(LongVector.fromArray(S, c, NEGATIVE_INVERSE).and(low29)).and(low29);
    t0 = t0.add(u.mul(LongVector.fromArray(S, c, P).and(low29)));
    t1 =
        t1.add(z.mul(b1))
            .add(u.mul(LongVector.fromArray(S, c, P + 4).and(low29)))
            .add(t0.lanewise(VectorOperators.LSHR, 29));
    t1.and(low29).intoArray(out, o + 0);
    t2 =
        t2.add(z.mul(b2))
            .add(u.mul(LongVector.fromArray(S, c, P + 8).and(low29)))
            .add(t1.lanewise(VectorOperators.LSHR, 29));
    t2.and(low29).intoArray(out, o + 4);
    t3 =
        t3.add(z.mul(b3))
            .add(u.mul(LongVector.fromArray(S, c, P + 12).and(low29)))
            .add(t2.lanewise(VectorOperators.LSHR, 29));
    t3.and(low29).intoArray(out, o + 8);
    t4 =
        t4.add(z.mul(b4))
            .add(u.mul(LongVector.fromArray(S, c, P + 16).and(low29)))
            .add(t3.lanewise(VectorOperators.LSHR, 29));
    t4.and(low29).intoArray(out, o + 12);
    t5 =
        t5.add(z.mul(b5))
            .add(u.mul(LongVector.fromArray(S, c, P + 20).and(low29)))
            .add(t4.lanewise(VectorOperators.LSHR, 29));
    t5.and(low29).intoArray(out, o + 16);
    t6 =
        t6.add(z.mul(b6))
            .add(u.mul(LongVector.fromArray(S, c, P + 24).and(low29)))
            .add(t5.lanewise(VectorOperators.LSHR, 29));
    t6.and(low29).intoArray(out, o + 20);
    t7 =
        t7.add(z.mul(b7))
            .add(u.mul(LongVector.fromArray(S, c, P + 28).and(low29)))
            .add(t6.lanewise(VectorOperators.LSHR, 29));
    t7.and(low29).intoArray(out, o + 24);
    t8 =
        t8.add(z.mul(b8))
            .add(u.mul(LongVector.fromArray(S, c, P + 32).and(low29)))
            .add(t7.lanewise(VectorOperators.LSHR, 29));
    t8.and(low29).intoArray(out, o + 28);
    t8.lanewise(VectorOperators.LSHR, 29).intoArray(out, o + 32);
  }

  // (a + 4p − s) · b, as mulBlock
  private static void mulDifferenceBlock(
      long[] c, long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j) {
    LongVector low29 = LongVector.broadcast(S, LOW29), low32 = LongVector.broadcast(S, LOW32);
    LongVector b0 = LongVector.fromArray(S, b, j + 0).and(low32);
    LongVector b1 = LongVector.fromArray(S, b, j + 4).and(low32);
    LongVector b2 = LongVector.fromArray(S, b, j + 8).and(low32);
    LongVector b3 = LongVector.fromArray(S, b, j + 12).and(low32);
    LongVector b4 = LongVector.fromArray(S, b, j + 16).and(low32);
    LongVector b5 = LongVector.fromArray(S, b, j + 20).and(low32);
    LongVector b6 = LongVector.fromArray(S, b, j + 24).and(low32);
    LongVector b7 = LongVector.fromArray(S, b, j + 28).and(low32);
    LongVector b8 = LongVector.fromArray(S, b, j + 32).and(low32);
    LongVector m0 = LongVector.fromArray(S, c, M + 0).and(low32);
    LongVector m1 = LongVector.fromArray(S, c, M + 4).and(low32);
    LongVector m2 = LongVector.fromArray(S, c, M + 8).and(low32);
    LongVector m3 = LongVector.fromArray(S, c, M + 12).and(low32);
    LongVector m4 = LongVector.fromArray(S, c, M + 16).and(low32);
    LongVector m5 = LongVector.fromArray(S, c, M + 20).and(low32);
    LongVector m6 = LongVector.fromArray(S, c, M + 24).and(low32);
    LongVector m7 = LongVector.fromArray(S, c, M + 28).and(low32);
    LongVector m8 = LongVector.fromArray(S, c, M + 32).and(low32);
    LongVector t0 = LongVector.zero(S);
    LongVector t1 = LongVector.zero(S);
    LongVector t2 = LongVector.zero(S);
    LongVector t3 = LongVector.zero(S);
    LongVector t4 = LongVector.zero(S);
    LongVector t5 = LongVector.zero(S);
    LongVector t6 = LongVector.zero(S);
    LongVector t7 = LongVector.zero(S);
    LongVector t8 = LongVector.zero(S);
    for (int r = 0; r < 32; r += 4) {
      LongVector x =
          LongVector.fromArray(S, a, i + r)
              .add(LongVector.fromArray(S, c, D + r))
              .sub(LongVector.fromArray(S, s, k + r))
              .and(low32);
      t0 = t0.add(x.mul(b0));
      LongVector q = t0.and(low29);
      t0 = t1.add(x.mul(b1)).add(t0.lanewise(VectorOperators.LSHR, 29)).add(q.mul(m0));
      t1 = t2.add(x.mul(b2)).add(q.mul(m1));
      t2 = t3.add(x.mul(b3)).add(q.mul(m2));
      t3 = t4.add(x.mul(b4)).add(q.mul(m3));
      t4 = t5.add(x.mul(b5)).add(q.mul(m4));
      t5 = t6.add(x.mul(b6)).add(q.mul(m5));
      t6 = t7.add(x.mul(b7)).add(q.mul(m6));
      t7 = t8.add(x.mul(b8)).add(q.mul(m7));
      t8 = q.mul(m8);
    }
    LongVector z =
        LongVector.fromArray(S, a, i + 32)
            .add(LongVector.fromArray(S, c, D + 32))
            .sub(LongVector.fromArray(S, s, k + 32))
            .and(low32);
    t0 = t0.add(z.mul(b0));
    LongVector u =
        t0.and(low29).mul(LongVector.fromArray(S, c, NEGATIVE_INVERSE).and(low29)).and(low29);
    t0 = t0.add(u.mul(LongVector.fromArray(S, c, P).and(low29)));
    t1 =
        t1.add(z.mul(b1))
            .add(u.mul(LongVector.fromArray(S, c, P + 4).and(low29)))
            .add(t0.lanewise(VectorOperators.LSHR, 29));
    t1.and(low29).intoArray(out, o + 0);
    t2 =
        t2.add(z.mul(b2))
            .add(u.mul(LongVector.fromArray(S, c, P + 8).and(low29)))
            .add(t1.lanewise(VectorOperators.LSHR, 29));
    t2.and(low29).intoArray(out, o + 4);
    t3 =
        t3.add(z.mul(b3))
            .add(u.mul(LongVector.fromArray(S, c, P + 12).and(low29)))
            .add(t2.lanewise(VectorOperators.LSHR, 29));
    t3.and(low29).intoArray(out, o + 8);
    t4 =
        t4.add(z.mul(b4))
            .add(u.mul(LongVector.fromArray(S, c, P + 16).and(low29)))
            .add(t3.lanewise(VectorOperators.LSHR, 29));
    t4.and(low29).intoArray(out, o + 12);
    t5 =
        t5.add(z.mul(b5))
            .add(u.mul(LongVector.fromArray(S, c, P + 20).and(low29)))
            .add(t4.lanewise(VectorOperators.LSHR, 29));
    t5.and(low29).intoArray(out, o + 16);
    t6 =
        t6.add(z.mul(b6))
            .add(u.mul(LongVector.fromArray(S, c, P + 24).and(low29)))
            .add(t5.lanewise(VectorOperators.LSHR, 29));
    t6.and(low29).intoArray(out, o + 20);
    t7 =
        t7.add(z.mul(b7))
            .add(u.mul(LongVector.fromArray(S, c, P + 28).and(low29)))
            .add(t6.lanewise(VectorOperators.LSHR, 29));
    t7.and(low29).intoArray(out, o + 24);
    t8 =
        t8.add(z.mul(b8))
            .add(u.mul(LongVector.fromArray(S, c, P + 32).and(low29)))
            .add(t7.lanewise(VectorOperators.LSHR, 29));
    t8.and(low29).intoArray(out, o + 28);
    t8.lanewise(VectorOperators.LSHR, 29).intoArray(out, o + 32);
  }

  // Settles v, limbs below 2^32 and value below 2^261: the top limb gives q, at most ⌊v / p⌋ and at
  // most
  // one below it; v + q (2^261 − p) is then v − q p after dropping what exceeds 261 bits.
  private static void addBlock(long[] c, long[] out, int o, long[] a, int i, long[] b, int j) {
    LongVector v0 = LongVector.fromArray(S, a, i + 0).add(LongVector.fromArray(S, b, j + 0));
    LongVector v1 = LongVector.fromArray(S, a, i + 4).add(LongVector.fromArray(S, b, j + 4));
    LongVector v2 = LongVector.fromArray(S, a, i + 8).add(LongVector.fromArray(S, b, j + 8));
    LongVector v3 = LongVector.fromArray(S, a, i + 12).add(LongVector.fromArray(S, b, j + 12));
    LongVector v4 = LongVector.fromArray(S, a, i + 16).add(LongVector.fromArray(S, b, j + 16));
    LongVector v5 = LongVector.fromArray(S, a, i + 20).add(LongVector.fromArray(S, b, j + 20));
    LongVector v6 = LongVector.fromArray(S, a, i + 24).add(LongVector.fromArray(S, b, j + 24));
    LongVector v7 = LongVector.fromArray(S, a, i + 28).add(LongVector.fromArray(S, b, j + 28));
    LongVector v8 = LongVector.fromArray(S, a, i + 32).add(LongVector.fromArray(S, b, j + 32));
    LongVector low29 = LongVector.broadcast(S, LOW29), low32 = LongVector.broadcast(S, LOW32);
    LongVector q =
        v8.and(low32)
            .mul(LongVector.fromArray(S, c, MU).and(low32))
            .lanewise(VectorOperators.LSHR, 50)
            .and(low32);
    v0 = v0.add(q.mul(LongVector.fromArray(S, c, N).and(low32)));
    v0.and(low29).intoArray(out, o);
    v1 =
        v1.add(q.mul(LongVector.fromArray(S, c, N + 4).and(low32)))
            .add(v0.lanewise(VectorOperators.LSHR, 29));
    v1.and(low29).intoArray(out, o + 4);
    v2 =
        v2.add(q.mul(LongVector.fromArray(S, c, N + 8).and(low32)))
            .add(v1.lanewise(VectorOperators.LSHR, 29));
    v2.and(low29).intoArray(out, o + 8);
    v3 =
        v3.add(q.mul(LongVector.fromArray(S, c, N + 12).and(low32)))
            .add(v2.lanewise(VectorOperators.LSHR, 29));
    v3.and(low29).intoArray(out, o + 12);
    v4 =
        v4.add(q.mul(LongVector.fromArray(S, c, N + 16).and(low32)))
            .add(v3.lanewise(VectorOperators.LSHR, 29));
    v4.and(low29).intoArray(out, o + 16);
    v5 =
        v5.add(q.mul(LongVector.fromArray(S, c, N + 20).and(low32)))
            .add(v4.lanewise(VectorOperators.LSHR, 29));
    v5.and(low29).intoArray(out, o + 20);
    v6 =
        v6.add(q.mul(LongVector.fromArray(S, c, N + 24).and(low32)))
            .add(v5.lanewise(VectorOperators.LSHR, 29));
    v6.and(low29).intoArray(out, o + 24);
    v7 =
        v7.add(q.mul(LongVector.fromArray(S, c, N + 28).and(low32)))
            .add(v6.lanewise(VectorOperators.LSHR, 29));
    v7.and(low29).intoArray(out, o + 28);
    v8 =
        v8.add(q.mul(LongVector.fromArray(S, c, N + 32).and(low32)))
            .add(v7.lanewise(VectorOperators.LSHR, 29));
    v8.and(low29).intoArray(out, o + 32);
  }

  // a + 4p − b, settled
  private static void subBlock(long[] c, long[] out, int o, long[] a, int i, long[] b, int j) {
    LongVector v0 =
        LongVector.fromArray(S, a, i + 0)
            .add(LongVector.fromArray(S, c, D + 0))
            .sub(LongVector.fromArray(S, b, j + 0));
    LongVector v1 =
        LongVector.fromArray(S, a, i + 4)
            .add(LongVector.fromArray(S, c, D + 4))
            .sub(LongVector.fromArray(S, b, j + 4));
    LongVector v2 =
        LongVector.fromArray(S, a, i + 8)
            .add(LongVector.fromArray(S, c, D + 8))
            .sub(LongVector.fromArray(S, b, j + 8));
    LongVector v3 =
        LongVector.fromArray(S, a, i + 12)
            .add(LongVector.fromArray(S, c, D + 12))
            .sub(LongVector.fromArray(S, b, j + 12));
    LongVector v4 =
        LongVector.fromArray(S, a, i + 16)
            .add(LongVector.fromArray(S, c, D + 16))
            .sub(LongVector.fromArray(S, b, j + 16));
    LongVector v5 =
        LongVector.fromArray(S, a, i + 20)
            .add(LongVector.fromArray(S, c, D + 20))
            .sub(LongVector.fromArray(S, b, j + 20));
    LongVector v6 =
        LongVector.fromArray(S, a, i + 24)
            .add(LongVector.fromArray(S, c, D + 24))
            .sub(LongVector.fromArray(S, b, j + 24));
    LongVector v7 =
        LongVector.fromArray(S, a, i + 28)
            .add(LongVector.fromArray(S, c, D + 28))
            .sub(LongVector.fromArray(S, b, j + 28));
    LongVector v8 =
        LongVector.fromArray(S, a, i + 32)
            .add(LongVector.fromArray(S, c, D + 32))
            .sub(LongVector.fromArray(S, b, j + 32));
    LongVector low29 = LongVector.broadcast(S, LOW29), low32 = LongVector.broadcast(S, LOW32);
    LongVector q =
        v8.and(low32)
            .mul(LongVector.fromArray(S, c, MU).and(low32))
            .lanewise(VectorOperators.LSHR, 50)
            .and(low32);
    v0 = v0.add(q.mul(LongVector.fromArray(S, c, N).and(low32)));
    v0.and(low29).intoArray(out, o);
    v1 =
        v1.add(q.mul(LongVector.fromArray(S, c, N + 4).and(low32)))
            .add(v0.lanewise(VectorOperators.LSHR, 29));
    v1.and(low29).intoArray(out, o + 4);
    v2 =
        v2.add(q.mul(LongVector.fromArray(S, c, N + 8).and(low32)))
            .add(v1.lanewise(VectorOperators.LSHR, 29));
    v2.and(low29).intoArray(out, o + 8);
    v3 =
        v3.add(q.mul(LongVector.fromArray(S, c, N + 12).and(low32)))
            .add(v2.lanewise(VectorOperators.LSHR, 29));
    v3.and(low29).intoArray(out, o + 12);
    v4 =
        v4.add(q.mul(LongVector.fromArray(S, c, N + 16).and(low32)))
            .add(v3.lanewise(VectorOperators.LSHR, 29));
    v4.and(low29).intoArray(out, o + 16);
    v5 =
        v5.add(q.mul(LongVector.fromArray(S, c, N + 20).and(low32)))
            .add(v4.lanewise(VectorOperators.LSHR, 29));
    v5.and(low29).intoArray(out, o + 20);
    v6 =
        v6.add(q.mul(LongVector.fromArray(S, c, N + 24).and(low32)))
            .add(v5.lanewise(VectorOperators.LSHR, 29));
    v6.and(low29).intoArray(out, o + 24);
    v7 =
        v7.add(q.mul(LongVector.fromArray(S, c, N + 28).and(low32)))
            .add(v6.lanewise(VectorOperators.LSHR, 29));
    v7.and(low29).intoArray(out, o + 28);
    v8 =
        v8.add(q.mul(LongVector.fromArray(S, c, N + 32).and(low32)))
            .add(v7.lanewise(VectorOperators.LSHR, 29));
    v8.and(low29).intoArray(out, o + 32);
  }

  // a + 8p − s − b, settled
  private static void subTwoBlock(
      long[] c, long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j) {
    LongVector v0 =
        LongVector.fromArray(S, a, i + 0)
            .add(LongVector.fromArray(S, c, D + 0))
            .sub(LongVector.fromArray(S, s, k + 0))
            .add(LongVector.fromArray(S, c, D + 0))
            .sub(LongVector.fromArray(S, b, j + 0));
    LongVector v1 =
        LongVector.fromArray(S, a, i + 4)
            .add(LongVector.fromArray(S, c, D + 4))
            .sub(LongVector.fromArray(S, s, k + 4))
            .add(LongVector.fromArray(S, c, D + 4))
            .sub(LongVector.fromArray(S, b, j + 4));
    LongVector v2 =
        LongVector.fromArray(S, a, i + 8)
            .add(LongVector.fromArray(S, c, D + 8))
            .sub(LongVector.fromArray(S, s, k + 8))
            .add(LongVector.fromArray(S, c, D + 8))
            .sub(LongVector.fromArray(S, b, j + 8));
    LongVector v3 =
        LongVector.fromArray(S, a, i + 12)
            .add(LongVector.fromArray(S, c, D + 12))
            .sub(LongVector.fromArray(S, s, k + 12))
            .add(LongVector.fromArray(S, c, D + 12))
            .sub(LongVector.fromArray(S, b, j + 12));
    LongVector v4 =
        LongVector.fromArray(S, a, i + 16)
            .add(LongVector.fromArray(S, c, D + 16))
            .sub(LongVector.fromArray(S, s, k + 16))
            .add(LongVector.fromArray(S, c, D + 16))
            .sub(LongVector.fromArray(S, b, j + 16));
    LongVector v5 =
        LongVector.fromArray(S, a, i + 20)
            .add(LongVector.fromArray(S, c, D + 20))
            .sub(LongVector.fromArray(S, s, k + 20))
            .add(LongVector.fromArray(S, c, D + 20))
            .sub(LongVector.fromArray(S, b, j + 20));
    LongVector v6 =
        LongVector.fromArray(S, a, i + 24)
            .add(LongVector.fromArray(S, c, D + 24))
            .sub(LongVector.fromArray(S, s, k + 24))
            .add(LongVector.fromArray(S, c, D + 24))
            .sub(LongVector.fromArray(S, b, j + 24));
    LongVector v7 =
        LongVector.fromArray(S, a, i + 28)
            .add(LongVector.fromArray(S, c, D + 28))
            .sub(LongVector.fromArray(S, s, k + 28))
            .add(LongVector.fromArray(S, c, D + 28))
            .sub(LongVector.fromArray(S, b, j + 28));
    LongVector v8 =
        LongVector.fromArray(S, a, i + 32)
            .add(LongVector.fromArray(S, c, D + 32))
            .sub(LongVector.fromArray(S, s, k + 32))
            .add(LongVector.fromArray(S, c, D + 32))
            .sub(LongVector.fromArray(S, b, j + 32));
    LongVector low29 = LongVector.broadcast(S, LOW29), low32 = LongVector.broadcast(S, LOW32);
    LongVector q =
        v8.and(low32)
            .mul(LongVector.fromArray(S, c, MU).and(low32))
            .lanewise(VectorOperators.LSHR, 50)
            .and(low32);
    v0 = v0.add(q.mul(LongVector.fromArray(S, c, N).and(low32)));
    v0.and(low29).intoArray(out, o);
    v1 =
        v1.add(q.mul(LongVector.fromArray(S, c, N + 4).and(low32)))
            .add(v0.lanewise(VectorOperators.LSHR, 29));
    v1.and(low29).intoArray(out, o + 4);
    v2 =
        v2.add(q.mul(LongVector.fromArray(S, c, N + 8).and(low32)))
            .add(v1.lanewise(VectorOperators.LSHR, 29));
    v2.and(low29).intoArray(out, o + 8);
    v3 =
        v3.add(q.mul(LongVector.fromArray(S, c, N + 12).and(low32)))
            .add(v2.lanewise(VectorOperators.LSHR, 29));
    v3.and(low29).intoArray(out, o + 12);
    v4 =
        v4.add(q.mul(LongVector.fromArray(S, c, N + 16).and(low32)))
            .add(v3.lanewise(VectorOperators.LSHR, 29));
    v4.and(low29).intoArray(out, o + 16);
    v5 =
        v5.add(q.mul(LongVector.fromArray(S, c, N + 20).and(low32)))
            .add(v4.lanewise(VectorOperators.LSHR, 29));
    v5.and(low29).intoArray(out, o + 20);
    v6 =
        v6.add(q.mul(LongVector.fromArray(S, c, N + 24).and(low32)))
            .add(v5.lanewise(VectorOperators.LSHR, 29));
    v6.and(low29).intoArray(out, o + 24);
    v7 =
        v7.add(q.mul(LongVector.fromArray(S, c, N + 28).and(low32)))
            .add(v6.lanewise(VectorOperators.LSHR, 29));
    v7.and(low29).intoArray(out, o + 28);
    v8 =
        v8.add(q.mul(LongVector.fromArray(S, c, N + 32).and(low32)))
            .add(v7.lanewise(VectorOperators.LSHR, 29));
    v8.and(low29).intoArray(out, o + 32);
  }

  // Four words of 64 bits a lane, at o, o + 4, o + 8, o + 12, to nine limbs in place.
  private static void unpackBlock(long[] a, int o) {
    LongVector low29 = LongVector.broadcast(S, LOW29);
    LongVector w0 = LongVector.fromArray(S, a, o + 0);
    LongVector w1 = LongVector.fromArray(S, a, o + 4);
    LongVector w2 = LongVector.fromArray(S, a, o + 8);
    LongVector w3 = LongVector.fromArray(S, a, o + 12);
    w0.and(low29).intoArray(a, o + 0);
    w0.lanewise(VectorOperators.LSHR, 29).and(low29).intoArray(a, o + 4);
    w0.lanewise(VectorOperators.LSHR, 58)
        .or(w1.lanewise(VectorOperators.LSHL, 6))
        .and(low29)
        .intoArray(a, o + 8);
    w1.lanewise(VectorOperators.LSHR, 23).and(low29).intoArray(a, o + 12);
    w1.lanewise(VectorOperators.LSHR, 52)
        .or(w2.lanewise(VectorOperators.LSHL, 12))
        .and(low29)
        .intoArray(a, o + 16);
    w2.lanewise(VectorOperators.LSHR, 17).and(low29).intoArray(a, o + 20);
    w2.lanewise(VectorOperators.LSHR, 46)
        .or(w3.lanewise(VectorOperators.LSHL, 18))
        .and(low29)
        .intoArray(a, o + 24);
    w3.lanewise(VectorOperators.LSHR, 11).and(low29).intoArray(a, o + 28);
    w3.lanewise(VectorOperators.LSHR, 40).intoArray(a, o + 32);
  }
}
