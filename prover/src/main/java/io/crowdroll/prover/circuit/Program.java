package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.List;

/**
 * The witness program: straight-line code over registers of 4 longs (Montgomery form), run once for
 * a witness. Flat, so that it runs at the speed of the field multiplication.
 *
 * <p>An instruction is an opcode, the registers it writes, then its operands. An operand is a
 * linear combination: the number of terms, then for each a register and the number of a
 * coefficient. Every register is written once, before it is read.
 */
final class Program {
  private static final PrimeField F = PrimeField.FR;
  private static final long[] UNIT = F.one();
  private static final long[] R_SQUARED = F.fromBigInteger(BigInteger.ONE.shiftLeft(256));

  /** out, a: out = a. */
  static final int LINEAR = 0;

  /** out, a, b: out = a · b. */
  static final int PRODUCT = 1;

  /** out, a, b, c: out = a · b + c. */
  static final int PRODUCT_PLUS = 2;

  /** out, a: out = 1 / a, 0 for 0. */
  static final int INVERSE = 3;

  /** out, a, b: out = a / b, 0 for b = 0. */
  static final int QUOTIENT = 4;

  /** n, out 0 … n − 1, a: bits from the lowest on; the last is all that is left of a. */
  static final int BITS = 5;

  /** out 0, out 1, a, b: quotient and remainder of integers; 0 and a for b = 0. */
  static final int DIVIDE = 6;

  /** n, out 0 … n − 1, hint, number of operands, operands. */
  static final int CALL = 7;

  private static final int SCRATCH = 8;

  final int[] code;
  private final long[] coefficients;
  private final Hint[] hints;
  private final int registers;
  private final boolean[] isOne;

  Program(int[] code, long[] coefficients, List<Hint> hints, int registers) {
    this.code = code;
    this.coefficients = coefficients;
    this.hints = hints.toArray(Hint[]::new);
    this.registers = registers;
    this.isOne = new boolean[coefficients.length / 4];
    isOne[Coefficients.ONE] = true;
  }

  int registers() {
    return registers;
  }

  /** Memory for a run; register 0 holds 1, inputs are to be filled in. */
  long[] newRegisters() {
    long[] memory = new long[Math.multiplyExact(4, registers + SCRATCH)];
    System.arraycopy(UNIT, 0, memory, 0, 4);
    return memory;
  }

  /** Computes all registers from the inputs. */
  void run(long[] memory) {
    for (int at = 0; at < code.length; ) {
      at = step(at, memory);
    }
  }

  /** Runs the instruction at a place and returns the next one's place. */
  int step(int at, long[] memory) {
    return switch (code[at]) {
      case LINEAR -> linear(at, memory);
      case PRODUCT -> product(at, memory);
      case PRODUCT_PLUS -> productPlus(at, memory);
      case INVERSE -> inverse(at, memory);
      case QUOTIENT -> quotient(at, memory);
      case BITS -> bits(at, memory, -1);
      case DIVIDE -> divide(at, memory);
      case CALL -> call(at, memory);
      default -> throw new AssertionError("opcode " + code[at]);
    };
  }

  private int linear(int at, long[] memory) {
    int value = operand(at + 2, memory, 0);
    System.arraycopy(memory, value, memory, 4 * code[at + 1], 4);
    return after(at + 2);
  }

  private int product(int at, long[] memory) {
    int second = after(at + 2);
    int a = operand(at + 2, memory, 0);
    int b = operand(second, memory, 1);
    F.mul(memory, 4 * code[at + 1], memory, a, memory, b);
    return after(second);
  }

  private int productPlus(int at, long[] memory) {
    int second = after(at + 2);
    int third = after(second);
    int a = operand(at + 2, memory, 0);
    int b = operand(second, memory, 1);
    int c = operand(third, memory, 2);
    int out = 4 * code[at + 1];
    F.mul(memory, out, memory, a, memory, b);
    F.add(memory, out, memory, out, memory, c);
    return after(third);
  }

  private int inverse(int at, long[] memory) {
    invertOrZero(memory, 4 * code[at + 1], operand(at + 2, memory, 0));
    return after(at + 2);
  }

  private int quotient(int at, long[] memory) {
    int second = after(at + 2);
    int a = operand(at + 2, memory, 0);
    int b = operand(second, memory, 1);
    int inverse = scratch(2);
    invertOrZero(memory, inverse, b);
    F.mul(memory, 4 * code[at + 1], memory, a, memory, inverse);
    return after(second);
  }

  private static void invertOrZero(long[] memory, int out, int a) {
    if (F.isZero(memory, a)) {
      zero(memory, out);
    } else {
      F.inverse(memory, out, memory, a);
    }
  }

