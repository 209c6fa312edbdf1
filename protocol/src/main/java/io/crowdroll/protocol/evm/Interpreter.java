package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a frame one instruction at a time, each in the same steps: does the stack suffice, what does
 * it cost, show it to the tracer, do it, go on.
 */
final class Interpreter implements Tracer.Step {
  /** What stands for the instructions between two jumps, in {@link Code#program}. */
  private static final int WORK_PER_JUMP = 16;

  private final Evm evm;
  private final EvmState state;
  private final BlockContext block;
  private final Pricing pricing;
  private final GasSchedule schedule;
  private final Division division = new Division();
  private final Keccak256 keccak = new Keccak256();

  /** Null while nobody looks on. */
  Tracer tracer;

  // the step the tracer sees
  private Frame frame;
  private int pc;
  private long gas;
  private int opcode;
  private long cost;
  private Halt error;

  Interpreter(Evm evm, GasSchedule schedule) {
    this.evm = evm;
    this.state = evm.state;
    this.block = evm.block;
    this.pricing = evm.pricing;
    this.schedule = schedule;
  }

  /**
   * Runs until the frame ends ({@link Frame#halt} is set) or has made a call (it is not).
   *
   * @param maySwitch whether to stop also at a JUMPDEST as soon as the code is translated
   * @return true unless it stopped for that
   */
  boolean run(Frame f, boolean maySwitch) {
    byte[] code = f.code.bytes();
    while (true) {
      int op = f.pc < code.length ? code[f.pc] & 0xff : STOP;
      if (maySwitch && op == JUMPDEST && f.code.program(schedule, WORK_PER_JUMP) != null) {
        return false;
      }
      long price = price(f, op);
      Halt refusal = price >= 0 ? Halt.NONE : refusal(f, op);
      if (tracer != null) {
        show(f, op, price >= 0 ? price : Math.max(0, schedule.base[op]), refusal);
        tracer.step(this);
      }
      if (refusal != Halt.NONE) {
        f.fail(refusal);
        return true;
      }
      if (evm.meter != null && !evm.meter.add(f, op)) {
        f.fail(Halt.OUT_OF_PROOF_UNITS);
        return true;
      }
      f.gas -= price;
      f.pc++;
      boolean leaves = isDynamic(op) ? executeDynamic(f, op) : execute(f, op);
      if (f.halt == null) {
        if (leaves) {
          return true;
        }
      } else {
        if (tracer != null && f.halt != Halt.NONE) {
          error = f.halt;
          tracer.fault(this);
        }
        return true;
      }
    }
  }

  /**
   * One instruction on its own, neither shown nor metered.
   *
   * @return whether the frame must be left
   */
  boolean step(Frame f, int op) {
    long price = price(f, op);
    if (price < 0) {
      f.fail(refusal(f, op));
      return true;
    }
    f.gas -= price;
    boolean leaves = isDynamic(op) ? executeDynamic(f, op) : execute(f, op);
    return leaves || f.halt != null;
  }

  // --- stack and price

  /** The whole price; negative where the instruction cannot run. */
  private long price(Frame f, int op) {
    int base = schedule.base[op];
    if (base < 0 || !StackShape.fits(op, f.sp) || f.gas < base) {
      return -1;
    }
    long price = base + (isDynamic(op) ? pricing.price(f, op) : 0);
    return price >= 0 && price <= f.gas ? price : -1;
  }

  private Halt refusal(Frame f, int op) {
    if (schedule.base[op] < 0) {
      return Halt.INVALID_OPCODE;
    }
    if (!StackShape.fits(op, f.sp)) {
      return StackShape.underflows(op, f.sp) ? Halt.STACK_UNDERFLOW : Halt.STACK_OVERFLOW;
    }
    return f.gas < schedule.base[op] ? Halt.OUT_OF_GAS : pricing.refusal;
  }

  /** Whether the price depends on more than the opcode. */
  static boolean isDynamic(int op) {
    return switch (op) {
      case EXP, KECCAK256, BALANCE, CALLDATACOPY, CODECOPY, EXTCODESIZE, EXTCODECOPY -> true;
      case RETURNDATACOPY, EXTCODEHASH, MLOAD, MSTORE, MSTORE8, SLOAD, SSTORE, MCOPY -> true;
      case RETURN, REVERT, SELFDESTRUCT -> true;
      default -> op >= LOG0 && op <= LOG4 || op >= CREATE && op <= STATICCALL;
    };
  }

  // --- what the opcode alone prices

