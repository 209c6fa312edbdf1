package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.PrimeField;

/** Points read one by one: affine, Montgomery, each coordinate below q, on the curve or zero. */
final class Points {
  private Points() {}

  /** One point of G1, 8 longs. */
  static long[] g1(Section section, String what) throws FileFormatException {
    return g1s(section, 1, what);
  }

  /** Points of G1, 8 longs each. */
  static long[] g1s(Section section, int count, String what) throws FileFormatException {
    long begin = section.position();
    long[] points = section.elements(2 * count, PrimeField.FQ, what);
    for (int i = 0; i < count; i++) {
      if (!Curve.G1.isOnCurve(points, 8 * i)) {
        throw offCurve(section, begin + 64L * i, "y^2 = x^3 + 3", what);
      }
    }
    return points;
  }

  /** One point of the curve that G2 lies on, 16 longs; not whether it is in G2. */
  static long[] g2(Section section, String what) throws FileFormatException {
    long begin = section.position();
    long[] point = section.elements(4, PrimeField.FQ, what);
    if (!Curve.G2.isOnCurve(point, 0)) {
      throw offCurve(section, begin, "y^2 = x^3 + 3/(9 + u)", what);
    }
    return point;
  }

  private static FileFormatException offCurve(
      Section section, long where, String curve, String what) {
    return section.wrong(where, what + " off the curve", "a point of " + curve + ", or zero");
  }
}