  /**
   * Splits into bits, one of which may have been set by hand before ({@code forced}, its index):
   * the bits after it are then those of what remains, so that the sum still holds.
   */
  private int bits(int at, long[] memory, int forced) {
    int n = code[at + 1];
    int plain = scratch(1);
    int a = operand(at + 2 + n, memory, 0);
    F.toPlain(memory, plain, memory, a);
    int from = 0;
    if (forced >= 0) {
      from = forced + 1;
      long[] half = F.fromBigInteger(BigInteger.TWO.modInverse(F.modulus()));
      int rest = scratch(2);
      System.arraycopy(memory, a, memory, rest, 4);
      for (int i = 0; i <= forced; i++) {
        F.sub(memory, rest, memory, rest, memory, 4 * code[at + 2 + i]);
        F.mul(memory, rest, memory, rest, half, 0);
      }
      F.toPlain(memory, plain, memory, rest);
    }
    for (int i = from; i < n - 1; i++) {
      int bit = 4 * code[at + 2 + i];
      if ((memory[plain + ((i - from) >>> 6)] >>> (i - from) & 1) != 0) {
        System.arraycopy(UNIT, 0, memory, bit, 4);
      } else {
        zero(memory, bit);
      }
    }
    if (from < n) {
      int last = 4 * code[at + 1 + n];
      PrimeField.store(PrimeField.load(memory, plain).shiftRight(n - 1 - from), memory, last);
      F.mul(memory, last, memory, last, R_SQUARED, 0);
    }
    return after(at + 2 + n);
  }

  private int divide(int at, long[] memory) {
    int second = after(at + 3);
    int plain = scratch(2);
    F.toPlain(memory, plain, memory, operand(at + 3, memory, 0));
    BigInteger a = PrimeField.load(memory, plain);
    F.toPlain(memory, plain, memory, operand(second, memory, 1));
    BigInteger b = PrimeField.load(memory, plain);
    BigInteger[] result = b.signum() == 0 ? new BigInteger[] {b, a} : a.divideAndRemainder(b);
    for (int i = 0; i < 2; i++) {
      int out = 4 * code[at + 1 + i];
      PrimeField.store(result[i], memory, out);
      F.mul(memory, out, memory, out, R_SQUARED, 0);
    }
    return after(second);
  }

  private int call(int at, long[] memory) {
    int n = code[at + 1];
    int operands = code[at + 3 + n];
    long[] in = new long[4 * operands];
    int next = at + 4 + n;
    for (int i = 0; i < operands; i++) {
      F.toPlain(in, 4 * i, memory, operand(next, memory, 0));
      next = after(next);
    }
    long[] out = new long[4 * n];
    hints[code[at + 2 + n]].compute(in, out);
    for (int i = 0; i < n; i++) {
      if (!F.isCanonical(out, 4 * i)) {
        throw new IllegalStateException("a hint's output is not below the field's order");
      }
      F.mul(memory, 4 * code[at + 2 + i], out, 4 * i, R_SQUARED, 0);
    }
    return next;
  }

  /** Place in memory of an operand's value: a register as it is, or a sum in scratch space. */
  private int operand(int at, long[] memory, int scratch) {
    int terms = code[at];
    if (terms == 1 && isOne[code[at + 2]]) {
      return 4 * code[at + 1];
    }
    int sum = scratch(3 + scratch);
    int term = scratch(6);
    zero(memory, sum);
    for (int i = at + 1; i <= at + 2 * terms; i += 2) {
      if (isOne[code[i + 1]]) {
        F.add(memory, sum, memory, sum, memory, 4 * code[i]);
      } else {
        F.mul(memory, term, memory, 4 * code[i], coefficients, 4 * code[i + 1]);
        F.add(memory, sum, memory, sum, memory, term);
      }
    }
    return sum;
  }

  /** The place after an instruction. */
  int next(int at) {
    int operand = operands(at);
    for (int i = operandCount(at); i > 0; i--) {
      operand = after(operand);
    }
    return operand;
  }

  /** Place of the first register that an instruction writes; the others follow. */
  int outputs(int at) {
    return code[at] == BITS || code[at] == CALL ? at + 2 : at + 1;
  }

  int outputCount(int at) {
    return switch (code[at]) {
      case BITS, CALL -> code[at + 1];
      case DIVIDE -> 2;
      default -> 1;
    };
  }

  /** Place of an instruction's first operand. */
  int operands(int at) {
    return outputs(at) + outputCount(at) + (code[at] == CALL ? 2 : 0);
  }

  int operandCount(int at) {
    return switch (code[at]) {
      case LINEAR, INVERSE, BITS -> 1;
      case PRODUCT, QUOTIENT, DIVIDE -> 2;
      case PRODUCT_PLUS -> 3;
      case CALL -> code[operands(at) - 1];
      default -> throw new AssertionError("opcode " + code[at]);
    };
  }

  /**
   * What an instruction's other outputs become when one of them has been set by hand: the later
   * bits of what remains, the remainder for a quotient and the quotient for a remainder. Others
   * stay.
   */
  void adapt(int at, long[] memory, int output) {
    if (code[at] == BITS) {
      bits(at, memory, output);
    } else if (code[at] == DIVIDE) {
      int b = operand(after(operands(at)), memory, 1);
      int quotient = 4 * code[at + 1];
      int remainder = 4 * code[at + 2];
      int value = scratch(2);
      if (output == 0) {
        F.mul(memory, value, memory, quotient, memory, b);
        F.sub(memory, remainder, memory, operand(operands(at), memory, 0), memory, value);
      } else {
        invertOrZero(memory, value, b);
        int difference = scratch(1);
        F.sub(memory, difference, memory, operand(operands(at), memory, 0), memory, remainder);
        F.mul(memory, quotient, memory, difference, memory, value);
      }
    }
  }

  /** The place after an operand. */
  int after(int operand) {
    return operand + 1 + 2 * code[operand];
  }

  private int scratch(int k) {
    return 4 * (registers + k);
  }

  private static void zero(long[] memory, int at) {
    memory[at] = 0;
    memory[at + 1] = 0;
    memory[at + 2] = 0;
    memory[at + 3] = 0;
  }
}
