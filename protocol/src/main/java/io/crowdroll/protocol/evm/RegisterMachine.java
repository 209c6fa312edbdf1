package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Instruction.*;

/**
 * Runs a frame on its translated code ({@link Program}).
 *
 * <p>Gas and stack bounds are looked at once a block; between, an instruction is a jump of the
 * switch and its work. The loop is one method, below the 8,000 bytecodes beyond which HotSpot does
 * not compile, its state in local variables; rare instructions go to the {@link Interpreter}, who
 * has the same rules in their plain form.
 */
final class RegisterMachine {
  private final Interpreter interpreter;
  private final Pricing pricing;
  private final GasSchedule schedule;
  private final Division division = new Division();

  RegisterMachine(Interpreter interpreter, Pricing pricing, GasSchedule schedule) {
    this.interpreter = interpreter;
    this.pricing = pricing;
    this.schedule = schedule;
  }

  /**
   * Runs from the block at the frame's place on.
   *
   * @return true if the frame has ended or made a call; false if it stands before a block that it
   *     cannot pay or whose words do not fit its stack, for the interpreter to fail in
   */
  boolean run(Frame f, Program program) {
    final int[] code = program.code();
    final long[] k = program.constants();
    final long[] s = f.stack;
    long gas = f.gas;
    int base = f.sp;
    int ip = program.blockAt()[f.pc] - 1;
    while (true) {
      if (gas < code[ip] || base < code[ip + 1] || base > code[ip + 2]) {
        f.gas = gas;
        f.sp = base;
        f.pc = code[ip + 3];
        return false;
      }
      gas -= code[ip];
      ip += Program.HEADER;
      block:
      while (true) {
        switch (code[ip]) {
          case NEXT -> {
            base += code[ip + 1];
            ip += 2;
            break block;
          }
          case JUMP -> {
            base += code[ip + 2];
            ip = code[ip + 1];
            break block;
          }
          case JUMP_TO -> {
            int target = destination(f, program, s, base + code[ip + 1]);
            if (target < 0) {
              return true;
            }
            base += code[ip + 2];
            ip = target;
            break block;
          }
          case JUMP_TO_IF -> {
            if (Limbs.isZero(s, base + code[ip + 1])) {
              base += code[ip + 3];
              ip += 4;
              break block;
            }
            int target = destination(f, program, s, base + code[ip + 2]);
            if (target < 0) {
              return true;
            }
            base += code[ip + 3];
            ip = target;
            break block;
          }
          case JUMP_ZERO -> {
            boolean holds = Limbs.isZero(s, base + code[ip + 1]);
            base += code[ip + 5];
            ip = holds == (code[ip + 3] == 0) ? code[ip + 4] : ip + 6;
            break block;
          }
          case JUMP_LESS -> {
            boolean holds = Arithmetic.lessThan(s, base + code[ip + 1], s, base + code[ip + 2]);
            base += code[ip + 5];
            ip = holds == (code[ip + 3] == 0) ? code[ip + 4] : ip + 6;
            break block;
          }
          case JUMP_LESS_CONSTANT -> {
            boolean holds = Arithmetic.lessThan(s, base + code[ip + 1], k, code[ip + 2]);
            base += code[ip + 5];
            ip = holds == (code[ip + 3] == 0) ? code[ip + 4] : ip + 6;
            break block;
          }
          case JUMP_MORE_CONSTANT -> {
            boolean holds = Arithmetic.lessThan(k, code[ip + 2], s, base + code[ip + 1]);
            base += code[ip + 5];
            ip = holds == (code[ip + 3] == 0) ? code[ip + 4] : ip + 6;
            break block;
          }
          case JUMP_EQUAL -> {
            boolean holds = Limbs.equal(s, base + code[ip + 1], s, base + code[ip + 2]);
            base += code[ip + 5];
            ip = holds == (code[ip + 3] == 0) ? code[ip + 4] : ip + 6;
            break block;
          }
          case JUMP_EQUAL_CONSTANT -> {
            boolean holds = Limbs.equal(s, base + code[ip + 1], k, code[ip + 2]);
            base += code[ip + 5];
            ip = holds == (code[ip + 3] == 0) ? code[ip + 4] : ip + 6;
            break block;
          }
          case JUMP_LESS_SIGNED -> {
            boolean holds = Arithmetic.signedLessThan(s, base + code[ip + 1], base + code[ip + 2]);
            base += code[ip + 5];
            ip = holds == (code[ip + 3] == 0) ? code[ip + 4] : ip + 6;
            break block;
          }
          case ZERO -> {
            truth(s, base, code, ip, Limbs.isZero(s, base + code[ip + 2]));
            ip += 5;
          }
          case LESS -> {
            int a = base + code[ip + 2];
            truth(s, base, code, ip, Arithmetic.lessThan(s, a, s, base + code[ip + 3]));
            ip += 5;
          }
          case LESS_CONSTANT -> {
            int a = base + code[ip + 2];
            truth(s, base, code, ip, Arithmetic.lessThan(s, a, k, code[ip + 3]));
            ip += 5;
          }
          case MORE_CONSTANT -> {
            int a = base + code[ip + 2];
            truth(s, base, code, ip, Arithmetic.lessThan(k, code[ip + 3], s, a));
            ip += 5;
          }
          case EQUAL -> {
            int a = base + code[ip + 2];
            truth(s, base, code, ip, Limbs.equal(s, a, s, base + code[ip + 3]));
            ip += 5;
          }
          case EQUAL_CONSTANT -> {
            truth(s, base, code, ip, Limbs.equal(s, base + code[ip + 2], k, code[ip + 3]));
            ip += 5;
          }
          case LESS_SIGNED -> {
            int a = base + code[ip + 2];
            truth(s, base, code, ip, Arithmetic.signedLessThan(s, a, base + code[ip + 3]));
            ip += 5;
          }
          case CONSTANT -> {
            Arithmetic.copy(k, code[ip + 2], s, base + code[ip + 1]);
            ip += 3;
          }
          case COPY -> {
            Arithmetic.copy(s, base + code[ip + 2], s, base + code[ip + 1]);
            ip += 3;
          }
          case SWAP -> {
            swap(s, base + code[ip + 1], base + code[ip + 2]);
            ip += 3;
          }
          case ADD -> {
            Arithmetic.add(s, base + code[ip + 2], s, base + code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case ADD_CONSTANT -> {
            Arithmetic.add(s, base + code[ip + 2], k, code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case SUB -> {
            Arithmetic.sub(s, base + code[ip + 2], s, base + code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case SUB_CONSTANT -> {
            Arithmetic.sub(s, base + code[ip + 2], k, code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case MUL -> {
            Arithmetic.mul(s, base + code[ip + 2], s, base + code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case MUL_CONSTANT -> {
            Arithmetic.mul(s, base + code[ip + 2], k, code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case AND -> {
            and(s, base + code[ip + 2], s, base + code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case AND_CONSTANT -> {
            and(s, base + code[ip + 2], k, code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case OR -> {
            or(s, base + code[ip + 2], base + code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case XOR -> {
            xor(s, base + code[ip + 2], base + code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case NOT -> {
            not(s, base + code[ip + 2], base + code[ip + 1]);
            ip += 3;
          }
          case SHIFT_LEFT -> {
            Arithmetic.shiftLeftBy(s, code[ip + 3], base + code[ip + 2], base + code[ip + 1]);
            ip += 4;
          }
          case SHIFT_RIGHT -> {
            Arithmetic.shiftRight(s, code[ip + 3], base + code[ip + 2], base + code[ip + 1], 0);
            ip += 4;
          }
          case DIV -> {
            division.divide(s, base + code[ip + 2], base + code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case MOD -> {
            division.remainder(s, base + code[ip + 2], base + code[ip + 3], base + code[ip + 1]);
            ip += 4;
          }
          case MULMOD -> {
            int a = base + code[ip + 2];
            int b = base + code[ip + 3];
            division.mulMod(s, a, b, base + code[ip + 4], base + code[ip + 1]);
            ip += 5;
          }
          case BINARY -> {
            int a = base + code[ip + 2];
            binary(code[ip + 4], s, a, base + code[ip + 3], base + code[ip + 1]);
            ip += 5;
          }
          case LOAD -> {
            long place = Limbs.saturated(s, base + code[ip + 2]);
            if (place > f.memorySize - 32L && (gas = grow(f, place, gas)) < 0) {
              return outOfGas(f);
            }
            Frame.load(f.memory, (int) place, s, base + code[ip + 1]);
            ip += 3;
          }
          case LOAD_CONSTANT -> {
            int place = code[ip + 2];
            if (place > f.memorySize - 32 && (gas = grow(f, place, gas)) < 0) {
              return outOfGas(f);
            }
            Frame.load(f.memory, place, s, base + code[ip + 1]);
            ip += 3;
          }
          case STORE -> {
            long place = Limbs.saturated(s, base + code[ip + 1]);
            if (place > f.memorySize - 32L && (gas = grow(f, place, gas)) < 0) {
              return outOfGas(f);
            }
            Frame.store(s, base + code[ip + 2], f.memory, (int) place);
            ip += 3;
          }
          case STORE_CONSTANT -> {
            int place = code[ip + 1];
            if (place > f.memorySize - 32 && (gas = grow(f, place, gas)) < 0) {
              return outOfGas(f);
            }
            Frame.store(s, base + code[ip + 2], f.memory, place);
            ip += 3;
          }
          case GAS -> {
            Limbs.put(gas, s, base + code[ip + 1]);
            ip += 2;
          }
          case SIMPLE -> {
            f.sp = base + code[ip + 2];
            interpreter.execute(f, code[ip + 1]);
            ip += 3;
          }
          case MEMORY -> {
            f.sp = base + code[ip + 2];
            long more = pricing.price(f, code[ip + 1]);
            if (more > gas) {
              return outOfGas(f);
            }
            gas -= more;
            interpreter.executeDynamic(f, code[ip + 1]);
            ip += 3;
          }
          case WORLD -> {
            int op = code[ip + 1];
            f.sp = base + code[ip + 2];
            f.pc = code[ip + 3];
            // the block has paid its base price, which it will pay itself
            f.gas = gas + schedule.base[op];
            if (interpreter.step(f, op)) {
              return true;
            }
            gas = f.gas;
            base = f.sp;
            ip += 4;
            break block;
          }
          default -> {
            f.fail(Halt.INVALID_OPCODE);
            return true;
          }
        }
      }
    }
  }

  private static boolean outOfGas(Frame f) {
    f.fail(Halt.OUT_OF_GAS);
    return true;
  }

  /** The block at a place that the stack names; negative, and the frame failed, if none may be. */
  private static int destination(Frame f, Program program, long[] s, int at) {
    long pc = Limbs.saturated(s, at);
    if (pc < f.code.size() && f.code.isJumpDestination((int) pc)) {
      return program.blockAt()[(int) pc] - 1;
    }
    f.fail(Halt.INVALID_JUMP);
    return -1;
  }

  /** Grows the memory for a word; what is left of the gas, negative if it does not suffice. */
  private long grow(Frame f, long place, long gas) {
    long left = gas - pricing.growth(f, place, 32);
    if (left >= 0) {
      f.growMemory(pricing.memoryNeeded);
    }
    return left;
  }

  private static void truth(long[] s, int base, int[] code, int ip, boolean holds) {
    Arithmetic.set(s, base + code[ip + 1], holds == (code[ip + 4] == 0) ? 1 : 0, 0, 0, 0);
  }

  private static void swap(long[] s, int a, int b) {
    for (int i = 0; i < Limbs.WORD; i++) {
      long limb = s[a + i];
      s[a + i] = s[b + i];
      s[b + i] = limb;
    }
  }

  private static void and(long[] s, int a, long[] v, int b, int d) {
    long l0 = s[a] & v[b];
    long l1 = s[a + 1] & v[b + 1];
    long l2 = s[a + 2] & v[b + 2];
    Arithmetic.set(s, d, l0, l1, l2, s[a + 3] & v[b + 3]);
  }

  private static void or(long[] s, int a, int b, int d) {
    long l0 = s[a] | s[b];
    long l1 = s[a + 1] | s[b + 1];
    long l2 = s[a + 2] | s[b + 2];
    Arithmetic.set(s, d, l0, l1, l2, s[a + 3] | s[b + 3]);
  }

  private static void xor(long[] s, int a, int b, int d) {
    long l0 = s[a] ^ s[b];
    long l1 = s[a + 1] ^ s[b + 1];
    long l2 = s[a + 2] ^ s[b + 2];
    Arithmetic.set(s, d, l0, l1, l2, s[a + 3] ^ s[b + 3]);
  }

  private static void not(long[] s, int a, int d) {
    long l0 = ~s[a];
    long l1 = ~s[a + 1];
    long l2 = ~s[a + 2];
    Arithmetic.set(s, d, l0, l1, l2, ~s[a + 3]);
  }

  private void binary(int op, long[] s, int a, int b, int d) {
    switch (op) {
      case Opcode.SDIV -> division.divideSigned(s, a, b, d);
      case Opcode.SMOD -> division.remainderSigned(s, a, b, d);
      case Opcode.SIGNEXTEND -> Arithmetic.signExtend(s, a, b, d);
      case Opcode.BYTE -> Arithmetic.byteAt(s, a, b, d);
      case Opcode.SHL -> Arithmetic.shiftLeft(s, a, b, d);
      case Opcode.SHR -> Arithmetic.shiftRight(s, a, b, d);
      case Opcode.SAR -> Arithmetic.shiftRightSigned(s, a, b, d);
      default -> throw new IllegalStateException("no binary operation: " + op);
    }
  }
}
