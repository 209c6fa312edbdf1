package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.GasSchedule.*;
import static io.crowdroll.protocol.evm.Opcode.*;

import io.crowdroll.protocol.chain.Address;

/**
 * Prices that depend on operands, memory or the world: everything an instruction costs on top of
 * its base price.
 *
 * <p>As EIP-2929 has it, to ask the price of an access is to make the access: accounts and slots
 * become warm here, SLOAD's value is read here, and SSTORE's refund is booked here. A frame that
 * cannot pay ends, and its end undoes all three.
 */
final class Pricing {
  /** More than anyone has. */
  static final long UNPAYABLE = Long.MAX_VALUE;

  private static final int COLD_SLOT = 2_100;
  private static final int COLD_ACCOUNT = 2_600;
  private static final int WARM = 100;
  private static final int MAX_INIT_CODE = 49_152;

  private final GasSchedule schedule;
  private final EvmState state;
  private final Precompiles precompiles;

  /** Refund counter of the message. */
  long refund;

  /** Bytes of memory the instruction priced last needs, a multiple of 32. */
  int memoryNeeded;

  /** Gas that the CALL or CREATE priced last hands on, without stipend. */
  long handedOn;

  /** Why the instruction priced last is unpayable, if not for want of gas. */
  Halt refusal;

  /** The slot's value that SLOAD or SSTORE found, then its original value. */
  final long[] slot = new long[2 * Limbs.WORD];

  private final long[] balance = new long[Limbs.WORD];

  Pricing(GasSchedule schedule, EvmState state, Precompiles precompiles) {
    this.schedule = schedule;
    this.state = state;
    this.precompiles = precompiles;
  }

  /**
   * What is due on top of the base price.
   *
   * @param f with operands on its stack and base price not yet taken off its gas
   * @return {@link #UNPAYABLE} at most
   */
  long price(Frame f, int op) {
    memoryNeeded = f.memorySize;
    refusal = Halt.OUT_OF_GAS;
    long[] s = f.stack;
    int top = f.sp - 4;
    return switch (op) {
      case EXP -> (Arithmetic.bitLength(s, top - 4) + 7L) / 8 * schedule.expByte;
      case MLOAD, MSTORE -> memory(Limbs.saturated(s, top), 32);
      case MSTORE8 -> memory(Limbs.saturated(s, top), 1);
      case RETURN, REVERT -> memory(f, top, top - 4);
      case KECCAK256 -> sum(memory(f, top, top - 4), words(s, top - 4, KECCAK_WORD));
      case CALLDATACOPY, CODECOPY, RETURNDATACOPY ->
          sum(memory(f, top, top - 8), words(s, top - 8, COPY_WORD));
      case MCOPY -> moveMemory(f, top);
      case EXTCODECOPY ->
          sum(access(s, top), sum(memory(f, top - 4, top - 12), words(s, top - 12, COPY_WORD)));
      case BALANCE, EXTCODESIZE, EXTCODEHASH -> access(s, top);
      case LOG0, LOG0 + 1, LOG0 + 2, LOG0 + 3, LOG4 -> log(f, top);
      case SLOAD -> state.load(f.self, s, top, slot, 0) ? schedule.coldLoad : 0;
      case SSTORE -> store(f, top);
      case CREATE, CREATE2 -> create(f, op, top);
      case CALL, CALLCODE, DELEGATECALL, STATICCALL -> call(f, op, top);
      case SELFDESTRUCT -> selfDestruct(f, top);
      default -> 0;
    };
  }

  /** Adds prices, which saturate. */
  private static long sum(long a, long b) {
    return a + b < 0 ? UNPAYABLE : a + b;
  }

  // --- memory

  /** Growth for the range whose offset and size are words of the stack. */
  private long memory(Frame f, int offset, int size) {
    return memory(Limbs.saturated(f.stack, offset), Limbs.saturated(f.stack, size));
  }

  private long memory(long offset, long size) {
    if (size == 0) {
      return 0;
    }
    long end = sum(offset, size);
    if (end > Frame.MEMORY_LIMIT) {
      return UNPAYABLE;
    }
    if (end <= memoryNeeded) {
      return 0;
    }
    long before = memoryCost(memoryNeeded);
    memoryNeeded = (int) (end + 31) & -32;
    return memoryCost(memoryNeeded) - before;
  }

  /** What it costs to have memory for the range; {@link #memoryNeeded} then says how much. */
  long growth(Frame f, long offset, int size) {
    memoryNeeded = f.memorySize;
    return memory(offset, size);
  }

  static long memoryCost(int bytes) {
    long words = bytes >>> 5;
    return MEMORY_WORD * words + words * words / 512;
  }

