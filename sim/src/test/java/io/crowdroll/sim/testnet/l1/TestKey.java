package io.crowdroll.sim.testnet.l1;

import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.groth16.Verifier;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

/**
 * The key of a tiny circuit with as many public inputs as a real one: its proofs are real proofs of
 * whatever they are asked, so that the contract is tested in all that is not the circuit's.
 */
public final class TestKey {
  private static final class Anything extends Circuit {
    private final Variable[] signals;

    Anything(int count) {
      signals = publicInputs("signal", count);
    }

    @Override
    public void define(Api api) {
      api.mul(signals[0], signals[1]);
    }
  }

  private final Compiled circuit;
  private final ProvingKey key;
  private final Prover prover;

  /**
   * @param signals number of public inputs
   */
  public TestKey(int signals) {
    circuit = new Anything(signals).compile();
    ForkJoinPool pool = ForkJoinPool.commonPool();
    key = Setup.development(circuit.r1cs(), new SplittableRandom(signals), Arena.ofAuto(), pool);
    prover = Prover.open(key, pool);
  }

  public VerifyingKey verifyingKey() {
    return key.verifyingKey();
  }

  /** Whether it is a proof of these public inputs. */
  public boolean verifies(ProofWords words, List<BigInteger> signals) {
    long[] limbs =
        signals.stream()
            .flatMapToLong(
                signal ->
                    LongStream.iterate(0, shift -> shift + 64)
                        .limit(4)
                        .map(shift -> signal.shiftRight((int) shift).longValue()))
            .toArray();
    Proof proof = words.proof();
    return proof != null && Verifier.of(key.verifyingKey()).verify(limbs, proof);
  }

  /** A proof of these public inputs, each below r. */
  public ProofWords prove(List<BigInteger> signals) {
    Assignment inputs = circuit.assignment();
    for (int i = 0; i < signals.size(); i++) {
      inputs.set("signal[" + i + "]", signals.get(i));
    }
    try {
      return ProofWords.of(prover.prove(circuit.solve(inputs)));
    } catch (ProvingException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
