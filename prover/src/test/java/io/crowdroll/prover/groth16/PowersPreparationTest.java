package io.crowdroll.prover.groth16;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** That the result is snarkjs's byte for byte: CeremonyInteropTest. */
class PowersPreparationTest {
  private final BigInteger tau = new BigInteger("2718281828459045235360287471352662497757");
  private final PowersOfTau expected =
      TestPowers.of(4, tau, BigInteger.valueOf(1234567), BigInteger.valueOf(7654321));

  @Test
  void theBasesAreTheLagrangePolynomialsAtTau() {
    PowersOfTau made =
        PowersPreparation.prepare(expected, Arena.ofAuto(), ForkJoinPool.commonPool());
    assertThat(made.lagrange().tauG2().mismatch(expected.lagrange().tauG2())).isEqualTo(-1);
    assertThat(made.lagrange().alphaTauG1().mismatch(expected.lagrange().alphaTauG1()))
        .isEqualTo(-1);
    assertThat(made.lagrange().betaTauG1().mismatch(expected.lagrange().betaTauG1())).isEqualTo(-1);
    // the last, doubled domain lacks a power
    long exact = 64 * ((1 << 5) - 1);
    assertThat(made.lagrange().tauG1().mismatch(expected.lagrange().tauG1())).isEqualTo(exact);
  }

  @Test
  void keysFromPreparedPowersProve() {
    Arena arena = Arena.ofAuto();
    ForkJoinPool pool = ForkJoinPool.commonPool();
    PowersOfTau powers =
        TestPowers.of(3, tau, BigInteger.valueOf(1234567), BigInteger.valueOf(7654321));
    PowersOfTau prepared = PowersPreparation.prepare(powers, arena, pool);
    ProvingKey key =
        Ceremony.contribute(
            Ceremony.begin(SmallCircuit.r1cs(), prepared, arena, pool), "a", arena, pool);
    BigInteger[] witness = SmallCircuit.witness(3, 10, 4);
    Proof proof = ReferenceProver.prove(SmallCircuit.r1cs(), key, witness);
    assertThat(Verifier.of(key.verifyingKey()).verify(ReferenceProver.signals(witness, 2), proof))
        .isTrue();
  }
}
