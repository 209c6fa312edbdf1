package io.crowdroll.prover.docs;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Bits;
import io.crowdroll.prover.circuit.gadget.PoseidonHash;
import io.crowdroll.prover.field.Poseidon;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.groth16.Verifier;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.concurrent.ForkJoinPool;

/** The example of docs/prover.md; a test holds both equal and runs it. */
final class QuickStart {
  private QuickStart() {}

  // begin
  /** I know an age of at least 18 and a salt behind this commitment. */
  static final class OfAge extends Circuit {
    final Variable commitment = publicInput("commitment");
    final Variable age = secretInput("age");
    final Variable salt = secretInput("salt");

    @Override
    public void define(Api api) {
      api.assertEqual(PoseidonHash.hash(api, age, salt), commitment);
      Bits.assertFits(api, api.sub(age, api.constant(18)), 7); // 18 ≤ age < 146
    }
  }

  static boolean proveAndVerify() throws ProvingException {
    Compiled circuit = new OfAge().compile();
    BigInteger age = BigInteger.valueOf(44);
    BigInteger salt = new BigInteger(250, new SecureRandom());
    Assignment inputs = circuit.assignment().set("age", age).set("salt", salt);
    long[] witness = circuit.solve(inputs.set("commitment", Poseidon.hash(age, salt)));

    ForkJoinPool threads = ForkJoinPool.commonPool();
    try (Arena memory = Arena.ofShared()) {
      ProvingKey key = Setup.development(circuit.r1cs(), new SecureRandom(), memory, threads);
      Proof proof = Prover.open(key, threads).prove(witness);
      return Verifier.of(key.verifyingKey()).verify(circuit.publicSignals(witness), proof);
    }
  }

  // end
}
