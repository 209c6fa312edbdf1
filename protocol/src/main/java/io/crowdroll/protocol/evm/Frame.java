package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One call in progress: its code and place in it, gas, stack and memory.
 *
 * <p>Frames are kept by depth and used again, so a call allocates no stack. Stack and memory are
 * dirty beyond {@link #sp} and {@link #memorySize}: whoever grows them writes or clears.
 */
final class Frame {
  static final int STACK_LIMIT = 1024 * Limbs.WORD;

  /** Memory beyond this is not kept for the next call. */
  private static final int KEPT_MEMORY = 1 << 20;

  /** Bytes of memory that an array can hold; more costs above 8·10^12 gas. */
  static final long MEMORY_LIMIT = Integer.MAX_VALUE - 63;

  static final byte[] NO_BYTES = new byte[0];

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** From 1 for the outermost. */
  final int depth;

  final long[] stack = new long[STACK_LIMIT + Limbs.WORD * Translator.MAX_TEMPORARIES];

  /** The limb behind the top word. */
  int sp;

  byte[] memory = new byte[1024];

  /** Bytes, a multiple of 32. */
  int memorySize;

  Code code;
  int pc;
  long gas;

  /** The account whose storage and balance this is. */
  Address self;

  Address caller;
  final long[] value = new long[Limbs.WORD];
  byte[] input;
  boolean isStatic;

  /** Whether the output becomes the code of {@link #self}. */
  boolean isCreation;

  /** What the last call of this frame returned (EIP-211). */
  byte[] returnData;

  // to return to the caller
  int snapshot;
  long refundAtStart;

  /** Where in the caller's memory the output goes, and at most how much. */
  int outputAt;

  int outputSize;

  // how it ended
  Halt halt;
  byte[] output;

  Frame(int depth) {
    this.depth = depth;
  }

  void begin(Code code, Address self, Address caller, byte[] input, long gas) {
    this.code = code;
    this.self = self;
    this.caller = caller;
    this.input = input;
    this.gas = gas;
    pc = 0;
    sp = 0;
    memorySize = 0;
    if (memory.length > KEPT_MEMORY) {
      memory = new byte[1024];
    }
    returnData = NO_BYTES;
    halt = null;
    output = NO_BYTES;
  }

  /** Ends the frame in a halt that costs all its gas. */
  void fail(Halt reason) {
    halt = reason;
    gas = 0;
    output = NO_BYTES;
  }

  /** Makes the memory so large, a multiple of 32, if it is smaller. */
  void growMemory(int size) {
    if (size <= memorySize) {
      return;
    }
    if (size > memory.length) {
      long doubled = Math.min(2L * memory.length, MEMORY_LIMIT);
      memory = Arrays.copyOf(memory, (int) Math.max(size, doubled));
    }
    Arrays.fill(memory, memorySize, size, (byte) 0);
    memorySize = size;
  }

  /** Puts 32 bytes of an array, the most significant first, into four limbs. */
  static void load(byte[] bytes, int from, long[] words, int at) {
    words[at + 3] = (long) LONG.get(bytes, from);
    words[at + 2] = (long) LONG.get(bytes, from + 8);
    words[at + 1] = (long) LONG.get(bytes, from + 16);
    words[at] = (long) LONG.get(bytes, from + 24);
  }

  /** Puts four limbs into 32 bytes, the most significant first. */
  static void store(long[] words, int at, byte[] bytes, int to) {
    LONG.set(bytes, to, words[at + 3]);
    LONG.set(bytes, to + 8, words[at + 2]);
    LONG.set(bytes, to + 16, words[at + 1]);
    LONG.set(bytes, to + 24, words[at]);
  }

  /** A copy of a part of memory that is there; of size 0 it may lie anywhere. */
  byte[] memoryCopy(long offset, int size) {
    return size == 0 ? NO_BYTES : Arrays.copyOfRange(memory, (int) offset, (int) offset + size);
  }

  /**
   * Copies {@code size} bytes of {@code source} from {@code from} on into memory that is there;
   * what lies beyond the source's end is 0.
   */
  void copyPadded(byte[] source, long from, long to, int size) {
    if (size == 0) {
      return;
    }
    int present = (int) Math.max(0, Math.min(size, source.length - from));
    if (present > 0) {
      System.arraycopy(source, (int) from, memory, (int) to, present);
    }
    Arrays.fill(memory, (int) to + present, (int) to + size, (byte) 0);
  }
}
