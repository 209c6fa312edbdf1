package io.crowdroll.prover.bench;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Bits;
import io.crowdroll.prover.circuit.gadget.MerklePath;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Random;

/**
 * What a rollup's circuit is made of, 31,783 constraints: a Merkle path of 60 Poseidon levels, and
 * for each level range checks of four amounts of 64 bits and one of 31. More than half of the wires
 * are bits.
 */
public final class MerkleCircuit extends Circuit {
  private static final int LEVELS = 60;
  private static final int AMOUNTS = 4;

  private final Variable leaf = secretInput("leaf");
  private final Variable[] index = secretInputs("index", LEVELS);
  private final Variable[] siblings = secretInputs("siblings", LEVELS);
  private final Variable[] amounts = secretInputs("amounts", AMOUNTS * LEVELS);
  private final Variable[] times = secretInputs("times", LEVELS);
  private final Variable total = secretInput("total");

  @Override
  public void define(Api api) {
    api.output("root", MerklePath.require(api, index, siblings).root(api, leaf));
    for (Variable amount : amounts) {
      Bits.assertFits(api, amount, 64);
    }
    for (Variable time : times) {
      Bits.assertFits(api, time, 31);
    }
    Bits.assertFits(api, total, 43);
  }

  /** Inputs that the seed determines. */
  public static Assignment inputs(Compiled circuit, long seed) {
    Random random = new Random(seed);
    Assignment inputs = circuit.assignment();
    inputs.set("leaf", element(random));
    inputs.set("total", new BigInteger(43, random));
    for (int k = 0; k < LEVELS; k++) {
      inputs.set("index[" + k + "]", random.nextInt(2));
      inputs.set("siblings[" + k + "]", element(random));
      inputs.set("times[" + k + "]", new BigInteger(31, random));
    }
    for (int k = 0; k < AMOUNTS * LEVELS; k++) {
      inputs.set("amounts[" + k + "]", new BigInteger(64, random));
    }
    return inputs;
  }

  private static BigInteger element(Random random) {
    return new BigInteger(256, random).mod(PrimeField.FR.modulus());
  }
}
