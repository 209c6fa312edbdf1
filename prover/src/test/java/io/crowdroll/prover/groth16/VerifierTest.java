package io.crowdroll.prover.groth16;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.TestPoints;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.snarkjs.FileFormatException;
import io.crowdroll.prover.snarkjs.SnarkjsJson;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SECURITY.md section 2, verifier: V1 to V11, and M1; on keys and proofs of snarkjs. */
class VerifierTest {
  private static final String CIRCUIT = "multiplier1000";

  private final SplittableRandom random = new SplittableRandom(42);
  private VerifyingKey key;
  private Verifier verifier;
  private long[] signals;
  private Proof proof;

  @BeforeEach
  void aValidProof() throws IOException {
    key = Groth16Vectors.key(CIRCUIT);
    verifier = Verifier.of(key);
    Groth16Vectors.Case valid = Groth16Vectors.valid(CIRCUIT);
    signals = valid.signals().orElseThrow();
    proof = valid.proof().orElseThrow();
    assertThat(verifier.verify(signals, proof)).isTrue();
  }

  @Test
  void everyIndependentVectorGetsTheVerdictOfAStrictVerifier() throws IOException {
    int accepted = 0;
    int rejected = 0;
    for (Groth16Vectors.Case vector : Groth16Vectors.cases()) {
      boolean verdict =
          vector.signals().isPresent()
              && vector.proof().isPresent()
              && Verifier.of(Groth16Vectors.key(vector.circuit()))
                  .verify(vector.signals().get(), vector.proof().get());
      assertThat(verdict).as(vector.kind()).isEqualTo(vector.expected());
      accepted += verdict ? 1 : 0;
      rejected += verdict ? 0 : 1;
    }
    assertThat(accepted).isGreaterThan(10);
    assertThat(rejected).isGreaterThan(50);
  }

