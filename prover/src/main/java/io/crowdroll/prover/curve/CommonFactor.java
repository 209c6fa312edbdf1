package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.Kernels;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.field.Workers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * Many points of G1 times one number, as a contribution to a ceremony needs them. All points take
 * the same steps, doublings and additions of ±P and ±φ(P), so each step is done for all of them in
 * affine coordinates with one shared inversion (Montgomery's trick): about eight multiplications a
 * doubling and six an addition.
 *
 * <p>Affine formulas fail where an addition meets equal or opposite points. Since the group's order
 * is prime, that depends on the number alone; numbers for which it happens (small ones) are
 * multiplied point by point instead.
 */
public final class CommonFactor {
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int RANGE = 1 << 10;
  private static final int POINT = 8;

  private final long[] factor;
  private final List<Step> steps;

  /** What all points do: double, or add P or φ(P) or their opposites. */
  private enum Step {
    DOUBLE(BigInteger.ZERO),
    POINT(BigInteger.ONE),
    MINUS_POINT(BigInteger.ONE.negate()),
    IMAGE(Endomorphism.LAMBDA),
    MINUS_IMAGE(Endomorphism.LAMBDA.negate());

    final BigInteger added;

    Step(BigInteger added) {
      this.added = added;
    }
  }

  /**
   * Prepares a number.
   *
   * @param factor plain, in [0, r)
   */
  public CommonFactor(BigInteger factor) {
    this.factor = new long[PrimeField.LIMBS];
    PrimeField.store(factor, this.factor, 0);
    List<Step> taken = steps(this.factor);
    this.steps = isSafe(taken) ? taken : null;
  }

  // the first step is the first addition, which sets
  private static List<Step> steps(long[] factor) {
    long[] halves = new long[4];
    Endomorphism.split(halves, 0, factor, 0, new long[8]);
    BigInteger k1 = signed(halves[0], halves[1]);
    BigInteger k2 = signed(halves[2], halves[3]);
    byte[] digits1 = SignedBinary.of(k1.abs());
    byte[] digits2 = SignedBinary.of(k2.abs());
    List<Step> steps = new ArrayList<>();
    for (int bit = Math.max(digits1.length, digits2.length) - 1; bit >= 0; bit--) {
      if (!steps.isEmpty()) {
        steps.add(Step.DOUBLE);
      }
      int d1 = bit < digits1.length ? digits1[bit] * k1.signum() : 0;
      int d2 = bit < digits2.length ? digits2[bit] * k2.signum() : 0;
      if (d1 != 0) {
        steps.add(d1 > 0 ? Step.POINT : Step.MINUS_POINT);
      }
      if (d2 != 0) {
        steps.add(d2 > 0 ? Step.IMAGE : Step.MINUS_IMAGE);
      }
    }
    return steps;
  }

  private static BigInteger signed(long low, long high) {
    return BigInteger.valueOf(high)
        .shiftLeft(64)
        .add(BigInteger.valueOf(low).and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)));
  }

  // whether no addition meets infinity, the same point or its opposite
  private static boolean isSafe(List<Step> steps) {
    if (steps.isEmpty()) {
      return false;
    }
    BigInteger multiple = steps.getFirst().added.mod(Curve.ORDER);
    for (Step step : steps.subList(1, steps.size())) {
      BigInteger other = step == Step.DOUBLE ? multiple : step.added.mod(Curve.ORDER);
      BigInteger sum = multiple.add(other).mod(Curve.ORDER);
      if (sum.signum() == 0 || step != Step.DOUBLE && other.equals(multiple)) {
        return false;
      }
      multiple = sum;
    }
    return true;
  }

  /**
   * Multiplies points of G1.
   *
   * @param out where the products go, 64 bytes each as in a .zkey; may be {@code points}
   * @param points affine, coordinates in Montgomery form, all zero for infinity; they must be on
   *     the curve
   */
  public void multiply(MemorySegment out, MemorySegment points, ForkJoinPool pool) {
    int count = (int) (points.byteSize() / (8 * POINT));
    Worker[] workers = new Worker[Workers.of(pool)];
    Workers.run(
        pool,
        (count + RANGE - 1) / RANGE,
        (worker, task) -> {
          int from = task * RANGE;
          long[] range = new long[POINT * Math.min(RANGE, count - from)];
          MemorySegment.copy(points, U64, 8L * POINT * from, range, 0, range.length);
          if (steps == null) {
            onePerOne(range);
          } else {
            if (workers[worker] == null) {
              workers[worker] = new Worker();
            }
            workers[worker].multiply(range);
          }
          MemorySegment.copy(range, 0, out, U64, 8L * POINT * from, range.length);
        });
  }

  private void onePerOne(long[] points) {
    Jacobian[] products = new Jacobian[points.length / POINT];
    for (int i = 0; i < products.length; i++) {
      products[i] = new Jacobian(Curve.G1);
      long[] point = Arrays.copyOfRange(points, POINT * i, POINT * (i + 1));
      new MultiScalar(Curve.G1, point, 1).sum(products[i], factor, 0);
    }
    Jacobian.toAffine(products, points, 0);
  }

  /** One thread's points, coordinates apart, in blocks. */
  private final class Worker {
    private final BlockField field = Kernels.of(PrimeField.FQ);
    private final int block = field.longs();
    private final int most = RANGE / BlockField.LANES * block;
    private final long[] x = new long[most];
    private final long[] y = new long[most];
    private final long[] minusY = new long[most];
    private final long[] image = new long[most];
    private final long[] sumX = new long[most];
    private final long[] sumY = new long[most];
    private final long[] product = new long[most];
    private final long[] beta = new long[block];
    private final long[] t = new long[4 * block];
    private final long[] packedX = new long[RANGE * PrimeField.LIMBS];
    private final long[] packedY = new long[RANGE * PrimeField.LIMBS];
    private int blocks;

    Worker() {
      long[] packed = PrimeField.FQ.fromBigInteger(Endomorphism.BETA);
      for (int lane = 0; lane < BlockField.LANES; lane++) {
        field.set(beta, 0, lane, packed, 0);
      }
      field.enter(beta, 0, 1);
    }

    void multiply(long[] points) {
      int finite = load(points);
      if (finite == 0) {
        return;
      }
      set(steps.getFirst());
      for (Step step : steps.subList(1, steps.size())) {
        switch (step) {
          case DOUBLE -> twice();
          case POINT -> add(x, y);
          case MINUS_POINT -> add(x, minusY);
          case IMAGE -> add(image, y);
          case MINUS_IMAGE -> add(image, minusY);
        }
      }
      field.leave(sumX, 0, blocks);
      field.leave(sumY, 0, blocks);
      field.store(packedX, 0, sumX, 0, blocks);
      field.store(packedY, 0, sumY, 0, blocks);
      for (int i = 0, k = 0; i < points.length; i += POINT) {
        if (!Curve.G1.isInfinity(points, i)) {
          System.arraycopy(packedX, 4 * k, points, i, 4);
          System.arraycopy(packedY, 4 * k++, points, i + 4, 4);
        }
      }
    }

    // the points but infinity; the last block is filled up with the first point
    private int load(long[] points) {
      int n = 0;
      for (int i = 0; i < points.length; i += POINT) {
        if (!Curve.G1.isInfinity(points, i)) {
          System.arraycopy(points, i, packedX, 4 * n, 4);
          System.arraycopy(points, i + 4, packedY, 4 * n++, 4);
        }
      }
      blocks = (n + BlockField.LANES - 1) / BlockField.LANES;
      for (int k = n; k < blocks * BlockField.LANES; k++) {
        System.arraycopy(packedX, 0, packedX, 4 * k, 4);
        System.arraycopy(packedY, 0, packedY, 4 * k, 4);
      }
      field.load(x, 0, packedX, 0, blocks);
      field.load(y, 0, packedY, 0, blocks);
      field.enter(x, 0, blocks);
      field.enter(y, 0, blocks);
      field.zero(t, 0);
      for (int at = 0; at < blocks * block; at += block) {
        field.sub(minusY, at, t, 0, y, at, 1);
      }
      field.mulByBlock(image, 0, x, 0, beta, 0, blocks);
      return n;
    }

    private void set(Step first) {
      boolean onImage = first == Step.IMAGE || first == Step.MINUS_IMAGE;
      boolean minus = first == Step.MINUS_POINT || first == Step.MINUS_IMAGE;
      System.arraycopy(onImage ? image : x, 0, sumX, 0, blocks * block);
      System.arraycopy(minus ? minusY : y, 0, sumY, 0, blocks * block);
    }

    // λ = 3x² / 2y
    private void twice() {
      field.add(product, 0, sumY, 0, sumY, 0, 1);
      for (int at = block; at < blocks * block; at += block) {
        field.addForProduct(t, 0, sumY, at, sumY, at);
        field.mul(product, at, product, at - block, t, 0, 1);
      }
      field.invert(t, 0, product, (blocks - 1) * block); // t0 = 1 / (d_0 … d_k)
      for (int at = (blocks - 1) * block; at >= 0; at -= block) {
        if (at > 0) {
          field.mul(t, block, t, 0, product, at - block, 1); // t1 = 1 / d_k
          field.addForProduct(t, 2 * block, sumY, at, sumY, at);
          field.mul(t, 0, t, 0, t, 2 * block, 1);
        } else {
          System.arraycopy(t, 0, t, block, block);
        }
        field.square(t, 2 * block, sumX, at, 1);
        field.add(t, 3 * block, t, 2 * block, t, 2 * block, 1);
        field.add(t, 2 * block, t, 3 * block, t, 2 * block, 1);
        field.mul(t, block, t, block, t, 2 * block, 1); // t1 = λ
        follow(at, sumX);
      }
    }

    // λ = (y2 − y1) / (x2 − x1)
    private void add(long[] otherX, long[] otherY) {
      field.sub(product, 0, otherX, 0, sumX, 0, 1);
      for (int at = block; at < blocks * block; at += block) {
        field.mulDifference(product, at, otherX, at, sumX, at, product, at - block);
      }
      field.invert(t, 0, product, (blocks - 1) * block);
      for (int at = (blocks - 1) * block; at >= 0; at -= block) {
        if (at > 0) {
          field.mul(t, block, t, 0, product, at - block, 1);
          field.mulDifference(t, 0, otherX, at, sumX, at, t, 0);
        } else {
          System.arraycopy(t, 0, t, block, block);
        }
        field.mulDifference(t, block, otherY, at, sumY, at, t, block);
        follow(at, otherX);
      }
    }

    // x3 = λ² − x1 − x2, y3 = λ (x1 − x3) − y1 with λ in t1
    private void follow(int at, long[] otherX) {
      field.square(t, 2 * block, t, block, 1);
      field.subTwo(t, 3 * block, t, 2 * block, sumX, at, otherX, at);
      field.mulDifference(t, block, sumX, at, t, 3 * block, t, block);
      field.sub(sumY, at, t, block, sumY, at, 1);
      System.arraycopy(t, 3 * block, sumX, at, block);
    }
  }
}
