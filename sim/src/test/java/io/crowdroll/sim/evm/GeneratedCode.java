package io.crowdroll.sim.evm;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Random code that gets somewhere: instructions mostly find their operands, offsets are mostly
 * small, jumps mostly hit, calls mostly go to code or precompiles. Now and then none of this holds.
 */
final class GeneratedCode {
  private static final int STOP = 0x00;
  private static final int ISZERO = 0x15;
  private static final int KECCAK256 = 0x20;
  private static final int POP = 0x50;
  private static final int MLOAD = 0x51;
  private static final int SLOAD = 0x54;
  private static final int JUMP = 0x56;
  private static final int JUMPI = 0x57;
  private static final int JUMPDEST = 0x5b;
  private static final int PUSH0 = 0x5f;
  private static final int DUP1 = 0x80;
  private static final int SWAP1 = 0x90;
  private static final int LOG0 = 0xa0;
  private static final int RETURN = 0xf3;

  /** Of one, two and three operands, with one result, that only compute. */
  private static final int[][] PURE = {
    {0x15, 0x19, 0x35, 0x31, 0x3b, 0x3f, 0x40, 0x49},
    {
      0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16,
      0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1d
    },
    {0x08, 0x09}
  };

  /** Without operands. */
  private static final int[] READS = {
    0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
    0x4a, 0x58, 0x59, 0x5a
  };

  /** Small byte strings that are good init code. */
  private static final String[] INIT_CODE = {
    "5f5ff3",
    "60015f5360015ff3",
    "3d6000fd",
    "60ef5f5360015ff3",
    "6001600155",
    "335f5260205ff3",
    "fe"
  };

  private final Random random;
  private final int[] targets;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> destinations = new ArrayList<>();

  /** Where a forward jump's destination is to be filled in. */
  private final List<Integer> forward = new ArrayList<>();

  /** Words on the stack, as far as that is known. */
  private int height;

  private GeneratedCode(Random random, int[] targets) {
    this.random = random;
    this.targets = targets;
  }

  /**
   * Makes code.
   *
   * @param targets addresses that calls go to
   */
  static byte[] of(Random random, int[] targets) {
    GeneratedCode code = new GeneratedCode(random, targets);
    int length = 5 + random.nextInt(random.nextInt(10) == 0 ? 300 : 60);
    for (int i = 0; i < length; i++) {
      code.instruction();
    }
    code.end();
    byte[] bytes = code.out.toByteArray();
    for (int at : code.forward) {
      int last = code.destinations.isEmpty() ? bytes.length : code.destinations.getLast();
      bytes[at] = (byte) (last >> 8);
      bytes[at + 1] = (byte) last;
    }
    return bytes;
  }

  private void instruction() {
    switch (random.nextInt(32)) {
      case 0, 1, 2, 3, 4 -> compute(1 + (random.nextInt(4) + 2) / 2 % 3);
      case 5 -> compute(3);
      case 6, 7 -> op(pick(READS), 0, 1);
      case 8, 9, 10 -> push(value());
      case 11 -> stackWork();
      case 12, 13 -> memory();
      case 14, 15, 16 -> storage();
      case 17 -> transientStorage();
      case 18, 19 -> copy();
      case 20 -> hash();
      case 21, 22 -> jump();
      case 23, 24 -> destination();
      case 25, 26, 27 -> call();
      case 28 -> create();
      case 29 -> log();
      case 30 -> compute(2);
      default -> rarely();
    }
  }

  private void compute(int operands) {
    while (height < operands) {
      push(value());
    }
    if (random.nextBoolean()) { // fresh operands, so that edges meet edges
      for (int i = 0; i < operands; i++) {
        push(value());
      }
    }
    op(pick(PURE[operands - 1]), operands, 1);
  }

  private void stackWork() {
    int depth = 1 + random.nextInt(16);
    if (random.nextInt(40) != 0) {
      while (height <= depth) {
        push(value());
      }
    }
    switch (random.nextInt(3)) {
      case 0 -> op(DUP1 + depth - 1, 0, 1);
      case 1 -> op(SWAP1 + depth - 1, 0, 0);
      default -> op(POP, 1, 0);
    }
  }

  private void memory() {
    switch (random.nextInt(4)) {
      case 0 -> {
        push(offset());
        op(MLOAD, 1, 1);
      }
      case 1 -> {
        push(size());
        push(offset());
        push(offset());
        op(0x5e, 3, 0); // MCOPY
      }
      default -> {
        push(value());
        push(offset());
        op(0x52 + random.nextInt(2), 2, 0);
      }
    }
  }

  private void storage() {
    if (random.nextBoolean()) {
      push(word(random.nextInt(4)));
      op(SLOAD, 1, 1);
    } else {
      push(random.nextInt(3) == 0 ? word(0) : word(random.nextInt(3)));
      push(word(random.nextInt(4)));
      op(0x55, 2, 0); // SSTORE
    }
  }

  private void transientStorage() {
    if (random.nextBoolean()) {
      push(word(random.nextInt(3)));
      op(0x5c, 1, 1);
    } else {
      push(value());
      push(word(random.nextInt(3)));
      op(0x5d, 2, 0);
    }
  }

