package io.crowdroll.prover.circuit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code define} has said so far: constraints, witness program, scopes. */
final class Recording {
  /** Is told of each statement while it is made: to find the line that made it. */
  interface Watch {
    /** A statement a · b = c, or 0 = c where a is null. */
    void statement(int number, Linear a, Linear b, Linear c);
  }

  /** A wire that may hold anything while all of {@code whenZero} are 0. */
  record Freedom(int register, int[] whenZero, int scope) {}

  final Coefficients coefficients = new Coefficients();

  /** Rows 3k, 3k + 1, 3k + 2 are A, B and C of constraint k. */
  final Rows products = new Rows(coefficients);

  /** Combinations that are 0. */
  final Rows zeros = new Rows(coefficients);

  /** For each product constraint: the register it defines, or −1; its statement; its scope. */
  final Ints defined = new Ints();

  final Ints productStatement = new Ints();
  final Ints productScope = new Ints();
  final Ints zeroStatement = new Ints();
  final Ints zeroScope = new Ints();
  final Ints code = new Ints();
  final List<Hint> hints = new ArrayList<>();
  final Map<String, Integer> outputs = new LinkedHashMap<>();
  final List<Freedom> freedoms = new ArrayList<>();
  final Scopes scopes;

  /** Registers that only the witness program knows. */
  final BitSet hidden = new BitSet();

  private final Watch watch;
  private final int firstInternal;
  private int registers;
  private int statements;

  Recording(Circuit circuit, Watch watch) {
    this.watch = watch;
    this.scopes = new Scopes(circuit.name());
    this.firstInternal = 1 + circuit.inputs().size();
    this.registers = firstInternal;
  }

  int registers() {
    return registers;
  }

  /** Whether a register is neither the constant nor an input. */
  boolean isInternal(int register) {
    return register >= firstInternal;
  }

  int newWire() {
    return registers++;
  }

  int newHidden() {
    hidden.set(registers);
    return registers++;
  }

  void product(Linear a, Linear b, Linear c, int defines) {
    tell(a, b, c);
    products.add(a);
    products.add(b);
    products.add(c);
    defined.add(defines);
    productStatement.add(statements++);
    productScope.add(scopes.current());
  }

  void zero(Linear combination) {
    tell(null, null, combination);
    zeros.add(combination);
    zeroStatement.add(statements++);
    zeroScope.add(scopes.current());
  }

  private void tell(Linear a, Linear b, Linear c) {
    if (watch != null) {
      watch.statement(statements, a, b, c);
    }
  }

  void instruction(int opcode, int... words) {
    code.add(opcode);
    for (int word : words) {
      code.add(word);
    }
  }

  void operand(Linear value) {
    code.add(value.size());
    for (int i = 0; i < value.size(); i++) {
      code.add(value.register[i]);
      code.add(coefficients.number(value.coefficient, 4 * i));
    }
  }
}
