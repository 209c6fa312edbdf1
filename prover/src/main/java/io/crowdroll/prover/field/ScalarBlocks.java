package io.crowdroll.prover.field;

import java.util.Arrays;

/**
 * {@link BlockField} of a prime field on {@link PrimeField}, one lane after the other: the path for
 * machines without the vector module, and the reference for the one with it. A block is four packed
 * elements in a row, the radix inside is 2^256.
 */
final class ScalarBlocks implements BlockField {
  private static final int L = PrimeField.LIMBS;

  private final PrimeField field;
  private final Inverter inverter;
  private final long[] one;
  private final long[] w = new long[LANES * L];

  ScalarBlocks(PrimeField field) {
    this.field = field;
    this.inverter = new Inverter(field);
    this.one = field.one();
  }

  @Override
  public BlockField another() {
    return new ScalarBlocks(field);
  }

  @Override
  public int longs() {
    return LANES * L;
  }

  @Override
  public int packed() {
    return L;
  }

  @Override
  public void mul(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks * longs(); k += L) {
      field.mul(out, o + k, a, i + k, b, j + k);
    }
  }

  @Override
  public void square(long[] out, int o, long[] a, int i, int blocks) {
    for (int k = 0; k < blocks * longs(); k += L) {
      field.square(out, o + k, a, i + k);
    }
  }

  @Override
  public void add(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks * longs(); k += L) {
      field.add(out, o + k, a, i + k, b, j + k);
    }
  }

  @Override
  public void sub(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks * longs(); k += L) {
      field.sub(out, o + k, a, i + k, b, j + k);
    }
  }

  @Override
  public void mulDifference(long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j) {
    for (int lane = 0; lane < LANES * L; lane += L) {
      field.sub(w, 0, a, i + lane, s, k + lane);
      field.mul(out, o + lane, w, 0, b, j + lane);
    }
  }

  @Override
  public void subTwo(long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j) {
    for (int lane = 0; lane < LANES * L; lane += L) {
      field.sub(w, 0, a, i + lane, s, k + lane);
      field.sub(out, o + lane, w, 0, b, j + lane);
    }
  }

  @Override
  public void addForProduct(long[] out, int o, long[] a, int i, long[] b, int j) {
    add(out, o, a, i, b, j, 1);
  }

  @Override
  public void mulByBlock(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks * longs(); k += L) {
      field.mul(out, o + k, a, i + k, b, j + k % longs());
    }
  }

  @Override
  public void load(long[] out, int o, long[] packed, int p, int blocks) {
    System.arraycopy(packed, p, out, o, blocks * longs());
  }

  @Override
  public void gather(
      long[] out, int o, int step, long[] packed, int shift, int[] offset, int from, int blocks) {
    for (int k = 0; k < blocks * LANES; k++) {
      int to = o + k / LANES * step + k % LANES * L;
      System.arraycopy(packed, offset[from + k] + shift, out, to, L);
    }
  }

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
    gather(out, o, step, packed, shift, offset, from, blocks);
    for (int k = 0; k < blocks * LANES; k++) {
      if (sign[from + k] != 0) {
        int at = o + k / LANES * step + k % LANES * L;
        field.negate(out, at, out, at);
      }
    }
  }

  @Override
  public void store(long[] packed, int p, long[] a, int i, int blocks) {
    System.arraycopy(a, i, packed, p, blocks * longs());
  }

  @Override
  public void enter(long[] a, int i, int blocks) {}

  @Override
  public void leave(long[] a, int i, int blocks) {}

  @Override
  public void set(long[] a, int i, int lane, long[] packed, int p) {
    System.arraycopy(packed, p, a, i + lane * L, L);
  }

  @Override
  public void get(long[] packed, int p, long[] a, int i, int lane) {
    System.arraycopy(a, i + lane * L, packed, p, L);
  }

  @Override
  public void copyLane(long[] out, int o, int outLane, long[] a, int i, int lane) {
    System.arraycopy(a, i + lane * L, out, o + outLane * L, L);
  }

  @Override
  public void transpose(long[] a, int i) {
    for (int k = 0; k < LANES; k++) {
      for (int lane = 0; lane < k; lane++) {
        int p = i + (LANES * k + lane) * L, q = i + (LANES * lane + k) * L;
        System.arraycopy(a, p, w, 0, L);
        System.arraycopy(a, q, a, p, L);
        System.arraycopy(w, 0, a, q, L);
      }
    }
  }

  @Override
  public boolean isZero(long[] a, int i, int lane) {
    return field.isZero(a, i + lane * L);
  }

  @Override
  public void one(long[] a, int i) {
    for (int lane = 0; lane < LANES; lane++) {
      System.arraycopy(one, 0, a, i + lane * L, L);
    }
  }

  @Override
  public void zero(long[] a, int i) {
    Arrays.fill(a, i, i + longs(), 0);
  }

  /** One inversion for the four lanes. */
  @Override
  public void invert(long[] out, int o, long[] a, int i) {
    field.mul(w, 0, a, i, a, i + L); // lane 0 · lane 1
    field.mul(w, L, a, i + 2 * L, a, i + 3 * L); // lane 2 · lane 3
    field.mul(w, 2 * L, w, 0, w, L);
    inverter.invert(w, 2 * L, w, 2 * L);
    field.mul(w, 3 * L, w, 2 * L, w, L);
    field.mul(w, 2 * L, w, 2 * L, w, 0);
    invertPair(out, o, a, i, 3 * L);
    invertPair(out, o + 2 * L, a, i + 2 * L, 2 * L);
  }

  // from the inverse of the product of two lanes
  private void invertPair(long[] out, int o, long[] a, int i, int inverse) {
    field.mul(w, 0, w, inverse, a, i + L);
    field.mul(out, o + L, w, inverse, a, i);
    System.arraycopy(w, 0, out, o, L);
  }
}
