package io.crowdroll.protocol.evm;

/**
 * The instructions of a {@link Program}: registers instead of a stack. Each is one int and then its
 * operands, an int each.
 *
 * <p>Operands are named below: {@code d} the register written, {@code a b c} registers read, {@code
 * k} a constant's place, {@code n} a number, {@code neg} 1 where a comparison's result is inverted,
 * {@code t} the instruction jumped to, {@code delta} how far the base moves. A register is a limb's
 * distance from the base, the stack pointer at the block's beginning; below it lies what the block
 * found on the stack.
 */
final class Instruction {
  /** {@code delta}: on to the block that follows. */
  static final int NEXT = 0;

  /** {@code t delta}. */
  static final int JUMP = 1;

  /** {@code a delta}: to the code's place that a holds. */
  static final int JUMP_TO = 2;

  /** {@code a c delta}: to the code's place that c holds, if a is not 0. */
  static final int JUMP_TO_IF = 3;

  /** {@code a 0 neg t delta}: if a = 0. */
  static final int JUMP_ZERO = 4;

  /** {@code a b neg t delta}: if a &lt; b. */
  static final int JUMP_LESS = 5;

  /** {@code a k neg t delta}: if a &lt; k. */
  static final int JUMP_LESS_CONSTANT = 6;

  /** {@code a k neg t delta}: if a &gt; k. */
  static final int JUMP_MORE_CONSTANT = 7;

  /** {@code a b neg t delta}: if a = b. */
  static final int JUMP_EQUAL = 8;

  /** {@code a k neg t delta}: if a = k. */
  static final int JUMP_EQUAL_CONSTANT = 9;

  /** {@code a b neg t delta}: if a &lt; b, signed. */
  static final int JUMP_LESS_SIGNED = 10;

  /** From a comparison that makes a word to the jump that asks the same. */
  static final int TO_JUMP = 10;

  /** {@code d a 0 neg}. */
  static final int ZERO = JUMP_ZERO + TO_JUMP;

  /** {@code d a b neg}. */
  static final int LESS = JUMP_LESS + TO_JUMP;

  /** {@code d a k neg}. */
  static final int LESS_CONSTANT = JUMP_LESS_CONSTANT + TO_JUMP;

  /** {@code d a k neg}. */
  static final int MORE_CONSTANT = JUMP_MORE_CONSTANT + TO_JUMP;

  /** {@code d a b neg}. */
  static final int EQUAL = JUMP_EQUAL + TO_JUMP;

  /** {@code d a k neg}. */
  static final int EQUAL_CONSTANT = JUMP_EQUAL_CONSTANT + TO_JUMP;

  /** {@code d a b neg}. */
  static final int LESS_SIGNED = JUMP_LESS_SIGNED + TO_JUMP;

  /** {@code d k}. */
  static final int CONSTANT = 21;

  /** {@code d a}. */
  static final int COPY = 22;

  /** {@code a b}: they change places. */
  static final int SWAP = 23;

  /** {@code d a b}. */
  static final int ADD = 24;

  /** {@code d a k}. */
  static final int ADD_CONSTANT = 25;

  /** {@code d a b}. */
  static final int SUB = 26;

  /** {@code d a k}. */
  static final int SUB_CONSTANT = 27;

  /** {@code d a b}. */
  static final int MUL = 28;

  /** {@code d a k}. */
  static final int MUL_CONSTANT = 29;

  /** {@code d a b}. */
  static final int AND = 30;

  /** {@code d a k}. */
  static final int AND_CONSTANT = 31;

  /** {@code d a b}. */
  static final int OR = 32;

  /** {@code d a b}. */
  static final int XOR = 33;

  /** {@code d a}. */
  static final int NOT = 34;

  /** {@code d a n}: by 0 to 255 bits. */
  static final int SHIFT_LEFT = 35;

  /** {@code d a n}: by 0 to 255 bits. */
  static final int SHIFT_RIGHT = 36;

  /** {@code d a b}. */
  static final int DIV = 37;

  /** {@code d a b}. */
  static final int MOD = 38;

  /** {@code d a b c}. */
  static final int MULMOD = 39;

  /** {@code d a b opcode}: the rest of the operations with two operands. */
  static final int BINARY = 40;

  /** {@code d a}. */
  static final int LOAD = 41;

  /** {@code d n}: from a fixed place in memory. */
  static final int LOAD_CONSTANT = 42;

  /** {@code a b}: b into memory at a. */
  static final int STORE = 43;

  /** {@code n b}: b to a fixed place in memory. */
  static final int STORE_CONSTANT = 44;

  /** {@code d}. */
  static final int GAS = 45;

  /** {@code opcode sp}: an EVM instruction on the stack, of fixed price. */
  static final int SIMPLE = 46;

  /** {@code opcode sp}: an EVM instruction on the stack that may let the memory grow. */
  static final int MEMORY = 47;

  /** {@code opcode sp pc}: an EVM instruction on the stack, of whatever price; ends the block. */
  static final int WORLD = 48;

  /** Ends the frame: the opcode does not exist. */
  static final int INVALID = 49;

  private Instruction() {}
}
