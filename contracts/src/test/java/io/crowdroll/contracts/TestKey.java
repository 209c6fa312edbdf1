package io.crowdroll.contracts;

import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.snarkjs.SolidityVerifier;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** A development key of {@link AnySignals}, made from a seed: always the same one. */
final class TestKey implements AutoCloseable {
  private static final PrimeField FQ = PrimeField.FQ;

  private final int count;
  private final Arena arena = Arena.ofShared();
  private final ForkJoinPool pool = new ForkJoinPool(1);
  private final Compiled circuit;
  private final Prover prover;

  TestKey(int count) throws Exception {
    this.count = count;
    circuit = new AnySignals(count).compile();
    prover =
        Prover.open(
            Setup.development(circuit.r1cs(), new SplittableRandom(count), arena, pool), pool);
  }

  /** The contract that verifies its proofs. */
  String verifier(String name) {
    return SolidityVerifier.source(prover.key().verifyingKey(), name);
  }

  /** a.x, a.y, b.x1, b.x0, b.y1, b.y0, c.x, c.y: as calldata has them. */
  List<BigInteger> prove(List<BigInteger> signals) throws Exception {
    Assignment inputs = circuit.assignment();
    for (int i = 0; i < count; i++) {
      inputs.set("signal[" + i + "]", signals.get(i));
    }
    Proof proof = prover.prove(circuit.solve(inputs), new SplittableRandom(7));
    return IntStream.range(0, 8)
        .mapToObj(
            i ->
                switch (i) {
                  case 0, 1 -> FQ.toBigInteger(proof.a(), 4 * i);
                  // of an element of Fq2 the factor of u comes first
                  case 2, 3, 4, 5 -> FQ.toBigInteger(proof.b(), 4 * ((i - 2) ^ 1));
                  default -> FQ.toBigInteger(proof.c(), 4 * (i - 6));
                })
        .toList();
  }

  @Override
  public void close() {
    pool.close();
    arena.close();
  }
}
