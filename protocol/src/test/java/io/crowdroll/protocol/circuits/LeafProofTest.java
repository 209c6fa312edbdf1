package io.crowdroll.protocol.circuits;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.groth16.Verifier;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slots proven and verified with Groth16, under development keys. */
class LeafProofTest {
  private static final int SIGNAL = 4;

  @Test
  void m2_aProofIsOfOneStatementForOnePayee() throws ProvingException {
    proveAndVerify(SlotKind.DEPOSIT, 1);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAD")
  void twentyRandomSlotsOfEachKindAreProven(SlotKind kind) throws ProvingException {
    proveAndVerify(kind, 20);
  }

  private static void proveAndVerify(SlotKind kind, int slots) throws ProvingException {
    Compiled circuit = Leaves.of(kind);
    SlotWorld world = new SlotWorld(new Random(51 + kind.code()), 5);
    try (Arena arena = Arena.ofShared();
        ForkJoinPool pool = new ForkJoinPool(2)) {
      ProvingKey key = Setup.development(circuit.r1cs(), new SplittableRandom(1), arena, pool);
      Prover prover = Prover.open(key, pool);
      Verifier verifier = Verifier.of(key.verifyingKey());
      for (int i = 0; i < slots; i++) {
        Statement statement = world.leaf(world.valid(kind));
        long[] witness = circuit.solve(statement.assign(circuit, Leaves.PAYEE));
        long[] signals = prover.publicSignals(witness);
        Proof proof = prover.prove(witness);
        assertThat(verifier.verify(signals, proof)).isTrue();
        for (int signal = 0; signal < 2; signal++) {
          long[] other = signals.clone();
          other[SIGNAL * signal] ^= 1;
          assertThat(verifier.verify(other, proof)).isFalse();
        }
      }
    }
  }
}
