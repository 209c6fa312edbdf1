package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;

/**
 * The code of an account, and what the interpreter finds out about it, once: where jumps may go and
 * a decoded form. Keep one object per code and hand out the same, so that nothing is found out
 * twice.
 *
 * <p>Immutable to the outside. The finding out is idempotent, and a race between two threads only
 * does it twice.
 */
public final class Code {
  public static final Code EMPTY = new Code(new byte[0]);

  private final byte[] bytes;
  private Hash256 hash;
  private long[] jumpDestinations;

  /** Work done on it so far, about in bytes of code; once it is as much as the code, translate. */
  private int heat;

  private Program program;

  private Code(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param bytes any number of them; not copied, not to be changed any more
   */
  public static Code of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Code(bytes);
  }

  /** The bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  /** keccak of the bytes. */
  public Hash256 hash() {
    if (hash == null) {
      hash = new Keccak256().putBytes(bytes).digest();
    }
    return hash;
  }

  /** Whether {@code pc} is a JUMPDEST that is an instruction and not data of a PUSH. */
  boolean isJumpDestination(int pc) {
    if (jumpDestinations == null) {
      jumpDestinations = findJumpDestinations();
    }
    return pc >= 0 && pc < bytes.length && (jumpDestinations[pc >>> 6] >>> pc & 1) != 0;
  }

  /**
   * The translated form for these prices, null while it is not worth its making: the making takes
   * time in proportion to the code, so as much must have been executed before.
   *
   * @param work about how much has been executed since the last asking
   */
  Program program(GasSchedule schedule, int work) {
    Program present = program;
    if (present != null && present.schedule() == schedule) {
      return present;
    }
    heat += work;
    if (heat < bytes.length) {
      return null;
    }
    return program = Translator.translate(this, schedule);
  }

  private long[] findJumpDestinations() {
    long[] bits = new long[(bytes.length + 63) >>> 6];
    for (int pc = 0; pc < bytes.length; pc++) {
      int op = bytes[pc] & 0xff;
      if (op == Opcode.JUMPDEST) {
        bits[pc >>> 6] |= 1L << pc;
      } else if (Opcode.isPush(op)) {
        pc += op - Opcode.PUSH0;
      }
    }
    return bits;
  }
}
