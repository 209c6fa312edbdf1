package io.crowdroll.prover.field;

/**
 * {@link BlockField} of Fq2 = Fq[u] / (u² + 1) over any {@link BlockField} of Fq: a block is the
 * block of the coefficients of 1 and then that of u; a packed element likewise (c0, c1).
 */
final class QuadraticBlocks implements BlockField {
  private final BlockField base;
  private final int half;
  private final long[] t;

  QuadraticBlocks(BlockField base) {
    this.base = base;
    this.half = base.longs();
    this.t = new long[5 * half];
  }

  @Override
  public BlockField another() {
    return new QuadraticBlocks(base.another());
  }

  @Override
  public int longs() {
    return 2 * half;
  }

  @Override
  public int packed() {
    return 2 * base.packed();
  }

  /** Karatsuba: three multiplications. */
  @Override
  public void mul(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks; k++, o += 2 * half, i += 2 * half, j += 2 * half) {
      mulBlock(out, o, a, i, b, j);
    }
  }

  @Override
  public void mulByBlock(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    for (int k = 0; k < blocks; k++, o += 2 * half, i += 2 * half) {
      mulBlock(out, o, a, i, b, j);
    }
  }

  private void mulBlock(long[] out, int o, long[] a, int i, long[] b, int j) {
    base.addForProduct(t, 0, a, i, a, i + half);
    base.addForProduct(t, half, b, j, b, j + half);
    base.mul(t, 0, t, 0, t, half, 1); // (a0 + a1)(b0 + b1)
    base.mul(t, half, a, i, b, j, 1);
    base.mul(t, 2 * half, a, i + half, b, j + half, 1);
    base.sub(out, o, t, half, t, 2 * half, 1);
    base.subTwo(out, o + half, t, 0, t, half, t, 2 * half);
  }

  /** (a0 + a1)(a0 − a1) + 2 a0 a1 u: two multiplications. */
  @Override
  public void square(long[] out, int o, long[] a, int i, int blocks) {
    for (int k = 0; k < blocks; k++, o += 2 * half, i += 2 * half) {
      base.addForProduct(t, 0, a, i, a, i + half);
      base.addForProduct(t, half, a, i, a, i);
      base.mul(t, half, t, half, a, i + half, 1);
      base.mulDifference(out, o, a, i, a, i + half, t, 0);
      System.arraycopy(t, half, out, o + half, half);
    }
  }

  @Override
  public void mulDifference(long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j) {
    base.sub(t, 3 * half, a, i, s, k, 2);
    mulBlock(out, o, t, 3 * half, b, j);
  }

  @Override
  public void subTwo(long[] out, int o, long[] a, int i, long[] s, int k, long[] b, int j) {
    base.subTwo(out, o, a, i, s, k, b, j);
    base.subTwo(out, o + half, a, i + half, s, k + half, b, j + half);
  }

  @Override
  public void addForProduct(long[] out, int o, long[] a, int i, long[] b, int j) {
    base.add(out, o, a, i, b, j, 2);
  }

  @Override
  public void add(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    base.add(out, o, a, i, b, j, 2 * blocks);
  }

  @Override
  public void sub(long[] out, int o, long[] a, int i, long[] b, int j, int blocks) {
    base.sub(out, o, a, i, b, j, 2 * blocks);
  }

  @Override
  public void load(long[] out, int o, long[] packed, int p, int blocks) {
    for (int k = 0; k < blocks * LANES; k++, p += packed()) {
      set(out, o + k / LANES * longs(), k % LANES, packed, p);
    }
  }

  @Override
  public void gather(
      long[] out, int o, int step, long[] packed, int shift, int[] offset, int from, int blocks) {
    base.gather(out, o, step, packed, shift, offset, from, blocks);
    base.gather(out, o + half, step, packed, shift + base.packed(), offset, from, blocks);
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
    base.gatherSigned(out, o, step, packed, shift, offset, sign, from, blocks);
    int second = shift + base.packed();
    base.gatherSigned(out, o + half, step, packed, second, offset, sign, from, blocks);
  }

  @Override
  public void store(long[] packed, int p, long[] a, int i, int blocks) {
    for (int k = 0; k < blocks * LANES; k++, p += packed()) {
      get(packed, p, a, i + k / LANES * longs(), k % LANES);
    }
  }

  @Override
  public void enter(long[] a, int i, int blocks) {
    base.enter(a, i, 2 * blocks);
  }

  @Override
  public void leave(long[] a, int i, int blocks) {
    base.leave(a, i, 2 * blocks);
  }

  @Override
  public void set(long[] a, int i, int lane, long[] packed, int p) {
    base.set(a, i, lane, packed, p);
    base.set(a, i + half, lane, packed, p + base.packed());
  }

  @Override
  public void get(long[] packed, int p, long[] a, int i, int lane) {
    base.get(packed, p, a, i, lane);
    base.get(packed, p + base.packed(), a, i + half, lane);
  }

  @Override
  public void copyLane(long[] out, int o, int outLane, long[] a, int i, int lane) {
    base.copyLane(out, o, outLane, a, i, lane);
    base.copyLane(out, o + half, outLane, a, i + half, lane);
  }

  @Override
  public void transpose(long[] a, int i) {
    for (int k = 0; k < LANES; k++) {
      for (int lane = 0; lane < k; lane++) {
        copyLane(t, 0, 0, a, i + k * longs(), lane);
        copyLane(a, i + k * longs(), lane, a, i + lane * longs(), k);
        copyLane(a, i + lane * longs(), k, t, 0, 0);
      }
    }
  }

  @Override
  public boolean isZero(long[] a, int i, int lane) {
    return base.isZero(a, i, lane) && base.isZero(a, i + half, lane);
  }

  @Override
  public void one(long[] a, int i) {
    base.one(a, i);
    base.zero(a, i + half);
  }

  @Override
  public void zero(long[] a, int i) {
    base.zero(a, i);
    base.zero(a, i + half);
  }

  /**
   * (a0 − a1 u) / (a0² + a1²); −1 is no square in Fq, so the norm of a nonzero element is not 0.
   */
  @Override
  public void invert(long[] out, int o, long[] a, int i) {
    base.square(t, 0, a, i, 1);
    base.square(t, half, a, i + half, 1);
    base.add(t, 0, t, 0, t, half, 1);
    base.invert(t, 0, t, 0);
    base.zero(t, half);
    base.sub(t, half, t, half, a, i + half, 1);
    base.mul(out, o, a, i, t, 0, 1);
    base.mul(out, o + half, t, half, t, 0, 1);
  }
}
