package io.crowdroll.prover.groth16;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.groth16.BatchVerifier.Claim;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class BatchVerifierTest {
  private final BatchVerifier batch =
      new BatchVerifier(new SecureRandom(), ForkJoinPool.commonPool());

  /** All vectors in one batch: two keys, all ways to be wrong; the verdicts are the single ones. */
  @Test
  void namesExactlyTheClaimsThatAreFalse() throws IOException {
    List<Claim> claims = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    Verifier first = Verifier.of(Groth16Vectors.key("multiplier1000"));
    Verifier second = Verifier.of(Groth16Vectors.key("multiplier1000b"));
    for (Groth16Vectors.Case vector : Groth16Vectors.cases()) {
      if (vector.signals().isPresent() && vector.proof().isPresent()) {
        if (!vector.expected()) {
          expected.add(claims.size());
        }
        Verifier verifier = vector.circuit().equals("multiplier1000") ? first : second;
        claims.add(new Claim(verifier, vector.signals().get(), vector.proof().get()));
      }
    }
    assertThat(batch.rejected(claims)).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(30);
    List<Claim> valid = new ArrayList<>(claims);
    expected.reversed().forEach(i -> valid.remove((int) i));
    assertThat(batch.rejected(valid)).isEmpty();
    assertThat(valid).hasSizeGreaterThan(10);
    assertThat(batch.rejected(List.of())).isEmpty();
    valid.add(new Claim(first, null, null));
    assertThat(batch.rejected(valid)).containsExactly(valid.size() - 1);
  }

  /**
   * C + X in one proof and C − X in another: without randomisers their product would still hold.
   */
  @Test
  void errorsThatCancelAreFound() throws IOException {
    Verifier verifier = Verifier.of(Groth16Vectors.key("multiplier1000"));
    Groth16Vectors.Case valid = Groth16Vectors.valid("multiplier1000");
    Proof proof = valid.proof().orElseThrow();
    long[] plus = new long[8];
    long[] minus = new long[8];
    Curve.G1.add(plus, 0, proof.c(), 0, Curve.G1.generator(), 0);
    Curve.G1.negate(minus, 0, Curve.G1.generator(), 0);
    Curve.G1.add(minus, 0, minus, 0, proof.c(), 0);
    long[] signals = valid.signals().orElseThrow();
    List<Claim> claims =
        List.of(
            new Claim(verifier, signals, new Proof(proof.a(), proof.b(), plus)),
            new Claim(verifier, signals, proof),
            new Claim(verifier, signals, new Proof(proof.a(), proof.b(), minus)));
    assertThat(batch.rejected(claims)).containsExactly(0, 2);
  }

  /** A key of another phase 2 (δ' = kδ, C' = C/k) in the same batch: γ and β are shared. */
  @Test
  void keysOfOnePhase1ShareABatch() throws IOException {
    VerifyingKey key = Groth16Vectors.key("multiplier1000");
    Groth16Vectors.Case valid = Groth16Vectors.valid("multiplier1000");
    Proof proof = valid.proof().orElseThrow();
    BigInteger k = BigInteger.valueOf(987654321);
    long[] delta = new long[16];
    long[] c = new long[8];
    Curve.G2.multiply(delta, 0, key.delta2(), 0, k);
    Curve.G1.multiply(c, 0, proof.c(), 0, k.modInverse(Curve.ORDER));
    Verifier first = Verifier.of(key);
    Verifier second =
        Verifier.of(
            new VerifyingKey(
                key.nPublic(), key.alpha1(), key.beta2(), key.gamma2(), delta, key.ic()));
    assertThat(first.sharesPhase1(second)).isTrue();
    long[] signals = valid.signals().orElseThrow();
    Claim one = new Claim(first, signals, proof);
    Claim two = new Claim(second, signals, new Proof(proof.a(), proof.b(), c));
    assertThat(batch.rejected(List.of(one, two, one))).isEmpty();
    Claim wrong = new Claim(second, signals, proof);
    assertThat(batch.rejected(List.of(one, wrong, two))).containsExactly(1);
  }
}
