package io.crowdroll.prover.curve;

import static io.crowdroll.prover.field.Fq2.FQ2;
import static io.crowdroll.prover.field.Fq2.SIZE;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The lines of the Miller loops of a few points of G2, slope λ and constant λ x − y of each, in the
 * order in which the loop meets them: all that the optimal ate pairing needs of its second
 * arguments. For a point that is used again and again they are kept.
 *
 * <p>All points go through the loop together, in affine coordinates, with one inversion a step for
 * all of them (Montgomery's trick); lines of that form have the constant 1 once divided by y of the
 * first argument, which makes the Miller loop itself cheap.
 */
final class Lines {
  /** 6u + 2 in signed binary: the length of the loop. */
  static final byte[] LOOP =
      SignedBinary.of(Curve.U.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO));

  /**
   * Lines of one point: a doubling a digit but the first, an addition a digit that is not 0, two
   * more.
   */
  private static final int STEPS = steps();

  private final int count;
  private final long[] coefficients;

  private Lines(int count) {
    this.count = count;
    this.coefficients = new long[STEPS * count * 2 * SIZE];
  }

  private static int steps() {
    int steps = LOOP.length - 1 + 2;
    for (int k = 0; k < LOOP.length - 1; k++) {
      steps += LOOP[k] == 0 ? 0 : 1;
    }
    return steps;
  }

  /**
   * The lines of points of order r, none of them infinity.
   *
   * @param points affine, 16 longs each
   */
  static Lines of(long[] points, int count) {
    Lines lines = new Lines(count);
    lines.fill(points);
    return lines;
  }

  /** Number of points. */
  int count() {
    return count;
  }

  /** (λ x − y, λ) of the line that a point meets in a step; 16 longs from {@link #offset} on. */
  long[] coefficients() {
    return coefficients;
  }

  int offset(int step, int point) {
    return (step * count + point) * 2 * SIZE;
  }

  private void fill(long[] points) {
    long[] t = Arrays.copyOf(points, count * 2 * SIZE);
    long[] q = new long[t.length];
    Scratch scratch = new Scratch(count);
    int step = 0;
    for (int digit = LOOP.length - 2; digit >= 0; digit--) {
      twice(step++, t, scratch);
      if (LOOP[digit] != 0) {
        for (int i = 0; i < count; i++) {
          if (LOOP[digit] > 0) {
            System.arraycopy(points, i * 2 * SIZE, q, i * 2 * SIZE, 2 * SIZE);
          } else {
            Curve.G2.negate(q, i * 2 * SIZE, points, i * 2 * SIZE);
          }
        }
        add(step++, t, q, scratch);
      }
    }
    // the end of the optimal ate loop: + ψ(Q), − ψ²(Q)
    for (int i = 0; i < t.length; i += 2 * SIZE) {
      Twist.frobenius(q, i, points, i);
    }
    add(step++, t, q, scratch);
    for (int i = 0; i < t.length; i += 2 * SIZE) {
      Twist.frobenius(q, i, q, i);
      Curve.G2.negate(q, i, q, i);
    }
    add(step, t, q, scratch);
  }

  // t = 2t, λ = 3x² / 2y
  private void twice(int step, long[] t, Scratch s) {
    for (int i = 0; i < count; i++) {
      FQ2.twice(s.denominators, i * SIZE, t, (2 * i + 1) * SIZE);
    }
    s.invert();
    for (int i = 0; i < count; i++) {
      int x = 2 * i * SIZE;
      FQ2.square(s.lambda, 0, t, x);
      FQ2.twice(s.sum, 0, s.lambda, 0);
      FQ2.add(s.lambda, 0, s.lambda, 0, s.sum, 0);
      FQ2.mul(s.lambda, 0, s.lambda, 0, s.denominators, i * SIZE);
      FQ2.twice(s.sum, 0, t, x);
      follow(step, i, t, s);
    }
  }

  // t = t + q, λ = (y_q − y_t) / (x_q − x_t); the x differ, as the loop never meets ±q
  private void add(int step, long[] t, long[] q, Scratch s) {
    for (int i = 0; i < count; i++) {
      FQ2.sub(s.denominators, i * SIZE, q, 2 * i * SIZE, t, 2 * i * SIZE);
    }
    s.invert();
    for (int i = 0; i < count; i++) {
      int x = 2 * i * SIZE;
      FQ2.sub(s.lambda, 0, q, x + SIZE, t, x + SIZE);
      FQ2.mul(s.lambda, 0, s.lambda, 0, s.denominators, i * SIZE);
      FQ2.add(s.sum, 0, t, x, q, x);
      follow(step, i, t, s);
    }
  }

  // the line with slope λ through point i of t, whose third point has x = λ² − sum
  private void follow(int step, int i, long[] t, Scratch s) {
    int x = 2 * i * SIZE;
    int y = x + SIZE;
    int line = offset(step, i);
    FQ2.mul(coefficients, line, s.lambda, 0, t, x);
    FQ2.sub(coefficients, line, coefficients, line, t, y);
    System.arraycopy(s.lambda, 0, coefficients, line + SIZE, SIZE);
    // y' = λ (x − x') − y = (λ x − y) − λ x'
    FQ2.square(t, x, s.lambda, 0);
    FQ2.sub(t, x, t, x, s.sum, 0);
    FQ2.mul(t, y, s.lambda, 0, t, x);
    FQ2.sub(t, y, coefficients, line, t, y);
  }

  private static final class Scratch {
    final int count;
    final long[] denominators;
    final long[] products;
    final long[] inverse = new long[SIZE];
    final long[] lambda = new long[SIZE];
    final long[] sum = new long[SIZE];

    Scratch(int count) {
      this.count = count;
      denominators = new long[count * SIZE];
      products = new long[count * SIZE];
    }

    /** All denominators become their inverses. */
    void invert() {
      System.arraycopy(denominators, 0, products, 0, SIZE);
      for (int i = SIZE; i < products.length; i += SIZE) {
        FQ2.mul(products, i, products, i - SIZE, denominators, i);
      }
      FQ2.inverse(inverse, 0, products, products.length - SIZE);
      for (int i = products.length - SIZE; i > 0; i -= SIZE) {
        FQ2.mul(products, i, inverse, 0, products, i - SIZE);
        FQ2.mul(inverse, 0, inverse, 0, denominators, i);
        System.arraycopy(products, i, denominators, i, SIZE);
      }
      System.arraycopy(inverse, 0, denominators, 0, SIZE);
    }
  }
}
