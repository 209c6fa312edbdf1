package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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

  // replaced registers with what they are in the constraint system, by the instruction after which
  // that is known
  private final Map<Integer, List<Replaced>> replacedAfter = new HashMap<>();

  // computed registers that were replaced by an input: the circuit says they are equal
  private final List<Tie> ties = new ArrayList<>();

  // constraints that the unchanged values fail
  private final BitSet failing = new BitSet();

  private final BitSet changed = new BitSet();
  private final BitSet touched = new BitSet();

  // registers that some instruction reads
  private final BitSet isRead = new BitSet();
  private final long[] scratch = new long[16];

  private record Replaced(int register, Linear value) {}

  private record Tie(int computed, int input) {}

  /** Computes everything from inputs, which the circuit may accept or refuse. */
  public Replay(Compiled circuit, Assignment inputs) {
    this.circuit = circuit;
    this.r1cs = circuit.r1cs();
    this.program = circuit.program;
    this.base = circuit.run(inputs);
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
      reads(at).forEach(isRead::set);
    }
    this.start = new int[r1cs.wires() + 1];
    this.constraintOf = index();
    noteReplaced(circuit.folding());
    for (int k = 0; k < r1cs.constraints(); k++) {
      failing.set(k, !r1cs.holds(k, witness, scratch));
    }
  }

  private void noteReplaced(Folding folding) {
    int firstInternal = 1 + circuit.inputs().size();
    for (int r = firstInternal; r < program.registers(); r++) {
      Linear value = folding.substitution(r);
      if (value == null) {
        continue;
      }
      int input = value.singleRegister();
      if (input >= 0 && input < firstInternal) {
        ties.add(new Tie(r, input));
      } else {
        int known = instructionOf[r];
        for (int part : value.register) {
          known = Math.max(known, instructionOf[part]);
        }
        replacedAfter.computeIfAbsent(known, at -> new ArrayList<>()).add(new Replaced(r, value));
      }
    }
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

  /** The line of every constraint of a circuit, as {@link R1cs#origin} gives it of one. */
  public static String[] origins(Compiled circuit) {
    return circuit.origins();
  }

  /** The constraint system. */
  public R1cs r1cs() {
    return r1cs;
  }

  /** Constraints that fail with nothing changed: none if the inputs are accepted. */
  public int[] failures() {
    return failing.stream().toArray();
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
   * Changes a register and computes again all that is computed from it; returns constraints that
   * then fail, at most {@code limit} of them. An input that the circuit holds equal to a computed
   * value follows that value, as an output would. The change is undone.
   *
   * @param adapt whether other outputs of the same hint make up for the change where they can:
   *     later bits of a sum, a quotient's remainder
   */
  public int[] changeAndRecompute(int register, BigInteger value, boolean adapt, int limit) {
    set(register, value);
    int at = instructionOf[register];
    if (at >= 0 && adapt) {
      int first = program.outputs(at);
      int output = 0;
      while (program.code[first + output] != register) {
        output++;
      }
      program.adapt(at, memory, output);
      noteOutputs(at);
    }
    recompute(at < 0 ? 0 : program.next(at), at, register);
    for (int round = 0; round < MOST_ROUNDS && followTies(register); round++) {
      recompute(0, at, register);
    }
    return failuresThenUndo(limit);
  }

  private static final int MOST_ROUNDS = 4;

  /** Whether a register shares its instruction with others, so that they can adapt to it. */
  public boolean canAdapt(int register) {
    int at = instructionOf[register];
    return at >= 0 && (program.code[at] == Program.BITS || program.code[at] == Program.DIVIDE);
  }

  /**
   * The value of a register's wire with which a constraint holds, all other wires being as they
   * are; empty if the constraint is not affine in it or does not depend on it.
   */
  public Optional<BigInteger> solving(int constraint, int register) {
    int w = wireOf[register];
    if (w < 0) {
      return Optional.empty();
    }
    BigInteger value = value(register);
    BigInteger[] gaps = new BigInteger[3];
    for (int i = 0; i < 3; i++) {
      PrimeField.store(value.add(BigInteger.valueOf(i)).mod(F.modulus()), witness, 4 * w);
      gaps[i] = r1cs.gap(constraint, witness, scratch);
    }
    PrimeField.store(value, witness, 4 * w);
    BigInteger slope = gaps[1].subtract(gaps[0]).mod(F.modulus());
    boolean affine = gaps[2].subtract(gaps[1]).subtract(slope).mod(F.modulus()).signum() == 0;
    return affine && slope.signum() != 0
        ? Optional.of(
            value.subtract(gaps[0].multiply(slope.modInverse(F.modulus()))).mod(F.modulus()))
        : Optional.empty();
  }

  /** Registers that a register is computed from; none for an input. */
  public int[] sourcesOf(int register) {
    int at = instructionOf[register];
    return at < 0 ? new int[0] : reads(at).distinct().toArray();
  }

  private IntStream reads(int at) {
    IntStream.Builder reads = IntStream.builder();
    int operand = program.operands(at);
    for (int i = program.operandCount(at); i > 0; i--) {
      int end = program.after(operand);
      for (int term = operand + 1; term < end; term += 2) {
        reads.add(program.code[term]);
      }
      operand = end;
    }
    return reads.build().filter(r -> r != 0);
  }

  private void recompute(int from, int except, int forced) {
    follow(except, forced);
    for (int at = from; at < program.code.length; ) {
      int next;
      if (at != except && readsChanged(at)) {
        next = program.step(at, memory);
        noteOutputs(at);
      } else {
        next = program.next(at);
      }
      follow(at, forced);
      at = next;
    }
  }

  /** Gives replaced registers the value that the constraint system sees. */
  private void follow(int at, int forced) {
    for (Replaced replaced : replacedAfter.getOrDefault(at, List.of())) {
      if (replaced.register() != forced
          && (changed.get(replaced.register()) || containsChanged(replaced.value()))) {
        Origins.value(replaced.value(), memory, scratch);
        System.arraycopy(scratch, 0, memory, 4 * replaced.register(), 4);
        changed.set(replaced.register());
      }
    }
  }

  private boolean containsChanged(Linear value) {
    for (int register : value.register) {
      if (changed.get(register)) {
        return true;
      }
    }
    return false;
  }

  /** Gives tied inputs their new values; whether something computed from them must follow. */
  private boolean followTies(int forced) {
    boolean follow = false;
    for (Tie tie : ties) {
      if (tie.input() != forced && !F.equal(memory, 4 * tie.computed(), memory, 4 * tie.input())) {
        System.arraycopy(memory, 4 * tie.computed(), memory, 4 * tie.input(), 4);
        changed.set(tie.input());
        follow |= isRead.get(tie.input());
      }
    }
    return follow;
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
    touched.or(failing);
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
