package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * What a circuit is made of. Sums and multiples by constants are free; each method says how many
 * constraints it adds for operands that are not constant (constants fold away).
 *
 * <p>Values that cost too much to compute by constraints come from <em>hints</em>: they are
 * whatever the prover likes until constraints bind them. Everything built on this class lives in
 * {@code prover.circuit.gadget}.
 */
public final class Api {
  private static final PrimeField F = PrimeField.FR;
  private static final long[] MINUS_ONE = F.fromBigInteger(BigInteger.ONE.negate());

  private final Recording recording;

  Api(Recording recording) {
    this.recording = recording;
  }

  /** A constant, reduced modulo r. */
  public Variable constant(BigInteger value) {
    return new Variable(Linear.constant(F.fromBigInteger(value)));
  }

  /** A constant, reduced modulo r: −1 is r − 1. */
  public Variable constant(long value) {
    return constant(BigInteger.valueOf(value));
  }

  /** a + b. */
  public Variable add(Variable a, Variable b) {
    return combine(a, null, b);
  }

  /** a + b + …. */
  public Variable add(Variable a, Variable b, Variable... more) {
    Variable sum = add(a, b);
    for (Variable next : more) {
      sum = add(sum, next);
    }
    return sum;
  }

  /** a − b. */
  public Variable sub(Variable a, Variable b) {
    return combine(a, MINUS_ONE, b);
  }

  /** −a. */
  public Variable negate(Variable a) {
    return scale(MINUS_ONE, a);
  }

  /** k · a for a constant k, reduced modulo r. */
  public Variable scale(BigInteger k, Variable a) {
    return scale(F.fromBigInteger(k), a);
  }

  /** k · a for a constant k. */
  public Variable scale(long k, Variable a) {
    return scale(BigInteger.valueOf(k), a);
  }

  /**
   * Σ weights_i · variables_i, in one pass: of many variables faster than one after the other.
   *
   * @throws IllegalArgumentException if there are not as many weights as variables
   */
  public Variable weightedSum(Variable[] variables, BigInteger[] weights) {
    long[] elements = new long[4 * weights.length];
    for (int i = 0; i < weights.length; i++) {
      System.arraycopy(F.fromBigInteger(weights[i]), 0, elements, 4 * i, 4);
    }
    return weightedSum(variables, elements);
  }

  /** The same with the weights as field elements, 4 longs each, Montgomery form. */
  public Variable weightedSum(Variable[] variables, long[] weights) {
    if (weights.length != 4 * variables.length) {
      throw new IllegalArgumentException(variables.length + " variables, other weights");
    }
    Linear[] wires = new Linear[variables.length];
    Linear[] program = new Linear[variables.length];
    for (int i = 0; i < variables.length; i++) {
      wires[i] = variables[i].wires;
      program[i] = variables[i].program;
    }
    Linear sum = Linear.weightedSum(wires, weights);
    return Arrays.equals(wires, program)
        ? new Variable(sum)
        : new Variable(sum, Linear.weightedSum(program, weights));
  }

  /** a · b. 1 constraint. */
  public Variable mul(Variable a, Variable b) {
    if (a.isConstant()) {
      return scale(a.wires.constantValue(), b);
    }
    if (b.isConstant()) {
      return scale(b.wires.constantValue(), a);
    }
    int out = recording.newWire();
    recording.instruction(Program.PRODUCT, out);
    recording.operand(a.program);
    recording.operand(b.program);
    Variable product = new Variable(Linear.of(out));
    recording.product(a.wires, b.wires, product.wires, out);
    return product;
  }

  /** a · b · c · …. A constraint for each product. */
  public Variable mul(Variable a, Variable b, Variable... more) {
    Variable product = mul(a, b);
    for (Variable next : more) {
      product = mul(product, next);
    }
    return product;
  }

  /**
   * a · b + c as one wire. 1 constraint, as for a · b alone; the result is one term wherever it is
   * used, which keeps the key small.
   */
  public Variable mulAdd(Variable a, Variable b, Variable c) {
    if (a.isConstant() || b.isConstant()) {
      return add(mul(a, b), c);
    }
    int out = recording.newWire();
    recording.instruction(Program.PRODUCT_PLUS, out);
    recording.operand(a.program);
    recording.operand(b.program);
    recording.operand(c.program);
    Variable sum = new Variable(Linear.of(out));
    recording.product(a.wires, b.wires, sum.wires.plusTimes(MINUS_ONE, c.wires), out);
    return sum;
  }