  /** Returns whether the frame must be left. */
  boolean execute(Frame f, int op) {
    long[] s = f.stack;
    int top = f.sp - 4;
    if (op >= PUSH0 && op <= SWAP16) {
      moveWords(f, op);
      return false;
    }
    if (op < KECCAK256) {
      return op == STOP ? stop(f) : compute(f, op, s, top);
    }
    if (op >= ADDRESS && op <= BLOBBASEFEE) {
      environment(f, op, s, f.sp);
      return false;
    }
    switch (op) {
      case POP -> f.sp = top;
      case JUMP -> {
        f.sp = top;
        jump(f, Limbs.saturated(s, top));
      }
      case JUMPI -> {
        f.sp = top - 4;
        if (!Limbs.isZero(s, top - 4)) {
          jump(f, Limbs.saturated(s, top));
        }
      }
      case PC -> push(f, f.pc - 1);
      case MSIZE -> push(f, f.memorySize);
      case GAS -> push(f, f.gas);
      case JUMPDEST -> {}
      case TLOAD -> state.loadTransient(f.self, s, top, s, top);
      case TSTORE -> {
        if (f.isStatic) {
          f.fail(Halt.STATIC_VIOLATION);
        } else {
          state.storeTransient(f.self, s, top, s, top - 4);
          f.sp = top - 4;
        }
      }
      default -> throw new IllegalStateException("priced but unknown opcode " + op);
    }
    return false;
  }

  private static boolean stop(Frame f) {
    f.halt = Halt.NONE;
    return true;
  }

  private static void push(Frame f, long value) {
    Limbs.put(value, f.stack, f.sp);
    f.sp += 4;
  }

  private static void jump(Frame f, long target) {
    if (target < Integer.MAX_VALUE && f.code.isJumpDestination((int) target)) {
      f.pc = (int) target;
    } else {
      f.fail(Halt.INVALID_JUMP);
    }
  }

  private static void moveWords(Frame f, int op) {
    long[] s = f.stack;
    int sp = f.sp;
    if (op <= PUSH32) {
      int size = op - PUSH0;
      pushBytes(f.code.bytes(), f.pc, size, s, sp);
      f.pc += size;
      f.sp = sp + 4;
    } else if (op <= DUP16) {
      Arithmetic.copy(s, sp - 4 * (op - DUP1 + 1), s, sp);
      f.sp = sp + 4;
    } else {
      int other = sp - 4 - 4 * (op - SWAP1 + 1);
      for (int i = 0; i < 4; i++) {
        long word = s[sp - 4 + i];
        s[sp - 4 + i] = s[other + i];
        s[other + i] = word;
      }
    }
  }

  /** The bytes as a number; those behind the code's end are 0. */
  static void pushBytes(byte[] code, int from, int size, long[] s, int at) {
    Arithmetic.set(s, at, 0, 0, 0, 0);
    for (int i = 0; i < size && from + i < code.length; i++) {
      int significance = size - 1 - i;
      s[at + (significance >>> 3)] |= (code[from + i] & 0xffL) << (8 * significance);
    }
  }

  private boolean compute(Frame f, int op, long[] s, int top) {
    int second = top - 4;
    int third = top - 8;
    switch (op) {
      case ADD -> Arithmetic.add(s, top, second, second);
      case MUL -> Arithmetic.mul(s, top, second, second);
      case SUB -> Arithmetic.sub(s, top, second, second);
      case DIV -> division.divide(s, top, second, second);
      case SDIV -> division.divideSigned(s, top, second, second);
      case MOD -> division.remainder(s, top, second, second);
      case SMOD -> division.remainderSigned(s, top, second, second);
      case ADDMOD -> division.addMod(s, top, second, third, third);
      case MULMOD -> division.mulMod(s, top, second, third, third);
      case SIGNEXTEND -> Arithmetic.signExtend(s, top, second, second);
      case LT -> truth(s, second, Arithmetic.lessThan(s, top, second));
      case GT -> truth(s, second, Arithmetic.lessThan(s, second, top));
      case SLT -> truth(s, second, Arithmetic.signedLessThan(s, top, second));
      case SGT -> truth(s, second, Arithmetic.signedLessThan(s, second, top));
      case EQ -> truth(s, second, Limbs.equal(s, top, s, second));
      case ISZERO -> truth(s, top, Limbs.isZero(s, top));
      case BYTE -> Arithmetic.byteAt(s, top, second, second);
      case SHL -> Arithmetic.shiftLeft(s, top, second, second);
      case SHR -> Arithmetic.shiftRight(s, top, second, second);
      case SAR -> Arithmetic.shiftRightSigned(s, top, second, second);
      default -> bits(s, op, top);
    }
    f.sp -= 4 * (StackShape.pops(op) - 1);
    return false;
  }

