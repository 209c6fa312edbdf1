package io.crowdroll.prover.bench;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Random;

/**
 * A chain of squarings, the last one public: every wire holds a full-size value and every
 * constraint has one term a side, so all work of a proof is in its transforms and multiplications.
 */
public final class DenseCircuit extends Circuit {
  private final int squarings;
  private final Variable x = secretInput("x");

  /**
   * @param squarings number of constraints, at least 1
   */
  public DenseCircuit(int squarings) {
    this.squarings = squarings;
  }

  /** The longest chain that a domain of 2^power rows has room for beside the public signals. */
  public static DenseCircuit filling(int power) {
    return new DenseCircuit((1 << power) - 2);
  }

  @Override
  public void define(Api api) {
    Variable y = x;
    for (int i = 0; i < squarings; i++) {
      y = api.mul(y, y);
    }
    api.output("y", y);
  }

  /** A full-size start that the seed determines. */
  public static Assignment inputs(Compiled circuit, long seed) {
    BigInteger x = new BigInteger(256, new Random(seed)).mod(PrimeField.FR.modulus());
    return circuit.assignment().set("x", x);
  }
}
