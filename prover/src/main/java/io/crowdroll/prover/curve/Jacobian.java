package io.crowdroll.prover.curve;

import io.crowdroll.prover.field.Field;
import java.util.Arrays;

/**
 * A point that changes: x = X/Z², y = Y/Z³, infinity where Z = 0, with the scratch space of its
 * operations. Additions and doublings take no inversion and allocate nothing; they are complete
 * (infinity, equal and opposite points). Not for sharing between threads.
 *
 * <p>Formulas of the Explicit-Formulas Database for a = 0: dbl-2009-l, madd-2007-bl, add-2007-bl.
 */
public final class Jacobian {
  private final Curve curve;
  private final Field f;
  private final int size;
  private final long[] x;
  private final long[] y;
  private final long[] z;
  private final long[] one;
  private final long[] u1;
  private final long[] s1;
  private final long[] u2;
  private final long[] s2;
  private final long[] h;
  private final long[] r;
  private final long[] v;
  private final long[] t;

  /** Infinity. */
  public Jacobian(Curve curve) {
    this.curve = curve;
    f = curve.field();
    size = f.size();
    x = new long[size];
    y = new long[size];
    z = new long[size];
    one = f.one();
    u1 = new long[size];
    s1 = new long[size];
    u2 = new long[size];
    s2 = new long[size];
    h = new long[size];
    r = new long[size];
    v = new long[size];
    t = new long[size];
  }

  /** Becomes infinity. */
  public void setInfinity() {
    Arrays.fill(z, 0);
  }

  /** Becomes the affine point p. */
  public void set(long[] p, int i) {
    if (curve.isInfinity(p, i)) {
      setInfinity();
      return;
    }
    System.arraycopy(p, i, x, 0, size);
    System.arraycopy(p, i + size, y, 0, size);
    System.arraycopy(one, 0, z, 0, size);
  }

  /** Becomes another point of the same group. */
  public void set(Jacobian other) {
    System.arraycopy(other.x, 0, x, 0, size);
    System.arraycopy(other.y, 0, y, 0, size);
    System.arraycopy(other.z, 0, z, 0, size);
  }

  public boolean isInfinity() {
    return f.isZero(z, 0);
  }

  /** this = −this. */
  public void negate() {
    f.negate(y, 0, y, 0);
  }

  /** this = 2 · this. */
  public void twice() {
    if (isInfinity()) {
      return;
    }
    f.square(u1, 0, x, 0);
    f.square(s1, 0, y, 0);
    f.square(u2, 0, s1, 0);
    f.add(s2, 0, x, 0, s1, 0);
    f.square(s2, 0, s2, 0);
    f.sub(s2, 0, s2, 0, u1, 0);
    f.sub(s2, 0, s2, 0, u2, 0);
    f.twice(s2, 0, s2, 0); // D
    f.twice(h, 0, u1, 0);
    f.add(h, 0, h, 0, u1, 0); // E
    f.mul(z, 0, y, 0, z, 0);
    f.twice(z, 0, z, 0);
    f.square(x, 0, h, 0);
    f.sub(x, 0, x, 0, s2, 0);
    f.sub(x, 0, x, 0, s2, 0);
    f.sub(s2, 0, s2, 0, x, 0);
    f.mul(y, 0, h, 0, s2, 0);
    f.twice(u2, 0, u2, 0);
    f.twice(u2, 0, u2, 0);
    f.twice(u2, 0, u2, 0);
    f.sub(y, 0, y, 0, u2, 0);
  }

  /** this = this + p for an affine p. */
  public void add(long[] p, int i) {
    add(p, i, false);
  }

  /** this = this ± p for an affine p. */
  public void add(long[] p, int i, boolean minus) {
    if (curve.isInfinity(p, i)) {
      return;
    }
    if (minus) {
      f.negate(v, 0, p, i + size);
    } else {
      System.arraycopy(p, i + size, v, 0, size);
    }
    if (isInfinity()) {
      System.arraycopy(p, i, x, 0, size);
      System.arraycopy(v, 0, y, 0, size);
      System.arraycopy(one, 0, z, 0, size);
      return;
    }
    f.square(t, 0, z, 0);
    f.mul(u2, 0, p, i, t, 0);
    f.mul(s2, 0, t, 0, z, 0);
    f.mul(s2, 0, v, 0, s2, 0);
    f.sub(h, 0, u2, 0, x, 0);
    f.sub(r, 0, s2, 0, y, 0);
    if (f.isZero(h, 0)) {
      addSameX();
      return;
    }
    System.arraycopy(x, 0, u1, 0, size);
    System.arraycopy(y, 0, s1, 0, size);
    f.add(z, 0, z, 0, h, 0);
    f.square(z, 0, z, 0);
    f.sub(z, 0, z, 0, t, 0);
    finishAddition();
  }

