package io.crowdroll.prover.groth16;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SetupTest {
  private static final BigInteger R = Curve.ORDER;
  private static final int N = 8;
  private final Arena arena = Arena.ofAuto();
  private final ForkJoinPool pool = ForkJoinPool.commonPool();
  private final R1cs r1cs = SmallCircuit.r1cs();

  @Test
  void provesWhatHoldsAndBindsEveryPublicSignal() {
    ProvingKey key = Setup.development(r1cs, new SplittableRandom(1), arena, pool);
    assertThat(key.domainSize()).isEqualTo(N);
    assertThat(KeyCheck.firstFlaw(key, pool)).isEmpty();
    Verifier verifier = Verifier.of(key.verifyingKey());
    BigInteger[] witness = SmallCircuit.witness(5, 11, 99);
    Proof proof = ReferenceProver.prove(r1cs, key, witness);
    assertThat(verifier.verify(ReferenceProver.signals(witness, 2), proof)).isTrue();
    // the signal that no constraint uses is bound by its own row
    assertThat(verifier.verify(ReferenceProver.signals(SmallCircuit.witness(5, 11, 98), 2), proof))
        .isFalse();
    witness[1] = witness[1].add(BigInteger.ONE);
    assertThat(verifier.verify(ReferenceProver.signals(witness, 2), proof)).isFalse();
    // an unsatisfied witness gives no proof
    Proof wrong = ReferenceProver.prove(r1cs, key, witness);
    assertThat(verifier.verify(ReferenceProver.signals(witness, 2), wrong)).isFalse();
  }

  /** Why the rows of the public signals are there: without them IC of the unused one vanishes. */
  @Test
  void aKeyWithAFreePublicSignalIsRefused() {
    long[] ic = new long[24];
    System.arraycopy(Curve.G1.generator(), 0, ic, 0, 8);
    System.arraycopy(Curve.G1.generator(), 0, ic, 16, 8);
    assertThatThrownBy(() -> KeyFrame.requireFinite(ic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("public signal 1");
    System.arraycopy(Curve.G1.generator(), 0, ic, 8, 8);
    assertThat(KeyFrame.requireFinite(ic)).isSameAs(ic);
  }

  @Test
  void oneSeedGivesOneKey() {
    ProvingKey one = Setup.development(r1cs, new SplittableRandom(7), arena, pool);
    ProvingKey same = Setup.development(r1cs, new SplittableRandom(7), arena, pool);
    ProvingKey other = Setup.development(r1cs, new SplittableRandom(8), arena, pool);
    assertThat(same.verifyingKey()).isEqualTo(one.verifyingKey());
    assertThat(bytes(same.h())).isEqualTo(bytes(one.h()));
    assertThat(other.verifyingKey()).isNotEqualTo(one.verifyingKey());
    assertThat(bytes(other.h())).isNotEqualTo(bytes(one.h()));
  }

  /** The key from powers of tau is, byte for byte, that from the secrets behind them with δ = 1. */
  @Test
  void powersOfTauGiveTheKeyOfTheirSecrets() {
    BigInteger tau = new BigInteger("123456789012345678901234567890123456789");
    BigInteger alpha = new BigInteger("987654321987654321987654321");
    BigInteger beta = new BigInteger("55555333331111177777");
    PowersOfTau powers = TestPowers.of(4, tau, alpha, beta);
    ProvingKey key = PowersSetup.start(r1cs, powers, arena, pool);
    ProvingKey expected =
        Setup.withSecrets(
            r1cs,
            new Setup.Secrets(element(tau), element(alpha), element(beta), element(BigInteger.ONE)),
            arena,
            pool);
    assertThat(key.verifyingKey()).isEqualTo(expected.verifyingKey());
    assertThat(key.beta1()).isEqualTo(expected.beta1());
    assertThat(key.delta1()).isEqualTo(expected.delta1());
    assertThat(bytes(key.coefficients())).isEqualTo(bytes(expected.coefficients()));
    assertThat(bytes(key.a())).isEqualTo(bytes(expected.a()));
    assertThat(bytes(key.b1())).isEqualTo(bytes(expected.b1()));
    assertThat(bytes(key.b2())).isEqualTo(bytes(expected.b2()));
    assertThat(bytes(key.c())).isEqualTo(bytes(expected.c()));
    assertThat(bytes(key.h())).isEqualTo(bytes(expected.h()));
    // before any contribution anyone can forge, and the verifier knows
    assertThatThrownBy(() -> Verifier.of(key.verifyingKey())).hasMessageContaining("phase 2");
  }

  @Test
  void tooFewOrUnpreparedPowersAreRefused() {
    PowersOfTau few = TestPowers.of(2, BigInteger.TEN, BigInteger.TWO, BigInteger.TWO);
    assertThatThrownBy(() -> PowersSetup.start(r1cs, few, arena, pool))
        .hasMessageContaining("the circuit needs 2^3");
    PowersOfTau unprepared =
        new PowersOfTau(
            4,
            4,
            few.tauG1(),
            few.tauG2(),
            few.alphaTauG1(),
            few.betaTauG1(),
            few.betaG2(),
            null,
            new byte[4]);
    assertThatThrownBy(() -> PowersSetup.start(r1cs, unprepared, arena, pool))
        .hasMessageContaining("not prepared");
  }

  /**
   * S2: who knows τ, α and β, but not δ, proves a false statement: C_w = n_w [1/δ]₁ with a known
   * n_w. So no phase 2 rescues a key whose phase 1 was made in memory.
   */
  @Test
  void s2WhoKnowsPhase1ForgesWhateverPhase2Followed() {
    BigInteger tau = new BigInteger("31415926535897932384626433");
    BigInteger alpha = new BigInteger("27182818284590452353602874");
    BigInteger beta = new BigInteger("16180339887498948482045868");
    BigInteger unknownDelta = new BigInteger("141421356237309504880168872420969807856967");
    ProvingKey key =
        Setup.withSecrets(
            r1cs,
            new Setup.Secrets(element(tau), element(alpha), element(beta), element(unknownDelta)),
            arena,
            pool);
    // wire 3 (x): a = L_0, b = L_1, c = 0
    BigInteger known =
        beta.multiply(ReferenceProver.lagrange(3, 0, tau))
            .add(alpha.multiply(ReferenceProver.lagrange(3, 1, tau)))
            .mod(R);
    long[] inverseOfDelta = ReferenceProver.point(Curve.G1, key.c(), 0);
    Curve.G1.multiply(inverseOfDelta, 0, inverseOfDelta, 0, known.modInverse(R));
    // A = [x]₁, B = [y]₂, C = [(xy − αβ − Σ s_i ic_i) / δ]₁ for signals that nobody can compute
    BigInteger[] statement = {BigInteger.ONE, BigInteger.valueOf(1234), BigInteger.valueOf(5678)};
    BigInteger x = BigInteger.valueOf(111);
    BigInteger y = BigInteger.valueOf(222);
    BigInteger numerator = x.multiply(y).subtract(alpha.multiply(beta));
    for (int s = 0; s < 3; s++) {
      numerator = numerator.subtract(statement[s].multiply(ic(s, tau, alpha, beta)));
    }
    long[] a = new long[8];
    long[] b = new long[16];
    long[] c = new long[8];
    Curve.G1.multiply(a, 0, Curve.G1.generator(), 0, x);
    Curve.G2.multiply(b, 0, Curve.G2.generator(), 0, y);
    Curve.G1.multiply(c, 0, inverseOfDelta, 0, numerator);
    long[] signals = ReferenceProver.signals(statement, 2);
    assertThat(Verifier.of(key.verifyingKey()).verify(signals, new Proof(a, b, c))).isTrue();
  }

  // β a_s + α b_s + c_s of the public wires 1, out, unused
  private static BigInteger ic(int s, BigInteger tau, BigInteger alpha, BigInteger beta) {
    BigInteger a = ReferenceProver.lagrange(3, 2 + s, tau);
    BigInteger b = BigInteger.ZERO;
    BigInteger c = BigInteger.ZERO;
    if (s == 0) {
      b =
          BigInteger.valueOf(-7)
              .multiply(ReferenceProver.lagrange(3, 0, tau))
              .add(R.divide(BigInteger.valueOf(3)).multiply(ReferenceProver.lagrange(3, 1, tau)));
    }
    if (s == 1) {
      c = ReferenceProver.lagrange(3, 1, tau);
    }
    return beta.multiply(a).add(alpha.multiply(b)).add(c).mod(R);
  }

  private static long[] element(BigInteger value) {
    return PrimeField.FR.fromBigInteger(value);
  }

  private static byte[] bytes(MemorySegment segment) {
    return segment.toArray(ValueLayout.JAVA_BYTE);
  }
}
