package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;

/**
 * An EdDSA signature over Baby Jubjub with Poseidon as hash, as circomlib's verifier expects it: S
 * · B8 = R8 + 8 h A. Plain numbers, for tests alone: nonce and key are given.
 */
record ReferenceSignature(BigInteger[] a, BigInteger[] r8, BigInteger s, BigInteger message) {
  private static final BigInteger P = Curve.ORDER;
  private static final BigInteger A = BigInteger.valueOf(168_700);
  private static final BigInteger D = BigInteger.valueOf(168_696);
  private static final BigInteger SUBORDER =
      new BigInteger(
          "2736030358979909402780800718157159386076813972158567259200215660948447373041");
  private static final BigInteger[] B8 = {
    new BigInteger("5299619240641551281634865583518297030282874472190772894086521144482721001553"),
    new BigInteger("16950150798460657717958625567821834550301663161624707787222815936182638968203")
  };

  static ReferenceSignature of(BigInteger key, BigInteger nonce, BigInteger message) {
    BigInteger[] a = times(B8, key);
    BigInteger[] r8 = times(B8, nonce);
    BigInteger h = Poseidon.hash(r8[0], r8[1], a[0], a[1], message);
    BigInteger s = nonce.add(h.multiply(key).shiftLeft(3)).mod(SUBORDER);
    return new ReferenceSignature(a, r8, s, message);
  }

  private static BigInteger[] times(BigInteger[] point, BigInteger k) {
    BigInteger[] sum = {BigInteger.ZERO, BigInteger.ONE};
    for (int bit = k.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum);
      if (k.testBit(bit)) {
        sum = add(sum, point);
      }
    }
    return sum;
  }

  private static BigInteger[] add(BigInteger[] p, BigInteger[] q) {
    BigInteger product = D.multiply(p[0]).multiply(q[0]).multiply(p[1]).multiply(q[1]);
    BigInteger x = p[0].multiply(q[1]).add(p[1].multiply(q[0]));
    BigInteger y = p[1].multiply(q[1]).subtract(A.multiply(p[0]).multiply(q[0]));
    return new BigInteger[] {
      x.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
      y.multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P)
    };
  }
}
