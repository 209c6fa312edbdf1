package io.crowdroll.sim.testnet;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.groth16.VerifyingKey;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.Streams;
import java.lang.foreign.Arena;
import java.util.concurrent.ForkJoinPool;

/**
 * Verifying keys for a contract where proofs are modelled: of circuits that have the public inputs
 * of the real ones and constrain nothing. No proof is ever sent there, and none would be worth
 * anything.
 */
final class StandInKey {
  private StandInKey() {}

  private static final class Unconstrained extends Circuit {
    private final Variable[] signals;

    Unconstrained(int count) {
      signals = publicInputs("signal", count);
    }

    @Override
    public void define(Api api) {
      api.mul(signals[0], signals[1]);
    }
  }

  /** The key of a circuit with so many public inputs. */
  static VerifyingKey of(int signals) {
    var circuit = new Unconstrained(signals).compile();
    try (Arena arena = Arena.ofShared()) {
      return Setup.development(
              circuit.r1cs(),
              new Streams(signals, 0).stream(EntityClass.WORLD, 0, Purpose.KEY),
              arena,
              ForkJoinPool.commonPool())
          .verifyingKey();
    }
  }
}
