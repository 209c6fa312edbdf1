package io.crowdroll.prover.bench;

import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Pairing;
import io.crowdroll.prover.groth16.BatchVerifier;
import io.crowdroll.prover.groth16.BatchVerifier.Claim;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Verifier;
import java.lang.foreign.Arena;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What verifying takes: a pairing, one proof, one of a batch. Allocation: {@code -prof gc}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class VerifierBench {
  private static final int BATCH = 64;

  /** As many valid proofs of one key, each of a statement of its own with one public signal. */
  @State(Scope.Benchmark)
  public static class Proofs {
    final ForkJoinPool pool = new ForkJoinPool(2);
    final List<Claim> claims = new ArrayList<>();
    final BatchVerifier batch = new BatchVerifier(new SecureRandom(), pool);

    @Setup
    public void make() throws ProvingException {
      Compiled circuit = DenseCircuit.filling(8).compile();
      try (Arena memory = Arena.ofShared()) {
        ProvingKey key =
            io.crowdroll.prover.groth16.Setup.development(
                circuit.r1cs(), new Random(1), memory, pool);
        Prover prover = Prover.open(key, pool);
        Verifier verifier = Verifier.of(key.verifyingKey());
        for (int k = 0; k < BATCH; k++) {
          long[] witness = circuit.solve(DenseCircuit.inputs(circuit, k));
          Proof proof = prover.prove(witness);
          claims.add(new Claim(verifier, prover.publicSignals(witness), proof));
        }
      }
    }

    @TearDown(Level.Trial)
    public void close() {
      pool.close();
    }
  }

  /** e(G1, G2), neither of them prepared. */
  @Benchmark
  public long[] pairing() {
    Pairing product = new Pairing();
    product.multiply(Curve.G1.generator(), Curve.G2.generator(), 1);
    return product.result();
  }

  /** One proof, on one thread. */
  @Benchmark
  public boolean verify(Proofs s) {
    Claim claim = s.claims.getFirst();
    return claim.verifier().verify(claim.publicSignals(), claim.proof());
  }

  /** A proof of a batch, on two threads. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Integer> batchVerify(Proofs s) {
    return s.batch.rejected(s.claims);
  }
}
