package io.crowdroll.prover.groth16;

import io.crowdroll.prover.bench.DenseCircuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.field.Kernels;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

/** A key and a proof from fixed seeds: the same lines from every process, but the first. */
public final class SeededProof {
  private SeededProof() {}

  /** Prints them. */
  public static void main(String[] arguments) {
    lines().forEach(System.out::println);
  }

  /**
   * The arithmetic's path, the key's fingerprint, the proof's coordinates, and whether it holds.
   */
  static List<String> lines() {
    Compiled circuit = new DenseCircuit(40).compile();
    ForkJoinPool pool = ForkJoinPool.commonPool();
    try (Arena arena = Arena.ofShared()) {
      ProvingKey key = Setup.development(circuit.r1cs(), new SplittableRandom(1), arena, pool);
      long[] witness = circuit.solve(DenseCircuit.inputs(circuit, 1));
      Proof proof = Prover.open(key, pool).prove(witness, new SplittableRandom(2));
      boolean valid = Verifier.of(key.verifyingKey()).verify(circuit.publicSignals(witness), proof);
      return List.of(
          Kernels.path(),
          key.verifyingKey().fingerprint(),
          Arrays.toString(proof.a()) + Arrays.toString(proof.b()) + Arrays.toString(proof.c()),
          String.valueOf(valid));
    } catch (ProvingException e) {
      throw new IllegalStateException(e);
    }
  }
}
