package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * EdDSA over Baby Jubjub with Poseidon, the scheme of circomlib: S·B = R8 + h·8A with h =
 * Poseidon(R8x, R8y, Ax, Ay, message) and S &lt; l. Beyond circomlib it holds A and R8 on the
 * curve, and both it and this hold 8A ≠ 0.
 */
public final class EdDsaPoseidon {
  private static final BigInteger BASE_X =
      new BigInteger(
          "5299619240641551281634865583518297030282874472190772894086521144482721001553");
  private static final BigInteger BASE_Y =
      new BigInteger(
          "16950150798460657717958625567821834550301663161624707787222815936182638968203");

  private EdDsaPoseidon() {}

  /** A public key as two coordinates that nothing constrains yet. */
  public record Key(Variable x, Variable y) {}

  /** A signature, unconstrained: a point R8 and a number S. */
  public record Signature(Variable r8x, Variable r8y, Variable s) {}

  /** The signature is valid. 4,366 constraints. */
  public static void verify(Api api, Key key, Signature signature, Variable message) {
    try (var _ = api.scope("EdDSA")) {
      JubjubPoint a = JubjubPoint.require(api, key.x(), key.y());
      JubjubPoint r8 = JubjubPoint.require(api, signature.r8x(), signature.r8y());
      Bit[] s = Bits.splitBelow(api, signature.s(), JubjubPoint.ORDER);
      JubjubPoint a8 = eightTimes(api, a);
      // x = 0 is only (0, ±1), and of these only (0, 1) is eight times a point
      Equality.assertNotZero(api, a8.x());
      FixedBase.times(api, s, BASE_X, BASE_Y)
          .assertEqual(api, r8.add(api, a8.times(api, challenge(api, key, signature, message))));
    }
  }

  /**
   * Whether the signature is valid, for every value of the inputs: what is not a point or not below
   * l makes it 0, not the circuit unsatisfiable. 4,546 constraints.
   */
  public static Bit isValid(Api api, Key key, Signature signature, Variable message) {
    try (var _ = api.scope("EdDSA, total")) {
      JubjubPoint base = JubjubPoint.constant(api, BASE_X, BASE_Y);
      Bit keyOnCurve = JubjubPoint.isOnCurve(api, key.x(), key.y());
      Bit r8OnCurve = JubjubPoint.isOnCurve(api, signature.r8x(), signature.r8y());
      // the operations need points: where there is none, compute on with another
      JubjubPoint a = JubjubPoint.orElse(api, keyOnCurve, key.x(), key.y(), base);
      JubjubPoint r8 = JubjubPoint.orElse(api, r8OnCurve, signature.r8x(), signature.r8y(), base);
      Bit[] s = Bits.splitStrict(api, signature.s());
      Bit inRange = Bits.isBelow(api, s, JubjubPoint.ORDER);
      JubjubPoint a8 = eightTimes(api, a);
      Bit notSmall = Equality.isZero(api, a8.x()).not(api);
      Bit[] low = Arrays.copyOf(s, JubjubPoint.ORDER.bitLength());
      Bit equation =
          FixedBase.times(api, low, BASE_X, BASE_Y)
              .isEqual(api, r8.add(api, a8.times(api, challenge(api, key, signature, message))));
      return Bit.all(api, keyOnCurve, r8OnCurve, inRange, notSmall, equation);
    }
  }

  private static JubjubPoint eightTimes(Api api, JubjubPoint point) {
    return point.twice(api).twice(api).twice(api);
  }

  private static Bit[] challenge(Api api, Key key, Signature signature, Variable message) {
    Variable hash =
        PoseidonHash.hash(api, signature.r8x(), signature.r8y(), key.x(), key.y(), message);
    return Bits.splitStrict(api, hash);
  }
}
