package io.crowdroll.prover.groth16;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Jacobian;
import io.crowdroll.prover.curve.MultiScalar;
import io.crowdroll.prover.curve.Pairing;
import io.crowdroll.prover.field.PrimeField;
import java.util.Arrays;
import java.util.Optional;

/**
 * Verifies Groth16 proofs under one key (Groth, "On the Size of Pairing-based Non-interactive
 * Arguments", EUROCRYPT 2016): e(A, B) = e(α, β) e(Σ s_i IC_i, γ) e(C, δ), as one product of
 * pairings with the lines of β, γ and δ kept. Immutable, shared by threads.
 *
 * <p>It is strict: whatever is not the one encoding of a statement and a proof is rejected — number
 * of signals, signals not below r, coordinates not below q, points off the curve, at infinity, or
 * (B) outside the subgroup. A proof is no identifier all the same: anyone can make another valid
 * proof of the same statement from a valid one.
 */
public final class Verifier {
  private static final int LIMBS = PrimeField.LIMBS;

  private final VerifyingKey key;
  private final MultiScalar ic;
  private final Pairing.Prepared beta;
  private final Pairing.Prepared gamma;
  private final Pairing.Prepared delta;
  private final Pairing alphaBeta;

  private Verifier(VerifyingKey key) {
    this.key = key;
    ic = new MultiScalar(Curve.G1, key.ic(), key.nPublic() + 1);
    beta = new Pairing.Prepared(key.beta2(), 0);
    gamma = new Pairing.Prepared(key.gamma2(), 0);
    delta = new Pairing.Prepared(key.delta2(), 0);
    alphaBeta = new Pairing();
    alphaBeta.multiply(key.alpha1(), new long[0], 0, beta);
  }

  /**
   * A verifier for a key.
   *
   * @throws IllegalArgumentException naming what is wrong, if {@link #flaw} finds something
   */
  public static Verifier of(VerifyingKey key) {
    Optional<String> flaw = flaw(key);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException("unsafe verifying key: " + flaw.get());
    }
    return ofSound(key);
  }

  /** The same for a key without {@link #flaw}. */
  static Verifier ofSound(VerifyingKey key) {
    return new Verifier(key);
  }

  /**
   * What makes a key unfit to verify with: points that are none of their group, infinity, or a δ
   * that phase 2 has not touched (equal to γ or to the generator: anyone can forge).
   */
  public static Optional<String> flaw(VerifyingKey key) {
    return pointFlaw("α", Curve.G1, key.alpha1(), 0)
        .or(() -> pointFlaw("β", Curve.G2, key.beta2(), 0))
        .or(() -> pointFlaw("γ", Curve.G2, key.gamma2(), 0))
        .or(() -> pointFlaw("δ", Curve.G2, key.delta2(), 0))
        .or(
            () -> {
              for (int i = 0; i <= key.nPublic(); i++) {
                Optional<String> flaw = pointFlaw("IC " + i, Curve.G1, key.ic(), i * 8);
                if (flaw.isPresent()) {
                  return flaw;
                }
              }
              if (Arrays.equals(key.delta2(), key.gamma2())) {
                return Optional.of("δ equals γ, phase 2 was left out");
              }
              if (Arrays.equals(key.delta2(), Curve.G2.generator())) {
                return Optional.of("δ is the generator, phase 2 was left out");
              }
              return Optional.empty();
            });
  }

  private static Optional<String> pointFlaw(String name, Curve curve, long[] points, int i) {
    if (curve.isInfinity(points, i)) {
      return Optional.of(name + " is infinity");
    }
    return curve.contains(points, i)
        ? Optional.empty()
        : Optional.of(name + " is no point of " + curve);
  }

  public VerifyingKey key() {
    return key;
  }

  /**
   * Whether the proof shows the statement. False for any input that is malformed, null included;
   * throws nothing.
   *
   * @param publicSignals 4 longs each, plain, least significant first
   */
  public boolean verify(long[] publicSignals, Proof proof) {
    if (!isWellFormed(publicSignals, proof)) {
      return false;
    }
    long[] scalars = new long[(key.nPublic() + 1) * LIMBS];
    scalars[0] = 1;
    System.arraycopy(publicSignals, 0, scalars, LIMBS, publicSignals.length);
    // e(−A, B) e(Σ s_i IC_i, γ) e(C, δ) e(α, β) = 1
    long[] p = new long[3 * 8];
    Curve.G1.negate(p, 0, proof.a(), 0);
    sumOfInputs(p, 8, scalars);
    System.arraycopy(proof.c(), 0, p, 16, 8);
    Pairing product = new Pairing();
    product.multiply(p, proof.b(), 1, gamma, delta);
    product.multiply(alphaBeta);
    return product.isOne();
  }

  /** Whether the inputs are encodings as they must be: everything but the equation itself. */
  boolean isWellFormed(long[] publicSignals, Proof proof) {
    if (publicSignals == null
        || proof == null
        || publicSignals.length != (long) key.nPublic() * LIMBS) {
      return false;
    }
    for (int i = 0; i < publicSignals.length; i += LIMBS) {
      if (!PrimeField.FR.isCanonical(publicSignals, i)) {
        return false;
      }
    }
    return isFinitePoint(Curve.G1, proof.a())
        && isFinitePoint(Curve.G1, proof.c())
        && isFinitePoint(Curve.G2, proof.b());
  }

  private static boolean isFinitePoint(Curve curve, long[] p) {
    return !curve.isInfinity(p, 0) && curve.contains(p, 0);
  }

  /** out = Σ k_i IC_i; plain scalars, that of the constant 1 first. */
  void sumOfInputs(long[] out, int o, long[] scalars) {
    Jacobian sum = new Jacobian(Curve.G1);
    ic.sum(sum, scalars, 0);
    sum.toAffine(out, o);
  }

  Pairing.Prepared beta() {
    return beta;
  }

  Pairing.Prepared gamma() {
    return gamma;
  }

  Pairing.Prepared delta() {
    return delta;
  }

  /** Whether two keys come from one phase 1, so that their batches share Miller loops. */
  boolean sharesPhase1(Verifier other) {
    return Arrays.equals(key.alpha1(), other.key.alpha1())
        && Arrays.equals(key.beta2(), other.key.beta2())
        && Arrays.equals(key.gamma2(), other.key.gamma2());
  }
}
