package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;

import io.crowdroll.protocol.chain.Hash256;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Translates EVM code, block by block, into instructions on registers.
 *
 * <p>Within a basic block the height of the stack is known relative to its beginning, so every
 * stack position is a register, and PUSH, DUP, SWAP and POP need not be done: they only change
 * which register or constant stands for which position ({@link #symbols}). At the end of the block,
 * and before instructions that want the real stack, {@link #flush} makes it so. A result goes to
 * its own position's register unless another position still stands for what is in there; then to a
 * temporary one above the stack.
 *
 * <p>A block ends where control or gas can be seen: at jumps and their destinations, and at
 * instructions that read gas, reach into the world or fail for reasons other than gas. So it may be
 * paid as a whole when it is entered, and a block that cannot be paid runs out of gas somewhere
 * before its end.
 */
final class Translator {
  /** Instructions in a block at most, which bounds the work at flushes. */
  private static final int MAX_BLOCK = 256;

  /** Temporary registers of a block at most; a flush frees them. */
  static final int MAX_TEMPORARIES = 32;

  /** Memory places that instructions name are smaller. */
  private static final int SMALL = 1 << 24;

  /** The position 0, the block's beginning, in {@link #symbols}. */
  private static final int ORIGIN_INDEX = 8 * MAX_BLOCK;

  private final Code code;
  private final byte[] bytes;
  private final GasSchedule schedule;
  private final int[] blockAt;
  private int[] out;
  private int size;

  private long[] constants = new long[64];
  private int constantsSize;
  private final Map<Hash256, Integer> constantAt = new LinkedHashMap<>();

  /** Where in {@link #out} a jump's destination is to be written, by pairs (where, pc). */
  private int[] fixups = new int[32];

  private int fixupsSize;

  // --- the present block, in words and positions relative to its beginning

  private int next;
  private long gas;
  private int need;
  private int grow;
  private int height;
  private int temporaries;

  /** What stands for each position: 2 · register, or 2 · constant + 1. */
  private final int[] symbols = new int[ORIGIN_INDEX + MAX_BLOCK + 2];

  /** The comparison written last, which a jump that follows may absorb. */
  private int comparison;

  private Translator(Code code, GasSchedule schedule) {
    this.code = code;
    this.bytes = code.bytes();
    this.schedule = schedule;
    this.blockAt = new int[bytes.length + 1];
    this.out = new int[4 * bytes.length + 64];
  }

  static Program translate(Code code, GasSchedule schedule) {
    Translator translator = new Translator(code, schedule);
    translator.translate();
    return new Program(
        schedule,
        Arrays.copyOf(translator.out, translator.size),
        Arrays.copyOf(translator.constants, translator.constantsSize),
        translator.blockAt);
  }

  private void translate() {
    int pc = 0;
    while (pc <= bytes.length) {
      boolean fallsThrough = block(pc);
      pc = next;
      if (!fallsThrough) {
        pc = nextDestination(pc);
      }
    }
    for (int i = 0; i < fixupsSize; i += 2) {
      out[fixups[i]] = blockAt[fixups[i + 1]] - 1;
    }
  }

  /** What follows an end of control is dead up to the next JUMPDEST. */
  private int nextDestination(int pc) {
    int at = pc;
    while (at < bytes.length && (bytes[at] & 0xff) != JUMPDEST) {
      at = after(at);
    }
    return at < bytes.length ? at : bytes.length + 1;
  }

  private int opcode(int pc) {
    return pc < bytes.length ? bytes[pc] & 0xff : STOP;
  }

  private int after(int pc) {
    int op = opcode(pc);
    return pc + 1 + (isPush(op) ? op - PUSH0 : 0);
  }

  // --- blocks

  /** Translates the block at {@code pc}; returns whether control goes on behind it. */
  private boolean block(int pc) {
    int end = measure(pc);
    blockAt[pc] = size + 1;
    emit((int) Math.min(gas, Integer.MAX_VALUE), 4 * need, Frame.STACK_LIMIT - 4 * grow, pc);
    for (int position = -need; position <= grow; position++) {
      symbols[ORIGIN_INDEX + position] = 2 * position;
    }
    height = 0;
    temporaries = 0;
    comparison = Integer.MIN_VALUE;
    int at = pc;
    while (at < end) {
      int op = opcode(at);
      if (schedule.base[op] < 0) {
        emit(Instruction.INVALID);
        return false;
      }
      instruction(op, at);
      at = after(at);
      if (op == JUMP || op == STOP || op == RETURN || op == REVERT || op == SELFDESTRUCT) {
        return false;
      }
      if (op == JUMPI || isWorld(op)) {
        return true;
      }
    }
    flush();
    emit(Instruction.NEXT, 4 * height);
    return true;
  }

  /** Finds where the block ends, what it costs and how the stack moves in it. */
  private int measure(int pc) {
    gas = 0;
    need = 0;
    grow = 0;
    int level = 0;
    int at = pc;
    for (int count = 0; count < MAX_BLOCK && at <= bytes.length; count++) {
      int op = opcode(at);
      if (op == JUMPDEST && at > pc) {
        break;
      }
      at = after(at);
      if (schedule.base[op] < 0) {
        break;
      }
      gas += schedule.base[op];
      need = Math.max(need, StackShape.pops(op) - level);
      level += StackShape.pushes(op) - StackShape.pops(op);
      grow = Math.max(grow, level);
      if (op == JUMP || op == JUMPI || op == Opcode.GAS || isWorld(op)) {
        break;
      }
    }
    next = Math.min(at, bytes.length);
    return at;
  }

  /** What is done on the real stack with exact gas, and ends a block. */
  private static boolean isWorld(int op) {
    return switch (op) {
      case STOP, RETURN, REVERT, SELFDESTRUCT, SLOAD, SSTORE, TSTORE, BALANCE -> true;
      case EXTCODESIZE, EXTCODECOPY, EXTCODEHASH, RETURNDATACOPY -> true;
      case LOG0, LOG0 + 1, LOG0 + 2, LOG0 + 3, LOG4 -> true;
      default -> op >= CREATE && op <= STATICCALL;
    };
  }

  // --- instructions

  private void instruction(int op, int pc) {
    if (temporaries > MAX_TEMPORARIES - 4) {
      flush();
    }
    // only if nothing has been written since
    int before = comparison + 5 == size ? comparison : -1;
    switch (op) {
      case JUMPDEST -> {}
      case POP -> height--;
      case PC -> push(2 * constant(new Hash256(0, 0, 0, pc)) + 1);
      case CODESIZE -> push(2 * constant(new Hash256(0, 0, 0, bytes.length)) + 1);
      case JUMP -> jump();
      case JUMPI -> jumpIf(before);
      case Opcode.ADD -> commutative(Instruction.ADD, Instruction.ADD_CONSTANT);
      case Opcode.MUL -> commutative(Instruction.MUL, Instruction.MUL_CONSTANT);
      case Opcode.AND -> commutative(Instruction.AND, Instruction.AND_CONSTANT);
      case Opcode.SUB -> sub();
      case LT -> less(pop(), pop());
      case GT -> {
        int a = pop();
        less(pop(), a);
      }
      case EQ -> equal();
      case ISZERO -> isZero(before);
      case SLT -> compare(Instruction.LESS_SIGNED, pop(), pop());
      case SGT -> {
        int a = pop();
        compare(Instruction.LESS_SIGNED, pop(), a);
      }
      case SHL -> shift(Instruction.SHIFT_LEFT, op);
      case SHR -> shift(Instruction.SHIFT_RIGHT, op);
      case Opcode.OR -> binary(Instruction.OR);
      case Opcode.XOR -> binary(Instruction.XOR);
      case Opcode.DIV -> binary(Instruction.DIV);
      case Opcode.MOD -> binary(Instruction.MOD);
      case SDIV, SMOD, SIGNEXTEND, BYTE, SAR -> binary(Instruction.BINARY, op);
      case Opcode.NOT -> {
        int a = register(pop());
        emit(Instruction.NOT, result(), a);
      }
      case Opcode.MULMOD -> {
        int a = register(pop());
        int b = register(pop());
        int c = register(pop());
        emit(Instruction.MULMOD, result(), a, b, c);
      }
      case MLOAD -> load();
      case MSTORE -> store();
      case Opcode.GAS -> emit(Instruction.GAS, result());
      default -> onStack(op, pc);
    }
  }

  private void onStack(int op, int pc) {
    if (op >= PUSH0 && op <= PUSH32) {
      long[] word = new long[Limbs.WORD];
      Interpreter.pushBytes(bytes, pc + 1, op - PUSH0, word, 0);
      push(2 * constant(Limbs.hash(word, 0)) + 1);
    } else if (op >= DUP1 && op <= DUP16) {
      push(symbols[ORIGIN_INDEX + height - (op - DUP1 + 1)]);
    } else if (op >= SWAP1 && op <= SWAP16) {
      int top = ORIGIN_INDEX + height - 1;
      int other = top - (op - SWAP1 + 1);
      int symbol = symbols[top];
      symbols[top] = symbols[other];
      symbols[other] = symbol;
    } else {
      flush();
      if (isWorld(op)) {
        emit(Instruction.WORLD, op, 4 * height, pc + 1);
      } else {
        emit(Interpreter.isDynamic(op) ? Instruction.MEMORY : Instruction.SIMPLE, op, 4 * height);
      }
      height -= StackShape.pops(op);
      for (int i = 0; i < StackShape.pushes(op); i++) {
        push(2 * height);
      }
    }
  }

  private void commutative(int plain, int withConstant) {
    int a = pop();
    int b = pop();
    if (isConstant(a)) {
      int swapped = a;
      a = b;
      b = swapped;
    }
    int first = register(a);
    if (isConstant(b)) {
      emit(withConstant, result(), first, b >> 1);
    } else {
      emit(plain, result(), first, register(b));
    }
  }

  private void sub() {
    int a = register(pop());
    int b = pop();
    if (isConstant(b)) {
      emit(Instruction.SUB_CONSTANT, result(), a, b >> 1);
    } else {
      emit(Instruction.SUB, result(), a, register(b));
    }
  }

  private void binary(int instruction, int... more) {
    int a = register(pop());
    int b = register(pop());
    emit(instruction, result(), a, b);
    emit(more);
  }

  private void shift(int byConstant, int op) {
    int n = symbols[ORIGIN_INDEX + height - 1];
    long distance = isConstant(n) ? Limbs.saturated(constants, n >> 1) : Long.MAX_VALUE;
    if (distance > 255) {
      binary(Instruction.BINARY, op);
      return;
    }
    height--;
    int a = register(pop());
    emit(byConstant, result(), a, (int) distance);
  }

  // --- comparisons

  private void less(int a, int b) {
    if (isConstant(b)) {
      compare(Instruction.LESS_CONSTANT, a, b);
    } else if (isConstant(a)) {
      compare(Instruction.MORE_CONSTANT, b, a);
    } else {
      compare(Instruction.LESS, a, b);
    }
  }

  private void equal() {
    int a = pop();
    int b = pop();
    if (isConstant(b)) {
      compare(Instruction.EQUAL_CONSTANT, a, b);
    } else if (isConstant(a)) {
      compare(Instruction.EQUAL_CONSTANT, b, a);
    } else {
      compare(Instruction.EQUAL, a, b);
    }
  }

  private void compare(int instruction, int a, int b) {
    boolean constant =
        instruction == Instruction.LESS_CONSTANT
            || instruction == Instruction.MORE_CONSTANT
            || instruction == Instruction.EQUAL_CONSTANT;
    int first = register(a);
    int second = constant ? b >> 1 : register(b);
    int d = result();
    comparison = size;
    emit(instruction, d, first, second, 0);
  }

  private void isZero(int before) {
    int a = pop();
    if (before >= 0 && !isConstant(a) && out[before + 1] == 2 * a && !isUsed(a)) {
      out[before + 4] ^= 1;
      push(a);
      return;
    }
    int register = register(a);
    int d = result();
    comparison = size;
    emit(Instruction.ZERO, d, register, 0, 0);
  }

  // --- jumps

  private void jump() {
    int target = destination(symbols[ORIGIN_INDEX + height - 1]);
    if (target < 0) {
      flush();
      height--;
      emit(Instruction.JUMP_TO, 4 * height, 4 * height);
      return;
    }
    height--;
    flush();
    emit(Instruction.JUMP, 0, 4 * height);
    fixup(size - 2, target);
  }

  private void jumpIf(int before) {
    int target = destination(symbols[ORIGIN_INDEX + height - 1]);
    if (target < 0) {
      flush();
      height -= 2;
      emit(Instruction.JUMP_TO_IF, 4 * height, 4 * (height + 1), 4 * height);
      return;
    }
    height--;
    if (before >= 0 && absorb(before, target)) {
      return;
    }
    flush();
    height--;
    emit(Instruction.JUMP_ZERO, 4 * height, 0, 1, 0, 4 * height);
    fixup(size - 2, target);
  }

  /** Lets the jump ask what the comparison just written asks, if nothing else wants its word. */
  private boolean absorb(int before, int target) {
    int condition = pop();
    if (isConstant(condition) || out[before + 1] != 2 * condition || isUsed(condition)) {
      height++;
      return false;
    }
    int instruction = out[before];
    int a = out[before + 2];
    int b = out[before + 3];
    int negated = out[before + 4];
    int[] saved = Arrays.copyOfRange(symbols, ORIGIN_INDEX - need, ORIGIN_INDEX + height);
    size = before;
    flush();
    boolean isRegister =
        instruction == Instruction.LESS
            || instruction == Instruction.LESS_SIGNED
            || instruction == Instruction.EQUAL;
    if (isWritten(before, a) || isRegister && isWritten(before, b)) {
      size = before;
      System.arraycopy(saved, 0, symbols, ORIGIN_INDEX - need, saved.length);
      emit(instruction, 2 * condition, a, b, negated);
      height++;
      return false;
    }
    emit(instruction - Instruction.TO_JUMP, a, b, negated, 0, 4 * height);
    fixup(size - 2, target);
    return true;
  }

  /** Whether the flush written from {@code from} on writes the register. */
  private boolean isWritten(int from, int register) {
    for (int i = from; i < size; i += 3) {
      if (out[i + 1] == register || out[i] == Instruction.SWAP && out[i + 2] == register) {
        return true;
      }
    }
    return false;
  }

  /** The JUMPDEST a symbol is a constant of; −1 where it is none. */
  private int destination(int symbol) {
    if (!isConstant(symbol)) {
      return -1;
    }
    long pc = Limbs.saturated(constants, symbol >> 1);
    return pc < bytes.length && code.isJumpDestination((int) pc) ? (int) pc : -1;
  }

  private void fixup(int at, int pc) {
    if (fixupsSize == fixups.length) {
      fixups = Arrays.copyOf(fixups, 2 * fixupsSize);
    }
    fixups[fixupsSize++] = at;
    fixups[fixupsSize++] = pc;
  }

  // --- memory

  private void load() {
    int a = pop();
    long place = isConstant(a) ? Limbs.saturated(constants, a >> 1) : SMALL;
    if (place < SMALL) {
      emit(Instruction.LOAD_CONSTANT, result(), (int) place);
    } else {
      int register = register(a);
      emit(Instruction.LOAD, result(), register);
    }
  }

  private void store() {
    int a = pop();
    int value = register(pop());
    long place = isConstant(a) ? Limbs.saturated(constants, a >> 1) : SMALL;
    if (place < SMALL) {
      emit(Instruction.STORE_CONSTANT, (int) place, value);
    } else {
      emit(Instruction.STORE, register(a), value);
    }
  }

  // --- symbols

  private static boolean isConstant(int symbol) {
    return (symbol & 1) != 0;
  }

  private void push(int symbol) {
    symbols[ORIGIN_INDEX + height++] = symbol;
  }

  private int pop() {
    return symbols[ORIGIN_INDEX + --height];
  }

  private boolean isUsed(int symbol) {
    for (int i = ORIGIN_INDEX - need; i < ORIGIN_INDEX + height; i++) {
      if (symbols[i] == symbol) {
        return true;
      }
    }
    return false;
  }

  /** The register, as a limb, that holds what the symbol stands for; a constant is put into one. */
  private int register(int symbol) {
    if (!isConstant(symbol)) {
      return 2 * symbol;
    }
    int temporary = 4 * (grow + temporaries++);
    emit(Instruction.CONSTANT, temporary, symbol >> 1);
    return temporary;
  }

  /** Pushes what the next instruction will compute; the register for it, as a limb. */
  private int result() {
    int symbol = 2 * height;
    if (isUsed(symbol)) {
      symbol = 2 * (grow + temporaries++);
    }
    push(symbol);
    return 2 * symbol;
  }

  /** Makes every position hold what stands for it: moves at once, of which some form cycles. */
  private void flush() {
    int from = ORIGIN_INDEX - need;
    int to = ORIGIN_INDEX + height;
    boolean moved = true;
    while (moved) {
      moved = false;
      boolean pending = false;
      for (int i = from; i < to; i++) {
        int own = 2 * (i - ORIGIN_INDEX);
        if (isConstant(symbols[i]) || symbols[i] == own) {
          continue;
        }
        pending = true;
        if (!isUsed(own)) {
          emit(Instruction.COPY, 2 * own, 2 * symbols[i]);
          symbols[i] = own;
          moved = true;
        }
      }
      if (pending && !moved) {
        breakCycle(from, to);
        moved = true;
      }
    }
    for (int i = from; i < to; i++) {
      if (isConstant(symbols[i])) {
        int own = 2 * (i - ORIGIN_INDEX);
        emit(Instruction.CONSTANT, 2 * own, symbols[i] >> 1);
        symbols[i] = own;
      }
    }
    temporaries = 0;
  }

  /** Every pending position's register is wanted elsewhere: one swap satisfies at least one. */
  private void breakCycle(int from, int to) {
    for (int i = from; i < to; i++) {
      int own = 2 * (i - ORIGIN_INDEX);
      int source = symbols[i];
      if (isConstant(source) || source == own) {
        continue;
      }
      emit(Instruction.SWAP, 2 * own, 2 * source);
      for (int j = from; j < to; j++) {
        if (symbols[j] == own) {
          symbols[j] = source;
        } else if (symbols[j] == source) {
          symbols[j] = own;
        }
      }
      return;
    }
  }

  // --- output

  private void emit(int... ints) {
    if (size + ints.length > out.length) {
      out = Arrays.copyOf(out, 2 * (size + ints.length));
    }
    for (int value : ints) {
      out[size++] = value;
    }
  }

  private int constant(Hash256 word) {
    Integer known = constantAt.get(word);
    if (known != null) {
      return known;
    }
    if (constantsSize == constants.length) {
      constants = Arrays.copyOf(constants, 2 * constantsSize);
    }
    int at = constantsSize;
    Limbs.put(word, constants, at);
    constantsSize += Limbs.WORD;
    constantAt.put(word, at);
    return at;
  }
}