  private static void bits(long[] s, int op, int top) {
    for (int i = 0; i < 4; i++) {
      long a = s[top + i];
      switch (op) {
        case AND -> s[top - 4 + i] &= a;
        case OR -> s[top - 4 + i] |= a;
        case XOR -> s[top - 4 + i] ^= a;
        case NOT -> s[top + i] = ~a;
        default -> throw new IllegalStateException("priced but unknown opcode " + op);
      }
    }
  }

  private static void truth(long[] s, int at, boolean value) {
    Limbs.put(value ? 1 : 0, s, at);
  }

  private void environment(Frame f, int op, long[] s, int sp) {
    int top = sp - 4;
    switch (op) {
      case CALLDATALOAD -> callDataLoad(f.input, s, top);
      case BLOCKHASH -> blockHash(s, top);
      case BLOBHASH -> blobHash(s, top);
      case ADDRESS -> Limbs.put(f.self, s, sp);
      case ORIGIN -> Limbs.put(evm.transaction.origin(), s, sp);
      case CALLER -> Limbs.put(f.caller, s, sp);
      case CALLVALUE -> Arithmetic.copy(f.value, 0, s, sp);
      case CALLDATASIZE -> Limbs.put(f.input.length, s, sp);
      case CODESIZE -> Limbs.put(f.code.size(), s, sp);
      case GASPRICE -> Limbs.put(evm.transaction.gasPrice(), s, sp);
      case RETURNDATASIZE -> Limbs.put(f.returnData.length, s, sp);
      case COINBASE -> Limbs.put(block.coinbase(), s, sp);
      case TIMESTAMP -> Limbs.put(block.timestamp(), s, sp);
      case NUMBER -> Limbs.put(block.number(), s, sp);
      case PREVRANDAO -> Limbs.put(block.prevRandao(), s, sp);
      case GASLIMIT -> Limbs.put(block.gasLimit(), s, sp);
      case CHAINID -> Limbs.put(block.chainId(), s, sp);
      case SELFBALANCE -> state.balance(f.self, s, sp);
      case BASEFEE -> Limbs.put(block.baseFee(), s, sp);
      case BLOBBASEFEE -> Limbs.put(block.blobBaseFee(), s, sp);
      default -> throw new IllegalStateException("priced but unknown opcode " + op);
    }
    f.sp += 4 * (1 - StackShape.pops(op));
  }

  /** A word of call data; what lies beyond its end is 0. */
  private static void callDataLoad(byte[] input, long[] s, int at) {
    long offset = Limbs.saturated(s, at);
    if (offset <= input.length - 32L) {
      Frame.load(input, (int) offset, s, at);
    } else {
      int from = (int) Math.min(offset, input.length);
      pushBytes(input, from, 32, s, at);
    }
  }

  private void blockHash(long[] s, int at) {
    long number = Limbs.saturated(s, at);
    boolean known = number < block.number() && number >= block.number() - 256;
    if (known) {
      state.blockHash(number, s, at);
    } else {
      Limbs.put(0, s, at);
    }
  }

  private void blobHash(long[] s, int at) {
    List<Hash256> hashes = evm.transaction.blobHashes();
    long index = Limbs.saturated(s, at);
    Limbs.put(index < hashes.size() ? hashes.get((int) index) : Hash256.ZERO, s, at);
  }

  // --- what operands, memory or the world price

  /** Returns whether the frame must be left. */
  boolean executeDynamic(Frame f, int op) {
    f.growMemory(pricing.memoryNeeded);
    long[] s = f.stack;
    int top = f.sp - 4;
    switch (op) {
      case EXP -> Arithmetic.exp(s, top, top - 4, top - 4);
      case MLOAD -> Frame.load(f.memory, (int) s[top], s, top);
      case MSTORE -> Frame.store(s, top - 4, f.memory, (int) s[top]);
      case MSTORE8 -> f.memory[(int) s[top]] = (byte) s[top - 4];
      case KECCAK256 -> keccak(f, s, top);
      case CALLDATACOPY -> copy(f, f.input, top);
      case CODECOPY -> copy(f, f.code.bytes(), top);
      case RETURNDATACOPY -> copyReturnData(f, top);
      case EXTCODECOPY -> copy(f, state.code(Limbs.address(s, top)).bytes(), top - 4);
      case MCOPY -> moveMemory(f, s, top);
      case SLOAD -> Arithmetic.copy(pricing.slot, 0, s, top);
      case BALANCE -> state.balance(Limbs.address(s, top), s, top);
      case EXTCODESIZE -> Limbs.put(state.code(Limbs.address(s, top)).size(), s, top);
      case EXTCODEHASH -> codeHash(Limbs.address(s, top), s, top);
      case RETURN, REVERT -> {
        f.output = f.memoryCopy(Limbs.saturated(s, top), (int) Limbs.saturated(s, top - 4));
        f.sp = top - 4;
        f.halt = op == RETURN ? Halt.NONE : Halt.REVERT;
        return true;
      }
      case CALL -> {
        if (f.isStatic && !Limbs.isZero(s, top - 8)) {
          f.fail(Halt.STATIC_VIOLATION);
          return true;
        }
        return evm.call(f, op);
      }
      case CALLCODE, DELEGATECALL, STATICCALL -> {
        return evm.call(f, op);
      }
      default -> {
        return changeWorld(f, op, s, top);
      }
    }
    f.sp -= 4 * (StackShape.pops(op) - StackShape.pushes(op));
    return false;
  }

