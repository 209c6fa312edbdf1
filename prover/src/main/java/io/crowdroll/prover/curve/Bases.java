package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.BlockField;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;

/**
 * Points where {@link GroupSums} finds them: each takes {@code stride} longs, x at 0, y at {@code
 * coordinate}, and, if there is a third part, β x (the x of its image under the endomorphism) after
 * them; all packed, in the radix inside. An entry names a point with a sign: 4 · index, plus 2 for
 * the image, plus 1 for the negative.
 */
record Bases(long[] packed, int stride, int coordinate) {
  /** Room for n points and their images. */
  static Bases ofSize(Group g, int n) {
    return new Bases(new long[Math.multiplyExact(3 * g.packed, n)], 3 * g.packed, g.packed);
  }

  int xAt(int entry) {
    return (entry >>> 2) * stride + (entry & 2) * coordinate;
  }

  int yAt(int entry) {
    return (entry >>> 2) * stride + coordinate;
  }

  boolean isInfinite(int point) {
    long any = 0;
    for (int k = point * stride; k < point * stride + 2 * coordinate; k++) {
      any |= packed[k];
    }
    return any == 0;
  }

  /**
   * Sets points {@code to} to {@code to + n − 1} and their images.
   *
   * @param points packed affine points from long p, with R = 2^256 if {@code outside}, else in the
   *     radix inside
   */
  void set(Group g, int to, long[] points, int p, int n, boolean outside) {
    BlockField field = g.field;
    long[] beta = new long[coordinate];
    BigInteger root = coordinate == PrimeField.LIMBS ? Endomorphism.BETA : Endomorphism.BETA.pow(2);
    System.arraycopy(PrimeField.FQ.fromBigInteger(root), 0, beta, 0, PrimeField.LIMBS);
    long[] b = new long[4 * g.block];
    for (int lane = 0; lane < BlockField.LANES; lane++) {
      field.set(b, 0, lane, beta, 0);
    }
    field.enter(b, 0, 1);
    for (int k = 0; k < n; k += BlockField.LANES) {
      int lanes = Math.min(BlockField.LANES, n - k);
      setFew(field, b, to + k, points, p + k * 2 * coordinate, lanes, outside);
    }
  }

  // b: β, and room for three blocks
  private void setFew(
      BlockField field, long[] b, int to, long[] points, int p, int n, boolean outside) {
    int block = field.longs();
    for (int lane = 0; lane < n; lane++) {
      field.set(b, block, lane, points, p + lane * 2 * coordinate);
      field.set(b, 2 * block, lane, points, p + lane * 2 * coordinate + coordinate);
    }
    if (outside) {
      field.enter(b, block, 2);
    }
    field.mul(b, 3 * block, b, block, b, 0, 1);
    for (int lane = 0; lane < n; lane++) {
      for (int c = 0; c < 3; c++) {
        field.get(packed, (to + lane) * stride + c * coordinate, b, (c + 1) * block, lane);
      }
    }
  }
}