  /**
   * Products and what a linear map makes of them.
   *
   * @param products a_i · b_i as combinations of the outputs
   * @param outputs one wire each
   */
  public record Mixed(Variable[] products, Variable[] outputs) {}

  /**
   * outputs = matrix · (a_i · b_i)_i + rest, every output one wire. As many constraints as
   * products: each states its product as the inverse map of the outputs. It makes an S-box layer
   * followed by a linear layer cost no long factors, which are what fills a proving key.
   *
   * @param matrix n × n elements, row after row, Montgomery form
   * @param inverse its inverse
   * @throws IllegalArgumentException if a factor is a constant or a size differs
   */
  public Mixed mix(Variable[] a, Variable[] b, long[] matrix, long[] inverse, Variable[] rest) {
    int n = a.length;
    if (b.length != n
        || rest.length != n
        || matrix.length != 4 * n * n
        || inverse.length != 4 * n * n) {
      throw new IllegalArgumentException("sizes differ");
    }
    int[] hidden = new int[n];
    Linear[] values = new Linear[n];
    for (int i = 0; i < n; i++) {
      if (a[i].isConstant() || b[i].isConstant()) {
        throw new IllegalArgumentException("factor " + i + " is constant");
      }
      hidden[i] = recording.newHidden();
      values[i] = Linear.of(hidden[i]);
      recording.instruction(Program.PRODUCT, hidden[i]);
      recording.operand(a[i].program);
      recording.operand(b[i].program);
    }
    Variable[] outputs = new Variable[n];
    Linear[] differences = new Linear[n];
    for (int j = 0; j < n; j++) {
      int out = recording.newWire();
      recording.instruction(Program.LINEAR, out);
      recording.operand(
          Linear.weightedSum(values, Arrays.copyOfRange(matrix, 4 * n * j, 4 * n * (j + 1)))
              .plus(rest[j].program));
      outputs[j] = new Variable(Linear.of(out));
      differences[j] = outputs[j].wires.plusTimes(MINUS_ONE, rest[j].wires);
    }
    Variable[] products = new Variable[n];
    for (int i = 0; i < n; i++) {
      Linear product =
          Linear.weightedSum(differences, Arrays.copyOfRange(inverse, 4 * n * i, 4 * n * (i + 1)));
      products[i] = new Variable(product, values[i]);
      recording.product(a[i].wires, b[i].wires, product, hidden[i]);
    }
    return new Mixed(products, outputs);
  }

  /** 1 / a; unsatisfiable for a = 0. 1 constraint. */
  public Variable inverse(Variable a) {
    if (a.isConstant()) {
      return constant(constantOf(a).modInverse(F.modulus()));
    }
    Variable inverse = hintInverse(a);
    assertProduct(a, inverse, constant(1));
    return inverse;
  }

  /** a / b; unsatisfiable for b = 0, whatever a is. 2 constraints. */
  public Variable divide(Variable a, Variable b) {
    return mul(a, inverse(b));
  }

  /**
   * a = b. No constraint of its own where one side holds an internal wire: the compiler
   * substitutes.
   *
   * @throws IllegalStateException if they are constants that differ
   */
  public void assertEqual(Variable a, Variable b) {
    assertZero(sub(a, b));
  }

  /**
   * a = 0.
   *
   * @throws IllegalStateException if a is another constant
   */
  public void assertZero(Variable a) {
    if (!a.isConstant()) {
      recording.zero(a.wires);
    } else if (a.wires.size() != 0) {
      throw new IllegalStateException("never holds: " + constantOf(a) + " = 0");
    }
  }

  /** a · b = c. 1 constraint. */
  public void assertProduct(Variable a, Variable b, Variable c) {
    if (a.isConstant() || b.isConstant()) {
      assertEqual(mul(a, b), c);
    } else {
      recording.product(a.wires, b.wires, c.wires, -1);
    }
  }

  /** a is 0 or 1. 1 constraint. */
  public void assertBoolean(Variable a) {
    assertProduct(a, a, a);
  }

  /** Unconstrained: 1 / a, or 0 for a = 0. */
  public Variable hintInverse(Variable a) {
    return hintOf(Program.INVERSE, a);
  }

  /** Unconstrained: a / b in the field, or 0 for b = 0. */
  public Variable hintQuotient(Variable a, Variable b) {
    return hintOf(Program.QUOTIENT, a, b);
  }

  private Variable hintOf(int opcode, Variable... operands) {
    int out = recording.newWire();
    recording.instruction(opcode, out);
    for (Variable operand : operands) {
      recording.operand(operand.program);
    }
    return new Variable(Linear.of(out));
  }