  private long moveMemory(Frame f, int top) {
    long[] s = f.stack;
    long size = Limbs.saturated(s, top - 8);
    long farther = Math.max(Limbs.saturated(s, top), Limbs.saturated(s, top - 4));
    return sum(memory(farther, size), words(s, top - 8, COPY_WORD));
  }

  private static long words(long[] s, int size, int price) {
    long bytes = Limbs.saturated(s, size);
    return bytes > Frame.MEMORY_LIMIT ? UNPAYABLE : (bytes + 31) / 32 * price;
  }

  private long log(Frame f, int top) {
    long size = Limbs.saturated(f.stack, top - 4);
    long data = size > Frame.MEMORY_LIMIT ? UNPAYABLE : size * LOG_BYTE;
    return sum(memory(f, top, top - 4), data);
  }

  // --- accounts and storage

  private long access(long[] s, int at) {
    return isCold(Limbs.address(s, at)) ? schedule.coldAccount : 0;
  }

  private boolean isCold(Address account) {
    return precompiles.numberAt(account) == 0 && state.warm(account);
  }

  private long store(Frame f, int top) {
    return switch (schedule.store) {
      case StorePrice.Net() -> netStore(f, top);
      case StorePrice.Frontier() -> frontierStore(f, top);
    };
  }

  /** EIP-2200 with the numbers of EIP-2929 and EIP-3529. */
  private long netStore(Frame f, int top) {
    if (f.gas <= CALL_STIPEND) {
      return UNPAYABLE;
    }
    long[] s = f.stack;
    boolean cold = state.loadWithOriginal(f.self, s, top, slot, 0);
    long access = cold ? COLD_SLOT : 0;
    boolean clears = Limbs.isZero(s, top - 4);
    if (Limbs.equal(slot, 0, s, top - 4)) {
      return access + WARM;
    }
    boolean wasZero = Limbs.isZero(slot, 0);
    boolean originallyZero = Limbs.isZero(slot, 4);
    if (Limbs.equal(slot, 0, slot, 4)) {
      if (clears) {
        refund += 4_800;
      }
      return access + (originallyZero ? 20_000 : 5_000 - COLD_SLOT);
    }
    if (!originallyZero) {
      if (wasZero) {
        refund -= 4_800;
      } else if (clears) {
        refund += 4_800;
      }
    }
    if (Limbs.equal(slot, 4, s, top - 4)) {
      refund += originallyZero ? 20_000 - WARM : 5_000 - COLD_SLOT - WARM;
    }
    return access + WARM;
  }

  private long frontierStore(Frame f, int top) {
    state.loadWithOriginal(f.self, f.stack, top, slot, 0);
    boolean wasZero = Limbs.isZero(slot, 0);
    boolean clears = Limbs.isZero(f.stack, top - 4);
    if (clears && !wasZero) {
      refund += 15_000;
    }
    return wasZero && !clears ? 20_000 : 5_000;
  }

  private long selfDestruct(Frame f, int top) {
    Address heir = Limbs.address(f.stack, top);
    // unlike elsewhere the warm price is not in the base, and nothing is due for a warm heir
    long cost = schedule.coldAccount > 0 && isCold(heir) ? COLD_ACCOUNT : 0;
    state.balance(f.self, balance, 0);
    boolean makesAccount = !Limbs.isZero(balance, 0) && state.isEmpty(heir);
    return makesAccount && schedule.coldAccount > 0 ? cost + NEW_ACCOUNT : cost;
  }

  // --- calls

  private long create(Frame f, int op, int top) {
    long[] s = f.stack;
    long size = Limbs.saturated(s, top - 8);
    if (size > MAX_INIT_CODE) {
      refusal = Halt.INIT_CODE_TOO_LARGE;
      return UNPAYABLE;
    }
    int word = op == CREATE2 ? INIT_CODE_WORD + KECCAK_WORD : INIT_CODE_WORD;
    return sum(memory(f, top - 4, top - 8), words(s, top - 8, word));
  }

  private long call(Frame f, int op, int top) {
    long[] s = f.stack;
    boolean hasValue = op == CALL || op == CALLCODE;
    int in = hasValue ? top - 12 : top - 8;
    long cost = sum(memory(f, in, in - 4), memory(f, in - 8, in - 12));
    Address target = Limbs.address(s, top - 4);
    cost = sum(cost, isCold(target) ? schedule.coldAccount : 0);
    if (hasValue && !Limbs.isZero(s, top - 8)) {
      cost = sum(cost, CALL_VALUE);
      if (op == CALL && state.isEmpty(target)) {
        cost = sum(cost, NEW_ACCOUNT);
      }
    }
    long left = f.gas - schedule.base[op] - cost;
    if (left < 0) {
      return UNPAYABLE;
    }
    // EIP-150: all but a 64th at most
    handedOn = Math.min(left - left / 64, Limbs.saturated(s, top));
    return cost + handedOn;
  }
}