  /** this = this + p. */
  public void add(Jacobian p) {
    if (p.isInfinity()) {
      return;
    }
    if (isInfinity()) {
      set(p);
      return;
    }
    f.square(t, 0, z, 0);
    f.square(v, 0, p.z, 0);
    f.mul(u1, 0, x, 0, v, 0);
    f.mul(u2, 0, p.x, 0, t, 0);
    f.mul(s1, 0, y, 0, p.z, 0);
    f.mul(s1, 0, s1, 0, v, 0);
    f.mul(s2, 0, p.y, 0, z, 0);
    f.mul(s2, 0, s2, 0, t, 0);
    f.sub(h, 0, u2, 0, u1, 0);
    f.sub(r, 0, s2, 0, s1, 0);
    if (f.isZero(h, 0)) {
      addSameX();
      return;
    }
    f.add(z, 0, z, 0, p.z, 0);
    f.square(z, 0, z, 0);
    f.sub(z, 0, z, 0, t, 0);
    f.sub(z, 0, z, 0, v, 0);
    f.mul(z, 0, z, 0, h, 0);
    finishSum();
  }

  private void addSameX() {
    if (f.isZero(r, 0)) {
      twice();
    } else {
      setInfinity();
    }
  }

  // madd: Z3 = (Z1 + H)² − Z1² − H², the rest as in the general sum
  private void finishAddition() {
    f.square(t, 0, h, 0);
    f.sub(z, 0, z, 0, t, 0);
    finishSum();
  }

  // I = (2H)², J = H I, V = U1 I, X3 = (2r)² − J − 2V, Y3 = 2r (V − X3) − 2 S1 J
  private void finishSum() {
    f.twice(t, 0, h, 0);
    f.square(t, 0, t, 0);
    f.mul(h, 0, h, 0, t, 0);
    f.mul(v, 0, u1, 0, t, 0);
    f.twice(r, 0, r, 0);
    f.square(x, 0, r, 0);
    f.sub(x, 0, x, 0, h, 0);
    f.sub(x, 0, x, 0, v, 0);
    f.sub(x, 0, x, 0, v, 0);
    f.sub(v, 0, v, 0, x, 0);
    f.mul(v, 0, v, 0, r, 0);
    f.mul(s1, 0, s1, 0, h, 0);
    f.twice(s1, 0, s1, 0);
    f.sub(y, 0, v, 0, s1, 0);
  }

  /** Writes the affine point. Takes an inversion. */
  public void toAffine(long[] out, int o) {
    if (isInfinity()) {
      Arrays.fill(out, o, o + 2 * size, 0);
      return;
    }
    f.inverse(t, 0, z, 0);
    writeAffine(out, o);
  }

  // t = 1/Z
  private void writeAffine(long[] out, int o) {
    f.square(v, 0, t, 0);
    f.mul(out, o, x, 0, v, 0);
    f.mul(v, 0, v, 0, t, 0);
    f.mul(out, o + size, y, 0, v, 0);
  }

  /** Writes affine points one after the other, with one inversion for all (Montgomery's trick). */
  public static void toAffine(Jacobian[] points, long[] out, int o) {
    if (points.length == 0) {
      return;
    }
    Field f = points[0].f;
    int size = f.size();
    long[] products = new long[(points.length + 1) * size];
    System.arraycopy(f.one(), 0, products, 0, size);
    for (int k = 0; k < points.length; k++) {
      if (points[k].isInfinity()) {
        System.arraycopy(products, k * size, products, (k + 1) * size, size);
      } else {
        f.mul(products, (k + 1) * size, products, k * size, points[k].z, 0);
      }
    }
    long[] inverse = new long[size];
    f.inverse(inverse, 0, products, points.length * size);
    for (int k = points.length - 1; k >= 0; k--) {
      Jacobian p = points[k];
      if (p.isInfinity()) {
        Arrays.fill(out, o + 2 * size * k, o + 2 * size * (k + 1), 0);
        continue;
      }
      f.mul(p.t, 0, inverse, 0, products, k * size);
      f.mul(inverse, 0, inverse, 0, p.z, 0);
      p.writeAffine(out, o + 2 * size * k);
    }
  }
}