  private void copy() {
    push(size());
    push(random.nextInt(5) == 0 ? value() : offset());
    push(offset());
    switch (random.nextInt(4)) {
      case 0 -> op(0x37, 3, 0); // CALLDATACOPY
      case 1 -> op(0x39, 3, 0); // CODECOPY
      case 2 -> {
        if (random.nextInt(3) != 0) { // RETURNDATACOPY of what is there
          op(POP, 1, 0);
          op(POP, 1, 0);
          op(POP, 1, 0);
          op(0x3d, 0, 1);
          push(word(0));
          push(offset());
        }
        op(0x3e, 3, 0);
      }
      default -> {
        push(word(target()));
        op(0x3c, 4, 0); // EXTCODECOPY
      }
    }
  }

  private void hash() {
    push(size());
    push(offset());
    op(KECCAK256, 2, 1);
  }

  private void jump() {
    boolean back = !destinations.isEmpty() && random.nextInt(3) == 0;
    boolean conditional = back || random.nextInt(4) != 0;
    if (conditional) {
      if (height == 0) {
        op(0x5a, 0, 1); // GAS
      }
      if (random.nextBoolean()) {
        op(ISZERO, 1, 1);
      }
    }
    int to = back ? destinations.get(random.nextInt(destinations.size())) : 0;
    if (!back && random.nextInt(30) != 0) {
      forward.add(out.size() + 1);
    }
    push(new byte[] {(byte) (to >> 8), (byte) to});
    op(conditional ? JUMPI : JUMP, conditional ? 2 : 1, 0);
  }

  private void destination() {
    destinations.add(out.size());
    op(JUMPDEST, 0, 0);
  }

  private void call() {
    int op = pick(0xf1, 0xf1, 0xf2, 0xf4, 0xfa);
    push(size());
    push(offset());
    push(size());
    push(offset());
    if (op == 0xf1 || op == 0xf2) {
      push(word(random.nextInt(3) == 0 ? random.nextInt(3) : 0));
    }
    push(random.nextInt(20) == 0 ? value() : word(target()));
    if (random.nextInt(3) == 0) {
      push(new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(256)});
    } else {
      op(0x5a, 0, 1);
    }
    op(op, op == 0xf1 || op == 0xf2 ? 7 : 6, 1);
  }

  private void create() {
    byte[] code = Hex.bytes(INIT_CODE[random.nextInt(INIT_CODE.length)]);
    byte[] left = new byte[32];
    System.arraycopy(code, 0, left, 0, code.length);
    push(left);
    push(word(0));
    op(0x52, 2, 0);
    boolean salted = random.nextBoolean();
    if (salted) {
      push(word(random.nextInt(2)));
    }
    push(random.nextInt(8) == 0 ? size() : word(code.length));
    push(word(0));
    push(word(random.nextInt(3) == 0 ? 1 : 0));
    op(salted ? 0xf5 : 0xf0, salted ? 4 : 3, 1);
  }

  private void log() {
    int topics = random.nextInt(5);
    for (int i = 0; i < topics; i++) {
      push(value());
    }
    push(size());
    push(offset());
    op(LOG0 + topics, topics + 2, 0);
  }

  private void rarely() {
    switch (random.nextInt(8)) {
      case 0 -> out.write(random.nextInt(256));
      case 1 -> {
        push(word(target()));
        op(0xff, 1, 0); // SELFDESTRUCT
      }
      case 2 -> op(POP, 1, 0);
      case 3 -> {
        push(size());
        push(offset());
        op(0xfd, 2, 0); // REVERT
      }
      case 4 -> {
        push(value());
        op(MLOAD, 1, 1);
      }
      default -> push(value());
    }
  }

  private void end() {
    destination();
    if (random.nextInt(3) != 0) {
      push(size());
      push(offset());
      out.write(random.nextInt(5) == 0 ? 0xfd : RETURN);
    } else {
      out.write(STOP);
    }
  }

  private void op(int opcode, int takes, int gives) {
    out.write(opcode);
    height = Math.max(0, height - takes) + gives;
  }

  private void push(byte[] bytes) {
    out.write(PUSH0 + bytes.length);
    out.writeBytes(bytes);
    height++;
  }

  private int target() {
    return random.nextInt(4) == 0
        ? 1 + random.nextInt(10)
        : targets[random.nextInt(targets.length)];
  }

  private byte[] offset() {
    return random.nextInt(50) == 0 ? value() : word(random.nextInt(100));
  }

  private byte[] size() {
    return random.nextInt(50) == 0 ? value() : word(random.nextInt(70));
  }

  /** A number that is likely to be an edge of something. */
  private byte[] value() {
    byte[] bytes = new byte[random.nextInt(3) == 0 ? 32 : random.nextInt(33)];
    switch (random.nextInt(6)) {
      case 0 -> {
        return word(random.nextInt(300));
      }
      case 1 -> Arrays.fill(bytes, (byte) 0xff);
      case 2 -> {
        if (bytes.length > 0) {
          bytes[random.nextInt(bytes.length)] = (byte) (1 << random.nextInt(8));
        }
      }
      case 3 -> {
        Arrays.fill(bytes, (byte) 0xff);
        if (bytes.length > 0) {
          bytes[0] = 0x7f;
        }
      }
      default -> random.nextBytes(bytes);
    }
    return bytes;
  }

  /** A small number in as few bytes as it takes. */
  private static byte[] word(int number) {
    if (number == 0) {
      return new byte[0];
    }
    return number < 256
        ? new byte[] {(byte) number}
        : new byte[] {(byte) (number >> 8), (byte) number};
  }

  private int pick(int... of) {
    return of[random.nextInt(of.length)];
  }
}
