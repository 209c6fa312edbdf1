package io.crowdroll.prover.groth16;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.prover.bench.DenseCircuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.TestPoints;
import io.crowdroll.prover.field.PrimeField;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProverTest {
  private static final Compiled CIRCUIT = new DenseCircuit(20).compile();

  private Arena arena;
  private ForkJoinPool pool;
  private ProvingKey key;

  @BeforeEach
  void setUp() {
    arena = Arena.ofShared();
    pool = new ForkJoinPool(2);
    key = Setup.development(CIRCUIT.r1cs(), new SplittableRandom(1), arena, pool);
  }

  @AfterEach
  void tearDown() {
    pool.close();
    arena.close();
  }

  private static long[] witness(long seed) {
    return CIRCUIT.solve(DenseCircuit.inputs(CIRCUIT, seed));
  }

  @Test
  void proofsVerifyAndAnotherSignalDoesNot() throws ProvingException {
    Prover prover = Prover.open(key, pool);
    long[] witness = witness(1);
    Proof proof = prover.prove(witness);
    Verifier verifier = Verifier.of(key.verifyingKey());
    long[] signals = prover.publicSignals(witness);

    assertThat(verifier.verify(signals, proof)).isTrue();
    signals[0] ^= 1;
    assertThat(verifier.verify(signals, proof)).isFalse();
  }

  @Test
  void p1TwoProofsOfOneWitnessDifferInEveryPoint() throws ProvingException {
    Prover prover = Prover.open(key, pool);
    Proof one = prover.prove(witness(1));
    Proof two = prover.prove(witness(1));

    assertThat(one.a()).isNotEqualTo(two.a());
    assertThat(one.b()).isNotEqualTo(two.b());
    assertThat(one.c()).isNotEqualTo(two.c());
  }

  @Test
  void p1AGivenStreamGivesTheSameProofAgain() throws ProvingException {
    Proof one = Prover.open(key, pool).prove(witness(1), new SplittableRandom(9));
    Proof two = Prover.open(key, pool).prove(witness(1), new SplittableRandom(9));
    Proof other = Prover.open(key, pool).prove(witness(1), new SplittableRandom(10));

    assertThat(one).isEqualTo(two).isNotEqualTo(other);
  }

  @Test
  void p2AnUnsatisfiedWitnessIsATypedErrorThatNamesTheConstraint() throws ProvingException {
    Prover prover = Prover.open(key, pool);
    R1cs r1cs = CIRCUIT.r1cs();
    long[] wrong = witness(1);
    int wire = r1cs.wires() - 1;
    wrong[4 * wire] ^= 1;
    int failed = r1cs.check(wrong).orElseThrow();

    assertThatThrownBy(() -> prover.prove(r1cs, wrong, new SplittableRandom(1)))
        .isInstanceOfSatisfying(
            WitnessException.class, e -> assertThat(e.constraint()).hasValue(failed))
        .hasMessageContaining("DenseCircuit");
    assertThat(prover.prove(r1cs, witness(2), new SplittableRandom(1))).isNotNull();
  }

  @Test
  void p2FromTheKeyAloneNoWrongWireGivesAProof() throws ProvingException {
    Prover prover = Prover.open(key, pool);
    for (int wire = 1; wire < key.nVariables(); wire++) {
      long[] wrong = witness(1);
      wrong[4 * wire] ^= 1;
      assertThatThrownBy(() -> prover.prove(wrong))
          .as("wire " + wire)
          .isInstanceOf(WitnessException.class)
          .hasMessageContaining("does not satisfy");
    }
    assertThat(prover.prove(witness(1))).isNotNull();
  }

  @Test
  void witnessesOfAnotherShapeAreTypedErrors() throws ProvingException {
    Prover prover = Prover.open(key, pool);
    long[] tooLong = Arrays.copyOf(witness(1), witness(1).length + 4);
    long[] notOne = witness(1);
    notOne[0] = 2;
    long[] tooLarge = witness(1);
    tooLarge[7] = -1;

    for (long[] wrong : new long[][] {tooLong, new long[0], notOne, tooLarge}) {
      assertThatThrownBy(() -> prover.prove(wrong)).isInstanceOf(WitnessException.class);
    }
  }

  @Test
  void aBrokenKeyIsToldFromABadWitness() {
    for (MemorySegment part : new MemorySegment[] {key.a(), key.b2(), key.c(), key.h()}) {
      long old = part.get(ValueLayout.JAVA_LONG_UNALIGNED, part.byteSize() - 64);
      part.set(ValueLayout.JAVA_LONG_UNALIGNED, part.byteSize() - 64, old ^ 1);
      assertThat(KeyCheck.firstFlaw(key, pool)).isPresent();
      assertThatThrownBy(() -> Prover.open(key, pool).prove(witness(1)))
          .isInstanceOf(BrokenKeyException.class)
          .hasMessageContaining("not on its curve");
      part.set(ValueLayout.JAVA_LONG_UNALIGNED, part.byteSize() - 64, old);
    }
    assertThat(KeyCheck.firstFlaw(key, pool)).isEmpty();
  }

  /** Of any order, and of the least order that a point outside can have. */
  @Test
  void pointsOfBOutsideOfTheSubgroupAreFound() {
    long[] outside = TestPoints.onTwist(new SplittableRandom(5));
    BigInteger cofactor = PrimeField.FQ.modulus().shiftLeft(1).subtract(Curve.ORDER);
    BigInteger order = BigInteger.valueOf(10_069);
    long[] small = new long[16];
    System.arraycopy(outside, 0, small, 0, 16);
    for (BigInteger factor : new BigInteger[] {Curve.ORDER, cofactor.divide(order)}) {
      long[] plain = new long[4];
      PrimeField.store(factor, plain, 0);
      Curve.G2.multiply(small, 0, small, 0, plain, 0);
    }
    assertThat(Curve.G2.isInfinity(small, 0)).isFalse();
    long[] mixed = key.b2().asSlice(128 * 3, 128).toArray(ValueLayout.JAVA_LONG_UNALIGNED);
    Curve.G2.add(mixed, 0, mixed, 0, small, 0);
    for (long[] point : new long[][] {outside, small, mixed}) {
      assertThat(Curve.G2.isOnCurve(point, 0)).isTrue();
      MemorySegment.copy(point, 0, key.b2(), ValueLayout.JAVA_LONG_UNALIGNED, 128 * 3, 16);
      assertThat(KeyCheck.firstFlaw(key, pool))
          .hasValue("point 3 of B in G2 is outside of the subgroup");
    }
  }

  @Test
  void coefficientsOutsideOfTheMatricesAreRefused() {
    for (int field = 0; field < 3; field++) {
      MemorySegment entries = key.coefficients();
      int old = entries.get(ValueLayout.JAVA_INT_UNALIGNED, 4 * field);
      for (int value : new int[] {1 << 30, -1}) {
        entries.set(ValueLayout.JAVA_INT_UNALIGNED, 4 * field, value);
        assertThatThrownBy(() -> Prover.open(key, pool).prove(witness(1)))
            .isInstanceOf(BrokenKeyException.class)
            .hasMessageContaining("coefficient 0");
      }
      entries.set(ValueLayout.JAVA_INT_UNALIGNED, 4 * field, old);
    }
  }

  @Test
  void coefficientsOutsideOfTheMatricesAreRefusedWhereRowsAreOutOfOrder() {
    MemorySegment entries = key.coefficients();
    entries.set(ValueLayout.JAVA_INT_UNALIGNED, 4, key.domainSize() - 1);
    int last = (int) entries.byteSize() - ProvingKey.ENTRY_BYTES;
    entries.set(ValueLayout.JAVA_INT_UNALIGNED, last + 8, key.nVariables());

    assertThatThrownBy(() -> Prover.open(key, pool).prove(witness(1)))
        .isInstanceOf(BrokenKeyException.class)
        .hasMessageContaining("coefficient " + (key.nCoefficients() - 1));
  }

  @Test
  void entriesInAnyOrderGiveTheSameProof() throws ProvingException {
    MemorySegment entries = key.coefficients();
    int size = ProvingKey.ENTRY_BYTES;
    byte[] backwards = new byte[(int) entries.byteSize()];
    for (int i = 0; i < key.nCoefficients(); i++) {
      MemorySegment.copy(
          entries,
          (long) i * size,
          MemorySegment.ofArray(backwards),
          backwards.length - (i + 1L) * size,
          size);
    }
    Proof sorted = Prover.open(key, pool).prove(witness(1), new SplittableRandom(2));
    MemorySegment.copy(MemorySegment.ofArray(backwards), 0, entries, 0, backwards.length);

    assertThat(Prover.open(key, pool).prove(witness(1), new SplittableRandom(2))).isEqualTo(sorted);
  }

  @Test
  void aKeyWithoutPhase2IsRefused() {
    VerifyingKey vk = key.verifyingKey();
    VerifyingKey first =
        new VerifyingKey(
            vk.nPublic(), vk.alpha1(), vk.beta2(), vk.gamma2(), Curve.G2.generator(), vk.ic());
    ProvingKey forgeable =
        new ProvingKey(
            key.nVariables(),
            key.nPublic(),
            key.domainSize(),
            first,
            key.beta1(),
            key.delta1(),
            key.coefficients(),
            key.a(),
            key.b1(),
            key.b2(),
            key.c(),
            key.h(),
            key.transcript());

    assertThatThrownBy(() -> Prover.open(forgeable, pool).prove(witness(1)))
        .isInstanceOf(BrokenKeyException.class)
        .hasMessageContaining("phase 2");
  }

  @Test
  void p3RandomInstancesVerify() {
    instances(200);
  }

  @Test
  @Tag("long")
  void p3TenThousandRandomInstancesVerify() {
    instances(10_000);
  }

  // small circuits, a key for every hundred proofs, verified together; two at a time
  private static void instances(int count) {
    int batch = 100;
    IntStream.range(0, count / batch)
        .parallel()
        .forEach(
            k -> {
              Compiled circuit = new DenseCircuit(2 + k % 7).compile();
              try (Arena own = Arena.ofShared();
                  ForkJoinPool one = new ForkJoinPool(1)) {
                SplittableRandom random = new SplittableRandom(k);
                ProvingKey key = Setup.development(circuit.r1cs(), random, own, one);
                Prover prover = Prover.open(key, one);
                Verifier verifier = Verifier.of(key.verifyingKey());
                List<BatchVerifier.Claim> claims = new ArrayList<>();
                for (int i = 0; i < batch; i++) {
                  long[] witness = circuit.solve(DenseCircuit.inputs(circuit, random.nextLong()));
                  claims.add(
                      new BatchVerifier.Claim(
                          verifier, circuit.publicSignals(witness), prover.prove(witness, random)));
                }
                assertThat(new BatchVerifier(new SecureRandom(), one).rejected(claims))
                    .as("batch %d", k)
                    .isEmpty();
              } catch (ProvingException e) {
                throw new AssertionError("batch " + k, e);
              }
            });
  }
}
