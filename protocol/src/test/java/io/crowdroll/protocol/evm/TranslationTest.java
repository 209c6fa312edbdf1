package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Hash256;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Translated code does what the same code does step by step, to the last unit of gas. */
class TranslationTest {
  private static final int PROGRAMS = 20_000;
  private static final int[] ARITHMETIC = {
    ADD,
    MUL,
    SUB,
    DIV,
    SDIV,
    MOD,
    SMOD,
    ADDMOD,
    MULMOD,
    EXP,
    SIGNEXTEND,
    LT,
    GT,
    SLT,
    SGT,
    EQ,
    ISZERO,
    AND,
    OR,
    XOR,
    NOT,
    BYTE,
    SHL,
    SHR,
    SAR
  };
  private static final int[] OTHER = {
    ADDRESS,
    CALLER,
    CALLVALUE,
    CALLDATALOAD,
    CALLDATASIZE,
    CODESIZE,
    GASPRICE,
    RETURNDATASIZE,
    COINBASE,
    NUMBER,
    SELFBALANCE,
    BLOBHASH,
    POP,
    PC,
    MSIZE,
    GAS,
    JUMPDEST,
    TLOAD,
    MLOAD,
    MSTORE,
    MSTORE8,
    KECCAK256,
    CALLDATACOPY,
    CODECOPY,
    MCOPY,
    SLOAD,
    SSTORE,
    TSTORE,
    BALANCE,
    EXTCODEHASH,
    LOG0,
    LOG4,
    JUMP,
    JUMPI,
    STOP,
    RETURN,
    REVERT,
    INVALID,
    RETURNDATACOPY,
    STATICCALL,
    CREATE
  };

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void randomCodeEndsTheSameWay() {
    int successes = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      byte[] code = program();
      long gas = random.nextInt(4) == 0 ? random.nextInt(3_000) : 300_000;
      successes += compare(code, gas).isSuccess() ? 1 : 0;
    }
    // the generator is worth its time only if much of what it writes goes on to its end
    assertThat(successes).isGreaterThan(PROGRAMS / 4);
  }

  @Test
  void everyAmountOfGasEndsTheSameWay() {
    for (int i = 0; i < 30; i++) {
      byte[] code = program();
      for (long gas = 0; gas < 400; gas++) {
        compare(code, gas);
      }
    }
  }

  /** Code that reads most of the stack it has made, which permutations must have kept. */
  private byte[] program() {
    Bytecode code = new Bytecode();
    int height = 0;
    int length = 3 + random.nextInt(60);
    for (int i = 0; i < length; i++) {
      int op = draw(height);
      if (op == JUMP || op == JUMPI) {
        // forward, over a few instructions, onto a JUMPDEST
        if (op == JUMPI) {
          code.op(DUP1);
        }
        int skipped = random.nextInt(3);
        int target = code.size() + 4 + skipped;
        code.op(PUSH1 + 1, target >> 8, target, op);
        for (int j = 0; j < skipped; j++) {
          code.op(PC);
        }
        code.op(JUMPDEST);
        height += op == JUMPI ? skipped : 0;
        if (op == JUMPI && skipped > 0) {
          // both ways must have one height: what was skipped is dropped
          i = length;
        }
        continue;
      }
      if (op == PUSH1) {
        push(code);
      } else {
        code.op(op);
      }
      height += StackShape.pushes(op) - StackShape.pops(op);
    }
    for (int i = 0; i < Math.min(height, 6); i++) {
      code.push(32L * i).op(MSTORE);
    }
    return code.push(256).push(0).op(RETURN).bytes();
  }

  private void push(Bytecode code) {
    switch (random.nextInt(4)) {
      case 0 -> code.push(random.nextInt(40));
      case 1 -> code.push(random.nextInt(1 << 16));
      case 2 -> code.push(new BigInteger(1, bytes(32)));
      default -> code.push(BigInteger.ONE.shiftLeft(random.nextInt(257)).subtract(BigInteger.ONE));
    }
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private int draw(int height) {
    while (true) {
      int op =
          switch (random.nextInt(9)) {
            case 0, 1, 2 -> PUSH1;
            case 3 -> DUP1 + random.nextInt(16);
            case 4 -> SWAP1 + random.nextInt(16);
            case 5, 6, 7 -> ARITHMETIC[random.nextInt(ARITHMETIC.length)];
            default -> OTHER[random.nextInt(OTHER.length)];
          };
      boolean ends = op == STOP || op == RETURN || op == REVERT || op == INVALID;
      boolean rare = ends || op == CREATE || op == RETURNDATACOPY || op == STATICCALL;
      boolean fits = StackShape.pops(op) <= height || random.nextInt(300) == 0;
      if (fits && (!rare || random.nextInt(30) == 0)) {
        return op;
      }
    }
  }

  private static Outcome compare(byte[] bytes, long gas) {
    World plainWorld = world(bytes);
    World world = world(bytes);
    Outcome plain =
        new Evm(plainWorld, Precompiles.NONE, Bytecode.BLOCK)
            .trace(Bytecode.TRANSACTION, message(gas), new Silent());
    Code code = world.codes.get(Bytecode.CONTRACT);
    assertThat(code.program(GasSchedule.CANCUN, bytes.length)).isNotNull();
    Outcome translated =
        new Evm(world, Precompiles.NONE, Bytecode.BLOCK)
            .execute(Bytecode.TRANSACTION, message(gas));
    String what = HexFormat.of().formatHex(bytes) + " with gas " + gas;
    assertThat(translated.halt()).as(what).isEqualTo(plain.halt());
    assertThat(translated.gasLeft()).as(what).isEqualTo(plain.gasLeft());
    assertThat(translated.refund()).as(what).isEqualTo(plain.refund());
    assertThat(translated.output()).as(what).isEqualTo(plain.output());
    assertThat(world.storage).as(what).isEqualTo(plainWorld.storage);
    assertThat(world.transients).as(what).isEqualTo(plainWorld.transients);
    assertThat(world.logs.size()).as(what).isEqualTo(plainWorld.logs.size());
    return plain;
  }

  private static World world(byte[] bytes) {
    World world = new World();
    world.codes.put(Bytecode.CONTRACT, Code.of(bytes));
    world.balances.put(Bytecode.CALLER, new Hash256(0, 0, 1, 0));
    return world;
  }

  private static Message message(long gas) {
    byte[] input = HexFormat.of().parseHex("00112233445566778899aabbccddeeff".repeat(3));
    return new Message.Call(
        Bytecode.CALLER, Bytecode.CONTRACT, new Hash256(0, 0, 0, 3), input, gas);
  }

  /** With someone looking on, code is not translated. */
  private record Silent() implements Tracer {
    @Override
    public void step(Step step) {}

    @Override
    public void fault(Step step) {}
  }
}