  /** What a static call may not do (EIP-214). */
  private boolean changeWorld(Frame f, int op, long[] s, int top) {
    if (f.isStatic) {
      f.fail(Halt.STATIC_VIOLATION);
      return true;
    }
    switch (op) {
      case SSTORE -> state.store(f.self, s, top, s, top - 4);
      case SELFDESTRUCT -> {
        state.selfDestruct(f.self, Limbs.address(s, top));
        return stop(f);
      }
      case CREATE, CREATE2 -> {
        return evm.create(f, op);
      }
      default -> log(f, op - LOG0, s, top);
    }
    f.sp -= 4 * StackShape.pops(op);
    return false;
  }

  private void keccak(Frame f, long[] s, int top) {
    long size = Limbs.saturated(s, top - 4);
    keccak.putBytes(f.memory, size == 0 ? 0 : (int) s[top], (int) size);
    keccak.digestInto(s, top - 4);
    reverse(s, top - 4);
  }

  /** A hash has its most significant word first. */
  private static void reverse(long[] s, int at) {
    Arithmetic.set(s, at, s[at + 3], s[at + 2], s[at + 1], s[at]);
  }

  private static void copy(Frame f, byte[] source, int at) {
    long[] s = f.stack;
    long from = Limbs.saturated(s, at - 4);
    f.copyPadded(source, from, Limbs.saturated(s, at), (int) Limbs.saturated(s, at - 8));
  }

  private static void copyReturnData(Frame f, int top) {
    long[] s = f.stack;
    long end = Limbs.saturated(s, top - 4) + Limbs.saturated(s, top - 8);
    if (end < 0 || end > f.returnData.length) {
      f.fail(Halt.RETURN_DATA_OUT_OF_BOUNDS);
    } else {
      copy(f, f.returnData, top);
    }
  }

  private static void moveMemory(Frame f, long[] s, int top) {
    int size = (int) Limbs.saturated(s, top - 8);
    if (size > 0) {
      System.arraycopy(f.memory, (int) s[top - 4], f.memory, (int) s[top], size);
    }
  }

  /** EIP-1052: 0 for an account that is empty. */
  private void codeHash(Address account, long[] s, int at) {
    Limbs.put(state.isEmpty(account) ? Hash256.ZERO : state.code(account).hash(), s, at);
  }

  private void log(Frame f, int count, long[] s, int top) {
    List<Hash256> topics = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      topics.add(Limbs.hash(s, top - 8 - 4 * i));
    }
    byte[] data = f.memoryCopy(Limbs.saturated(s, top), (int) Limbs.saturated(s, top - 4));
    state.log(new Log(f.self, topics, data));
  }

  // --- what the tracer sees

  private void show(Frame f, int op, long price, Halt refusal) {
    frame = f;
    pc = f.pc;
    gas = f.gas;
    opcode = op;
    cost = price;
    error = refusal;
  }

  @Override
  public int pc() {
    return pc;
  }

  @Override
  public int opcode() {
    return opcode;
  }

  @Override
  public long gas() {
    return gas;
  }

  @Override
  public long cost() {
    return cost;
  }

  @Override
  public int memorySize() {
    return frame.memorySize;
  }

  @Override
  public byte[] memory() {
    return frame.memory;
  }

  @Override
  public int stackSize() {
    return frame.sp / Limbs.WORD;
  }

  @Override
  public long[] stack() {
    return frame.stack;
  }

  @Override
  public int depth() {
    return frame.depth;
  }

  @Override
  public long refund() {
    return pricing.refund;
  }

  @Override
  public Halt error() {
    return error;
  }
}
