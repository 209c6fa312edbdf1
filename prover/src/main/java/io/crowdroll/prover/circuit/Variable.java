package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A value inside a circuit: a linear combination of wires. Immutable; made by {@link Api} and by
 * the inputs of a {@link Circuit}. Adding variables costs no constraint, whatever their length.
 *
 * <p>It is kept in two views that have equal value: over wires, for the constraints, and over
 * registers of the witness program, which may know a shorter way ({@link Api#remember}).
 */
public final class Variable {
  /** Terms over wires. */
  final Linear wires;

  /** Terms over any register: what the witness program evaluates. */
  final Linear program;

  Variable(Linear wires, Linear program) {
    this.wires = wires;
    this.program = program;
  }

  Variable(Linear both) {
    this(both, both);
  }

  /** The value in [0, r) if this is a constant of the circuit. */
  public Optional<BigInteger> constant() {
    return wires.isConstant()
        ? Optional.of(PrimeField.FR.toBigInteger(wires.constantValue(), 0))
        : Optional.empty();
  }

  boolean isConstant() {
    return wires.isConstant();
  }
}
