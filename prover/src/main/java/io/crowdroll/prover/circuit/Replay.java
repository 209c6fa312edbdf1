package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A solved circuit in which single values can be changed, as a cheating prover would: either one
 * wire alone, or one register together with everything that the witness program computes from it.
 * Says which constraints then fail. For tests of circuits; not thread-safe.
 *
 * <p>A <em>register</em> is a value of the witness program: every wire is one, and so is a product
 * that only occurs inside sums.
 */
public final class Replay {
  private static final PrimeField F = PrimeField.FR;

  private final Compiled circuit;
  private final R1cs r1cs;
  private final Program program;
  private final long[] base;
  private final long[] memory;
  private final long[] witness;
  private final int[] wireOf;
  private final int[] instructionOf;

  // constraints of each wire, wire after wire
  private final int[] start;
  private final int[] constraintOf;

  private final BitSet changed = new BitSet();
  private final BitSet touched = new BitSet();
  private final long[] scratch = new long[16];

  /**
   * Solves the circuit.
   *
   * @throws UnsatisfiedConstraintException if the inputs fail a constraint
   */
  public Replay(Compiled circuit, Assignment inputs) {
    this(circuit, circuit.run(inputs));
    circuit.solve(inputs);
  }

  private Replay(Compiled circuit, long[] solved) {
    this.circuit = circuit;
    this.r1cs = circuit.r1cs();
    this.program = circuit.program;
    this.base = solved;
    this.memory = base.clone();
    this.witness = circuit.witness(memory);
    this.wireOf = new int[program.registers()];
    Arrays.fill(wireOf, -1);
    for (int w = 0; w < r1cs.wires(); w++) {
      wireOf[circuit.registerOfWire[w]] = w;
    }
    this.instructionOf = new int[program.registers()];
    Arrays.fill(instructionOf, -1);
    for (int at = 0; at < program.code.length; at = program.next(at)) {
      for (int i = 0; i < program.outputCount(at); i++) {
        instructionOf[program.code[program.outputs(at) + i]] = at;
      }
    }
    this.start = new int[r1cs.wires() + 1];
    this.constraintOf = index();
  }

  private int[] index() {
    R1cs.Matrix[] matrices = {r1cs.a(), r1cs.b(), r1cs.c()};
    for (R1cs.Matrix m : matrices) {
      for (int w : m.wire()) {
        start[w + 1]++;
      }
    }
    for (int w = 0; w < r1cs.wires(); w++) {
      start[w + 1] += start[w];
    }
    int[] next = start.clone();
    int[] all = new int[start[r1cs.wires()]];
    for (R1cs.Matrix m : matrices) {
      for (int k = 0; k < r1cs.constraints(); k++) {
        for (int i = m.rowStart()[k]; i < m.rowStart()[k + 1]; i++) {
          all[next[m.wire()[i]]++] = k;
        }
      }
    }
    return all;
  }

  /** The constraint system. */
  public R1cs r1cs() {
    return r1cs;
  }

  /** The register that holds a wire. */
  public int registerOf(int wire) {
    return circuit.registerOfWire[wire];
  }

  /** The register that a constraint defines, −1 if it only asserts. */
  public int definedBy(int constraint) {
    return circuit.defined[constraint];
  }

  /** A register's value in the solved circuit, in [0, r). */
  public BigInteger value(int register) {
    return F.toBigInteger(base, 4 * register);
  }

  /**
   * The gadget that declares a wire free in this state, or null if none does.
   *
   * @see Api#declareFree
   */
  public String declaredFree(int wire) {
    for (Recording.Freedom freedom : circuit.freedoms) {
      if (freedom.register() == registerOf(wire)
          && Arrays.stream(freedom.whenZero()).allMatch(r -> F.isZero(base, 4 * r))) {
        return circuit.scopes.path(freedom.scope());
      }
    }
    return null;
  }

  /**
   * Changes one wire and nothing else, and returns constraints that then fail, at most {@code
   * limit} of them. The change is undone.
   */
  public int[] changeAlone(int wire, BigInteger value, int limit) {
    set(registerOf(wire), value);
    return failuresThenUndo(limit);
  }

  /**
   * Changes a register and computes again all that is computed from it, including the outputs of
   * the same hint that come after it; returns constraints that then fail, at most {@code limit} of
   * them. The change is undone.
   */
  public int[] changeAndRecompute(int register, BigInteger value, int limit) {
    set(register, value);
    int at = instructionOf[register];
    int from = 0;
    if (at >= 0) {
      int first = program.outputs(at);
      int output = 0;
      while (program.code[first + output] != register) {
        output++;
      }
      program.adapt(at, memory, output);
      noteOutputs(at);
      from = program.next(at);
    }
    for (int next = from; next < program.code.length; ) {
      if (readsChanged(next)) {
        int after = program.step(next, memory);
        noteOutputs(next);
        next = after;
      } else {
        next = program.next(next);
      }
    }
    return failuresThenUndo(limit);
  }

  /**
   * Computes everything from other inputs and returns constraints that fail, at most {@code limit}
   * of them.
   */
  public int[] otherInputs(Assignment inputs, int limit) {
    long[] run = circuit.run(inputs);
    for (int r = 0; r < program.registers(); r++) {
      System.arraycopy(run, 4 * r, memory, 4 * r, 4);
      changed.set(r);
    }
    return failuresThenUndo(limit);
  }

  private void set(int register, BigInteger value) {
    System.arraycopy(F.fromBigInteger(value), 0, memory, 4 * register, 4);
    changed.set(register);
  }

  private void noteOutputs(int at) {
    int first = program.outputs(at);
    for (int i = 0; i < program.outputCount(at); i++) {
      int register = program.code[first + i];
      if (!F.equal(memory, 4 * register, base, 4 * register)) {
        changed.set(register);
      }
    }
  }

  private boolean readsChanged(int at) {
    int operand = program.operands(at);
    for (int i = program.operandCount(at); i > 0; i--) {
      int end = program.after(operand);
      for (int term = operand + 1; term < end; term += 2) {
        if (changed.get(program.code[term])) {
          return true;
        }
      }
      operand = end;
    }
    return false;
  }

  private int[] failuresThenUndo(int limit) {
    touched.clear();
    changed.stream().forEach(this::touch);
    int[] failures = new int[limit];
    int found = 0;
    for (int k = touched.nextSetBit(0); k >= 0 && found < limit; k = touched.nextSetBit(k + 1)) {
      if (!r1cs.holds(k, witness, scratch)) {
        failures[found++] = k;
      }
    }
    changed.stream().forEach(this::restore);
    changed.clear();
    return Arrays.copyOf(failures, found);
  }

  private void touch(int register) {
    int w = wireOf[register];
    if (w >= 0) {
      F.toPlain(witness, 4 * w, memory, 4 * register);
      for (int i = start[w]; i < start[w + 1]; i++) {
        touched.set(constraintOf[i]);
      }
    }
  }

  private void restore(int register) {
    System.arraycopy(base, 4 * register, memory, 4 * register, 4);
    if (wireOf[register] >= 0) {
      F.toPlain(witness, 4 * wireOf[register], base, 4 * register);
    }
  }
}
