package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values for a circuit's inputs, by name. Not thread-safe.
 *
 * @see Compiled#solve
 */
public final class Assignment {
  private static final PrimeField F = PrimeField.FR;
  private final Compiled circuit;
  private final Map<Integer, BigInteger> values = new HashMap<>();

  Assignment(Compiled circuit) {
    this.circuit = circuit;
  }

  /**
   * Sets an input.
   *
   * @throws IllegalArgumentException if the circuit has no such input or the value is outside [0,
   *     r)
   */
  public Assignment set(String name, BigInteger value) {
    if (value.signum() < 0 || value.compareTo(F.modulus()) >= 0) {
      throw new IllegalArgumentException(
          "input " + name + " = " + value + " is outside [0, r) of the field");
    }
    values.put(circuit.inputRegister(name), value);
    return this;
  }

  /** Sets an input to a number that is not negative. */
  public Assignment set(String name, long value) {
    return set(name, BigInteger.valueOf(value));
  }

  /** Sets {@code name[0]}, {@code name[1]}, …. */
  public Assignment set(String name, List<BigInteger> array) {
    for (int i = 0; i < array.size(); i++) {
      set(name + "[" + i + "]", array.get(i));
    }
    return this;
  }

  /**
   * The value of an input that was set.
   *
   * @throws IllegalArgumentException if the circuit has no such input or it has no value yet
   */
  public BigInteger get(String name) {
    BigInteger value = values.get(circuit.inputRegister(name));
    if (value == null) {
      throw new IllegalArgumentException(circuit.name() + ": no value for input " + name);
    }
    return value;
  }

  /** Writes all inputs to the registers of a run. */
  void store(long[] memory) {
    for (Circuit.Input input : circuit.inputs()) {
      BigInteger value = values.get(input.register());
      if (value == null) {
        throw new IllegalArgumentException(circuit.name() + ": no value for input " + input.name());
      }
      System.arraycopy(F.fromBigInteger(value), 0, memory, 4 * input.register(), 4);
    }
  }
}