  @Test
  void v1SignalsThatAreNotBelowTheOrderAreRejected() {
    BigInteger r = Curve.ORDER;
    for (int i = 0; i < signals.length; i += 4) {
      BigInteger value = PrimeField.load(signals, i);
      assertRejectedWithSignal(i, value.add(r)); // the same residue
      assertRejectedWithSignal(i, value.add(r.shiftLeft(1)));
      assertRejectedWithSignal(i, r);
      assertRejectedWithSignal(i, BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    }
    // 0 and r are one residue: with a signal 0 only the range check tells them apart
    assertThat(verifier.isWellFormed(withSignal(0, BigInteger.ZERO), proof)).isTrue();
    assertThat(verifier.isWellFormed(withSignal(0, r), proof)).isFalse();
  }

  @Test
  void v2AnotherNumberOfSignalsIsRejected() {
    for (int longs : new int[] {0, 4, signals.length - 4, signals.length - 1, signals.length + 4}) {
      assertThat(verifier.verify(Arrays.copyOf(signals, longs), proof)).isFalse();
    }
  }

  @Test
  void v3CoordinatesThatAreNotBelowTheModulusAreRejected() {
    for (int part = 0; part < 3; part++) {
      for (int i = 0; i < points(proof, part).length; i += 4) {
        long[] changed = points(proof, part).clone();
        PrimeField.store(PrimeField.load(changed, i).add(PrimeField.FQ.modulus()), changed, i);
        assertThat(verifier.verify(signals, with(part, changed))).isFalse();
        Arrays.fill(changed, i, i + 4, -1);
        assertThat(verifier.verify(signals, with(part, changed))).isFalse();
      }
    }
  }

  @Test
  void v4PointsOffTheirCurveAreRejected() {
    for (int part = 0; part < 3; part++) {
      for (int i = 0; i < points(proof, part).length; i += 4) {
        long[] changed = points(proof, part).clone();
        PrimeField.FQ.add(changed, i, changed, i, PrimeField.FQ.one(), 0);
        assertThat(verifier.isWellFormed(signals, with(part, changed))).isFalse();
        assertThat(verifier.verify(signals, with(part, changed))).isFalse();
      }
    }
  }

  @Test
  void v5BOutsideTheSubgroupIsRejected() {
    long[] outside = TestPoints.onTwist(random);
    assertThat(Curve.G2.isOnCurve(outside, 0)).isTrue();
    assertThat(verifier.isWellFormed(signals, with(1, outside))).isFalse();
    assertThat(verifier.verify(signals, with(1, outside))).isFalse();
    // B plus a point of the cofactor's order, for which a pairing may well give the same value
    long[] order = new long[4];
    PrimeField.store(Curve.ORDER, order, 0);
    Curve.G2.multiply(outside, 0, outside, 0, order, 0);
    Curve.G2.add(outside, 0, outside, 0, proof.b(), 0);
    assertThat(Curve.G2.isOnCurve(outside, 0)).isTrue();
    assertThat(verifier.verify(signals, with(1, outside))).isFalse();
    // paired with infinity, where its value plays no part
    assertThat(verifier.verify(signals, new Proof(new long[8], outside, proof.c()))).isFalse();
  }

  @Test
  void v6InfinityIsRejectedInEveryPlace() {
    for (int places = 1; places < 8; places++) {
      Proof changed =
          new Proof(
              (places & 1) == 0 ? proof.a() : new long[8],
              (places & 2) == 0 ? proof.b() : new long[16],
              (places & 4) == 0 ? proof.c() : new long[8]);
      assertThat(verifier.isWellFormed(signals, changed)).isFalse();
      assertThat(verifier.verify(signals, changed)).isFalse();
    }
  }

  @Test
  void v7PartsSwappedNegatedOrScaledAreRejected() {
    assertThat(verifier.verify(signals, new Proof(proof.c(), proof.b(), proof.a()))).isFalse();
    long[] swapped = new long[16];
    for (int i = 0; i < 16; i += 4) {
      System.arraycopy(proof.b(), i, swapped, i ^ 4, 4);
    }
    assertThat(verifier.verify(signals, with(1, swapped))).isFalse();
    long[] exchanged = signals.clone();
    System.arraycopy(signals, 0, exchanged, 4, 4);
    System.arraycopy(signals, 4, exchanged, 0, 4);
    assertThat(verifier.verify(exchanged, proof)).isFalse();
    long[] a = new long[8];
    Curve.G1.negate(a, 0, proof.a(), 0);
    assertThat(verifier.verify(signals, with(0, a))).isFalse();
    Curve.G1.multiply(a, 0, proof.a(), 0, BigInteger.valueOf(3));
    assertThat(verifier.verify(signals, with(0, a))).isFalse();
  }

  @Test
  void v8RandomGroupElementsAreRejected() {
    for (int round = 0; round < 3; round++) {
      Proof forged =
          new Proof(
              TestPoints.point(Curve.G1, random),
              TestPoints.point(Curve.G2, random),
              TestPoints.point(Curve.G1, random));
      assertThat(verifier.isWellFormed(signals, forged)).isTrue();
      assertThat(verifier.verify(signals, forged)).isFalse();
    }
  }

  @Test
  void v9AnotherKeyRejects() throws IOException {
    VerifyingKey other = Groth16Vectors.key("multiplier1000b");
    if (other.nPublic() == key.nPublic()) {
      assertThat(Verifier.of(other).verify(signals, proof)).isFalse();
    }
    // the same key with other IC points, then with one removed
    long[] ic = key.ic().clone();
    System.arraycopy(key.ic(), 8, ic, 16, 8);
    assertThat(Verifier.of(withIc(key.nPublic(), ic)).verify(signals, proof)).isFalse();
    VerifyingKey shorter = withIc(key.nPublic() - 1, Arrays.copyOf(key.ic(), key.ic().length - 8));
    assertThat(Verifier.of(shorter).verify(signals, proof)).isFalse();
    assertThat(Verifier.of(shorter).verify(Arrays.copyOf(signals, signals.length - 4), proof))
        .isFalse();
  }

  @Test
  void v10KeysThatAreNotSaneAreRefusedWhenLoaded() {
    long[] twist = TestPoints.onTwist(random);
    assertRefused(
        new VerifyingKey(
            key.nPublic(), new long[8], key.beta2(), key.gamma2(), key.delta2(), key.ic()),
        "α is infinity");
    assertRefused(withG2(new long[16], key.gamma2(), key.delta2()), "β is infinity");
    assertRefused(withG2(key.beta2(), new long[16], key.delta2()), "γ is infinity");
    assertRefused(withG2(key.beta2(), key.gamma2(), new long[16]), "δ is infinity");
    assertRefused(withG2(twist, key.gamma2(), key.delta2()), "β is no point");
    assertRefused(withG2(key.beta2(), twist, key.delta2()), "γ is no point");
    assertRefused(withG2(key.beta2(), key.gamma2(), twist), "δ is no point");
    assertRefused(withG2(key.beta2(), key.gamma2(), key.gamma2()), "δ equals γ");
    assertRefused(withG2(key.beta2(), key.delta2(), Curve.G2.generator()), "δ is the generator");
    long[] ic = key.ic().clone();
    ic[8 * key.nPublic()] ^= 1;
    assertRefused(withIc(key.nPublic(), ic), "IC " + key.nPublic() + " is no point");
    Arrays.fill(ic, 8, 16, 0);
    assertRefused(withIc(key.nPublic(), ic), "IC 1 is infinity");
    assertThatThrownBy(() -> withIc(key.nPublic() + 1, key.ic()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Verifier.flaw(key)).isEmpty();
  }

  @Test
  void v11InputsOfWrongLengthAreRejectedWithoutAnUncheckedException() {
    assertThat(verifier.verify(null, proof)).isFalse();
    assertThat(verifier.verify(signals, null)).isFalse();
    assertTimeout(
        Duration.ofMillis(50),
        () -> assertThat(verifier.verify(new long[1_250_000], proof)).isFalse());
    byte[] json =
        "{\"pi_a\":[\"1\",\"2\",\"1\"],\"pi_b\":[[\"1\",\"0\"],[\"1\",\"0\"],[\"1\",\"0\"]],\"pi_c\":[\"1\",\"2\",\"1\"],\"protocol\":\"groth16\",\"curve\":\"bn128\"}"
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < json.length; length++) {
      byte[] truncated = Arrays.copyOf(json, length);
      assertThatThrownBy(() -> SnarkjsJson.readProof("proof", truncated))
          .isInstanceOf(FileFormatException.class);
    }
    byte[] trailing = Arrays.copyOf(json, json.length + 1);
    trailing[json.length] = 'x';
    assertThatThrownBy(() -> SnarkjsJson.readProof("proof", trailing))
        .isInstanceOf(FileFormatException.class);
    byte[] large = new byte[10_000_000];
    Arrays.fill(large, (byte) '[');
    assertTimeout(
        Duration.ofMillis(50),
        () ->
            assertThatThrownBy(() -> SnarkjsJson.readProof("proof", large))
                .isInstanceOf(FileFormatException.class));
  }

  /** By design of Groth16: a proof is never an identifier. */
  @Test
  void m1ProofsThatAnyoneMakesFromAValidOneVerify() {
    long[] a = new long[8];
    long[] b = new long[16];
    long[] c = new long[8];
    Curve.G1.negate(a, 0, proof.a(), 0);
    Curve.G2.negate(b, 0, proof.b(), 0);
    assertThat(verifier.verify(signals, new Proof(a, b, proof.c()))).isTrue();
    BigInteger k = BigInteger.valueOf(12345);
    Curve.G1.multiply(a, 0, proof.a(), 0, k);
    Curve.G2.multiply(b, 0, proof.b(), 0, k.modInverse(Curve.ORDER));
    assertThat(verifier.verify(signals, new Proof(a, b, proof.c()))).isTrue();
    Curve.G2.multiply(b, 0, key.delta2(), 0, k);
    Curve.G2.add(b, 0, b, 0, proof.b(), 0);
    Curve.G1.multiply(c, 0, proof.a(), 0, k);
    Curve.G1.add(c, 0, c, 0, proof.c(), 0);
    assertThat(verifier.verify(signals, new Proof(proof.a(), b, c))).isTrue();
    assertThat(verifier.verify(signals, new Proof(proof.a(), b, proof.c()))).isFalse();
  }

  private void assertRejectedWithSignal(int i, BigInteger value) {
    if (value.bitLength() <= 256) {
      assertThat(verifier.verify(withSignal(i, value), proof)).isFalse();
    }
  }

  private long[] withSignal(int i, BigInteger value) {
    long[] changed = signals.clone();
    PrimeField.store(value, changed, i);
    return changed;
  }

  private static long[] points(Proof proof, int part) {
    return part == 0 ? proof.a() : part == 1 ? proof.b() : proof.c();
  }

  private Proof with(int part, long[] points) {
    return new Proof(
        part == 0 ? points : proof.a(),
        part == 1 ? points : proof.b(),
        part == 2 ? points : proof.c());
  }

  private VerifyingKey withIc(int nPublic, long[] ic) {
    return new VerifyingKey(nPublic, key.alpha1(), key.beta2(), key.gamma2(), key.delta2(), ic);
  }

  private VerifyingKey withG2(long[] beta, long[] gamma, long[] delta) {
    return new VerifyingKey(key.nPublic(), key.alpha1(), beta, gamma, delta, key.ic());
  }

  private static void assertRefused(VerifyingKey key, String reason) {
    assertThatThrownBy(() -> Verifier.of(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