  /**
   * Unconstrained: the n bits of a, lowest first. The last one is a >> (n − 1), so that their
   * weighted sum is a even where a ≥ 2^n; it is then no bit.
   */
  public Variable[] hintBits(Variable a, int n) {
    Variable[] bits = outputs(Program.BITS, n, true);
    recording.operand(a.program);
    return bits;
  }

  /** Unconstrained: quotient and remainder of a by b as integers in [0, r); 0 and a for b = 0. */
  public Variable[] hintDivide(Variable a, Variable b) {
    Variable[] result = outputs(Program.DIVIDE, 2, false);
    recording.operand(a.program);
    recording.operand(b.program);
    return result;
  }

  /** Unconstrained: n values that a function computes. */
  public Variable[] hint(int n, Hint hint, Variable... in) {
    Variable[] result = outputs(Program.CALL, n, true);
    recording.code.add(recording.hints.size());
    recording.hints.add(hint);
    recording.code.add(in.length);
    for (Variable operand : in) {
      recording.operand(operand.program);
    }
    return result;
  }

  private Variable[] outputs(int opcode, int n, boolean counted) {
    recording.instruction(opcode);
    if (counted) {
      recording.code.add(n);
    }
    Variable[] result = new Variable[n];
    for (int i = 0; i < n; i++) {
      int out = recording.newWire();
      recording.code.add(out);
      result[i] = new Variable(Linear.of(out));
    }
    return result;
  }

  /**
   * The same value, which the witness program computes once here. Worth it for long sums used again
   * and again; makes no wire and no constraint.
   */
  public Variable remember(Variable a) {
    return a.program.size() <= 1 ? a : new Variable(a.wires, Linear.of(registerOf(a)));
  }

  private int registerOf(Variable a) {
    int register = recording.newHidden();
    recording.instruction(Program.LINEAR, register);
    recording.operand(a.program);
    return register;
  }

  /**
   * Makes a value public: signal {@code name}, before all public inputs.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public void output(String name, Variable a) {
    if (recording.outputs.containsKey(name)) {
      throw new IllegalArgumentException("output " + name + " is declared twice");
    }
    int wire = a.wires.singleRegister();
    if (recording.isInternal(wire) && !recording.outputs.containsValue(wire)) {
      recording.outputs.put(name, wire);
      return;
    }
    int register = recording.newWire();
    recording.outputs.put(name, register);
    recording.instruction(Program.LINEAR, register);
    recording.operand(a.program);
    recording.zero(a.wires.plusTimes(MINUS_ONE, Linear.of(register)));
  }

  /**
   * Declares that a wire may hold any value while all the others are 0, as the inverse behind a
   * test for zero may. Tests of under-constrained wires count these apart.
   *
   * @throws IllegalArgumentException if {@code wire} is not a single wire
   */
  public void declareFree(Variable wire, Variable... whenZero) {
    int register = wire.wires.singleRegister();
    if (register < 0) {
      throw new IllegalArgumentException("not a single wire");
    }
    int[] conditions = new int[whenZero.length];
    for (int i = 0; i < whenZero.length; i++) {
      int known = whenZero[i].program.singleRegister();
      conditions[i] = known >= 0 ? known : registerOf(whenZero[i]);
    }
    recording.freedoms.add(new Recording.Freedom(register, conditions, recording.scopes.current()));
  }

  /** A part of a circuit with a name of its own in statistics; closing it ends the part. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** Opens a part: {@code try (var _ = api.scope("merkle path")) { … }}. */
  public Scope scope(String name) {
    recording.scopes.enter(name);
    return recording.scopes::leave;
  }

  private Variable combine(Variable a, long[] k, Variable b) {
    boolean same = a.wires == a.program && b.wires == b.program;
    Linear wires = k == null ? a.wires.plus(b.wires) : a.wires.plusTimes(k, b.wires);
    if (same) {
      return new Variable(wires);
    }
    Linear program = k == null ? a.program.plus(b.program) : a.program.plusTimes(k, b.program);
    return new Variable(wires, program);
  }

  /** k · a for a field element k of 4 longs, Montgomery form. */
  public Variable scale(long[] k, Variable a) {
    Linear wires = a.wires.times(k);
    return a.wires == a.program ? new Variable(wires) : new Variable(wires, a.program.times(k));
  }

  private static BigInteger constantOf(Variable a) {
    return F.toBigInteger(a.wires.constantValue(), 0);
  }
}
