package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A linear combination Σ coefficient · register over Fr, immutable. Registers ascend, no
 * coefficient is 0, register 0 holds the constant 1. Coefficients: 4 longs each, Montgomery form.
 */
final class Linear {
  private static final PrimeField F = PrimeField.FR;
  private static final long[] ONE = F.one();
  private static final long[] MINUS_ONE = F.fromBigInteger(BigInteger.ONE.negate());

  /** Up to here sums are merged one after the other, which then beats sorting. */
  private static final int FEW = 4;

  static final Linear ZERO = new Linear(new int[0], new long[0]);

  final int[] register;
  final long[] coefficient;

  private Linear(int[] register, long[] coefficient) {
    this.register = register;
    this.coefficient = coefficient;
  }

  static Linear of(int register) {
    return new Linear(new int[] {register}, ONE);
  }

  static Linear constant(long[] value) {
    return F.isZero(value, 0) ? ZERO : new Linear(new int[] {0}, value.clone());
  }

  /** From terms that are already sorted, distinct and not zero. */
  static Linear ofTerms(int[] register, long[] coefficient) {
    return new Linear(register, coefficient);
  }

  int size() {
    return register.length;
  }

  boolean isConstant() {
    return size() == 0 || size() == 1 && register[0] == 0;
  }

  /** The value if this is a constant: 4 longs, Montgomery. */
  long[] constantValue() {
    return size() == 0 ? new long[4] : coefficient;
  }

  /** The register if this is that register alone, once; −1 otherwise. */
  int singleRegister() {
    return size() == 1 && register[0] != 0 && F.equal(coefficient, 0, ONE, 0) ? register[0] : -1;
  }

  Linear times(long[] k) {
    if (F.isZero(k, 0) || size() == 0) {
      return ZERO;
    }
    if (F.equal(k, 0, ONE, 0)) {
      return this;
    }
    long[] scaled = new long[coefficient.length];
    for (int i = 0; i < scaled.length; i += 4) {
      F.mul(scaled, i, coefficient, i, k, 0);
    }
    return new Linear(register, scaled);
  }

  Linear plus(Linear other) {
    return plus(other, null);
  }

  /** this + k · other. */
  Linear plusTimes(long[] k, Linear other) {
    return F.isZero(k, 0) ? this : plus(other, k);
  }

  private Linear plus(Linear other, long[] k) {
    if (other.size() == 0) {
      return this;
    }
    if (size() == 0) {
      return k == null ? other : other.times(k);
    }
    boolean minus = k != null && F.equal(k, 0, MINUS_ONE, 0);
    int[] registers = new int[size() + other.size()];
    long[] sum = new long[4 * registers.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      boolean left = j == other.size() || i < size() && register[i] <= other.register[j];
      boolean right = i == size() || j < other.size() && other.register[j] <= register[i];
      registers[n] = left ? register[i] : other.register[j];
      if (right) {
        if (k == null) {
          System.arraycopy(other.coefficient, 4 * j, sum, 4 * n, 4);
        } else if (minus) {
          F.negate(sum, 4 * n, other.coefficient, 4 * j);
        } else {
          F.mul(sum, 4 * n, other.coefficient, 4 * j, k, 0);
        }
        j++;
      }
      if (left && right) {
        F.add(sum, 4 * n, sum, 4 * n, coefficient, 4 * i);
      } else if (left) {
        System.arraycopy(coefficient, 4 * i, sum, 4 * n, 4);
      }
      if (left) {
        i++;
      }
      if (!F.isZero(sum, 4 * n)) {
        n++;
      } else {
        Arrays.fill(sum, 4 * n, 4 * n + 4, 0);
      }
    }
    return n == registers.length
        ? new Linear(registers, sum)
        : new Linear(Arrays.copyOf(registers, n), Arrays.copyOf(sum, 4 * n));
  }

  /** Σ weight_i · part_i in one pass over all terms; weights 4 longs each, Montgomery. */
  static Linear weightedSum(Linear[] parts, long[] weights) {
    if (parts.length <= FEW) {
      Linear sum = ZERO;
      for (int p = 0; p < parts.length; p++) {
        sum = sum.plusTimes(Arrays.copyOfRange(weights, 4 * p, 4 * p + 4), parts[p]);
      }
      return sum;
    }
    int terms = 0;
    for (Linear part : parts) {
      terms += part.size();
    }
    long[] order = new long[terms]; // register, then the term's place among all
    long[] scaled = new long[4 * terms];
    int n = 0;
    for (int p = 0; p < parts.length; p++) {
      for (int i = 0; i < parts[p].size(); i++, n++) {
        order[n] = (long) parts[p].register[i] << 32 | n;
        F.mul(scaled, 4 * n, parts[p].coefficient, 4 * i, weights, 4 * p);
      }
    }
    Arrays.sort(order);
    int[] registers = new int[terms];
    long[] sum = new long[4 * terms];
    int out = -1;
    for (long term : order) {
      int r = (int) (term >>> 32);
      if (out < 0 || registers[out] != r) {
        if (out < 0 || !F.isZero(sum, 4 * out)) {
          out++;
        }
        registers[out] = r;
        Arrays.fill(sum, 4 * out, 4 * out + 4, 0);
      }
      F.add(sum, 4 * out, sum, 4 * out, scaled, 4 * (int) term);
    }
    if (out >= 0 && !F.isZero(sum, 4 * out)) {
      out++;
    }
    int size = Math.max(out, 0);
    return new Linear(Arrays.copyOf(registers, size), Arrays.copyOf(sum, 4 * size));
  }
}
