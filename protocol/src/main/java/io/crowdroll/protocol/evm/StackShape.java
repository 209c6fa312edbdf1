package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;

/** How many words each instruction takes from the stack and leaves there. */
final class StackShape {
  private static final byte[] POPS = new byte[256];
  private static final byte[] PUSHES = new byte[256];

  static {
    shape(0, 0, STOP, JUMPDEST, INVALID);
    shape(
        2,
        1,
        ADD,
        MUL,
        SUB,
        DIV,
        SDIV,
        MOD,
        SMOD,
        EXP,
        SIGNEXTEND,
        LT,
        GT,
        SLT,
        SGT,
        EQ,
        AND,
        OR,
        XOR,
        BYTE,
        SHL,
        SHR,
        SAR,
        KECCAK256);
    shape(3, 1, ADDMOD, MULMOD, CREATE);
    shape(
        1,
        1,
        ISZERO,
        NOT,
        BALANCE,
        CALLDATALOAD,
        EXTCODESIZE,
        EXTCODEHASH,
        BLOCKHASH,
        BLOBHASH,
        MLOAD,
        SLOAD,
        TLOAD);
    shape(
        0,
        1,
        ADDRESS,
        ORIGIN,
        CALLER,
        CALLVALUE,
        CALLDATASIZE,
        CODESIZE,
        GASPRICE,
        RETURNDATASIZE,
        COINBASE,
        TIMESTAMP,
        NUMBER,
        PREVRANDAO,
        GASLIMIT,
        CHAINID,
        SELFBALANCE,
        BASEFEE,
        BLOBBASEFEE,
        PC,
        MSIZE,
        GAS);
    shape(3, 0, CALLDATACOPY, CODECOPY, RETURNDATACOPY, MCOPY);
    shape(4, 0, EXTCODECOPY);
    shape(1, 0, POP, JUMP, SELFDESTRUCT);
    shape(2, 0, MSTORE, MSTORE8, SSTORE, TSTORE, JUMPI, RETURN, REVERT);
    shape(4, 1, CREATE2);
    shape(7, 1, CALL, CALLCODE);
    shape(6, 1, DELEGATECALL, STATICCALL);
    for (int op = PUSH0; op <= PUSH32; op++) {
      shape(0, 1, op);
    }
    for (int n = 1; n <= 16; n++) {
      shape(n, n + 1, DUP1 + n - 1);
      shape(n + 1, n + 1, SWAP1 + n - 1);
    }
    for (int topics = 0; topics <= 4; topics++) {
      shape(2 + topics, 0, LOG0 + topics);
    }
  }

  private StackShape() {}

  private static void shape(int pops, int pushes, int... opcodes) {
    for (int op : opcodes) {
      POPS[op] = (byte) pops;
      PUSHES[op] = (byte) pushes;
    }
  }

  static int pops(int op) {
    return POPS[op];
  }

  static int pushes(int op) {
    return PUSHES[op];
  }

  /** Whether the instruction may run with the stack reaching up to limb {@code sp}. */
  static boolean fits(int op, int sp) {
    return !underflows(op, sp) && sp + Limbs.WORD * (PUSHES[op] - POPS[op]) <= Frame.STACK_LIMIT;
  }

  static boolean underflows(int op, int sp) {
    return sp < Limbs.WORD * POPS[op];
  }
}
