package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.FixedBase;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.PowersOfTau;
import io.crowdroll.prover.poly.Domain;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/**
 * Powers of a τ that the test knows, prepared for phase 2: in seconds, where snarkjs takes minutes.
 * The Lagrange bases at τ are the inverse transforms of τ's powers.
 */
final class DevelopmentPowers {
  private static final PrimeField FR = PrimeField.FR;
  private static final int LIMBS = PrimeField.LIMBS;
  private static final FixedBase G1 = FixedBase.g1(Curve.G1.generator());
  private static final FixedBase G2 = FixedBase.g2(Curve.G2.generator());

  private final long[] tau;
  private final long[] alpha;
  private final long[] beta;
  private final Arena arena;
  private final ForkJoinPool pool;

  private DevelopmentPowers(BigInteger tau, BigInteger alpha, BigInteger beta, Arena arena) {
    this.tau = FR.fromBigInteger(tau);
    this.alpha = FR.fromBigInteger(alpha);
    this.beta = FR.fromBigInteger(beta);
    this.arena = arena;
    this.pool = ForkJoinPool.commonPool();
  }

  static PowersOfTau of(int power, Arena arena) {
    return new DevelopmentPowers(
            new BigInteger("314159265358979323846264338327950288419716939937510"),
            new BigInteger("271828182845904523536028747135266249775724709369995"),
            new BigInteger("141421356237309504880168872420969807856967187537694"),
            arena)
        .make(power);
  }

  private PowersOfTau make(int power) {
    int n = 1 << power;
    long[] powers = powers(2 * n - 1);
    long[] lower = Arrays.copyOf(powers, LIMBS * n);
    long[] bases = bases(power + 1);
    long[] lowerBases = Arrays.copyOf(bases, LIMBS * (2 * n - 1));
    return new PowersOfTau(
        power,
        power,
        points(G1, powers, 64),
        points(G2, lower, 128),
        points(G1, times(lower, alpha), 64),
        points(G1, times(lower, beta), 64),
        points(G2, beta, 128),
        new PowersOfTau.Lagrange(
            points(G1, bases, 64),
            points(G2, lowerBases, 128),
            points(G1, times(lowerBases, alpha), 64),
            points(G1, times(lowerBases, beta), 64)),
        new byte[4]);
  }

  /** 1, τ, τ², … */
  private long[] powers(int count) {
    long[] out = Arrays.copyOf(FR.one(), LIMBS * count);
    for (int i = 1; i < count; i++) {
      FR.mul(out, LIMBS * i, out, LIMBS * (i - 1), tau, 0);
    }
    return out;
  }

  /** The Lagrange bases of 1, 2, … 2^top points at τ, in a row. */
  private long[] bases(int top) {
    long[] out = new long[LIMBS * ((2 << top) - 1)];
    for (int k = 0; k <= top; k++) {
      // L_i(τ) = 1/n Σ_j (τ/ω^i)^j: the inverse transform of the powers
      long[] values = powers(1 << k);
      Domain.ofSize(k).inverse(values, pool);
      System.arraycopy(values, 0, out, LIMBS * ((1 << k) - 1), values.length);
    }
    return out;
  }

  private static long[] times(long[] values, long[] factor) {
    long[] out = new long[values.length];
    for (int i = 0; i < values.length; i += LIMBS) {
      FR.mul(out, i, values, i, factor, 0);
    }
    return out;
  }

  private MemorySegment points(FixedBase base, long[] montgomery, int bytes) {
    int count = montgomery.length / LIMBS;
    long[] plain = new long[montgomery.length];
    for (int i = 0; i < plain.length; i += LIMBS) {
      FR.toPlain(plain, i, montgomery, i);
    }
    MemorySegment out = arena.allocate((long) count * bytes, 8);
    base.multiply(out, plain, 0, count, pool);
    return out;
  }
}
