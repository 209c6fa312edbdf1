package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;

import java.util.Arrays;

/**
 * What instructions cost: the price table of a fork. A price of {@link #UNDEFINED} makes the
 * instruction invalid, so the table is also the set of instructions that there are.
 *
 * <p>The constants that no fork has changed (memory, copying, hashing, logs, creation of code) are
 * named here too and are not part of the table.
 */
final class GasSchedule {
  /** The price of what is no instruction. */
  static final int UNDEFINED = -1;

  /** A word of memory: 3, and a 512th of the square of the number of words. */
  static final int MEMORY_WORD = 3;

  /** A word copied by one of the …COPY instructions. */
  static final int COPY_WORD = 3;

  /** A word hashed by KECCAK256 and CREATE2. */
  static final int KECCAK_WORD = 6;

  /** A byte of a log's data. */
  static final int LOG_BYTE = 8;

  /** A topic of a log. */
  static final int LOG_TOPIC = 375;

  /** A byte of code stored by a creation. */
  static final int CODE_BYTE = 200;

  /** A word of init code (EIP-3860). */
  static final int INIT_CODE_WORD = 2;

  /** A call that moves wei. */
  static final int CALL_VALUE = 9_000;

  /** What the called contract gets on top of the gas where wei move. */
  static final int CALL_STIPEND = 2_300;

  /** A call with wei, or a SELFDESTRUCT with a balance, to an empty account. */
  static final int NEW_ACCOUNT = 25_000;

  static final GasSchedule CANCUN = cancun();

  /** By opcode, what is due in any case. */
  final int[] base;

  /** EXP, a byte of the exponent (EIP-160). */
  final int expByte;

  /** On top of the base price for an account that was cold (EIP-2929). */
  final int coldAccount;

  /** On top of the base price of SLOAD for a slot that was cold (EIP-2929). */
  final int coldLoad;

  /** The law of SSTORE. */
  final StorePrice store;

  GasSchedule(int[] base, int expByte, int coldAccount, int coldLoad, StorePrice store) {
    this.base = base;
    this.expByte = expByte;
    this.coldAccount = coldAccount;
    this.coldLoad = coldLoad;
    this.store = store;
  }

  /** The price of SSTORE, and what it adds to the refund counter. */
  sealed interface StorePrice {
    /**
     * EIP-2200 with EIP-2929 and EIP-3529: net of the whole transaction, refused with 2,300 gas or
     * less.
     */
    record Net() implements StorePrice {}

    /** Before: 20,000 from zero to something, else 5,000; 15,000 back for clearing. */
    record Frontier() implements StorePrice {}
  }

  private static GasSchedule cancun() {
    int[] base = new int[256];
    Arrays.fill(base, UNDEFINED);
    set(base, 0, STOP, RETURN, REVERT);
    set(base, 1, JUMPDEST);
    set(
        base,
        2,
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
        BASEFEE,
        BLOBBASEFEE,
        POP,
        PC,
        MSIZE,
        GAS,
        PUSH0);
    set(
        base,
        3,
        ADD,
        SUB,
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
        SAR,
        CALLDATALOAD,
        CALLDATACOPY,
        CODECOPY,
        RETURNDATACOPY,
        BLOBHASH,
        MLOAD,
        MSTORE,
        MSTORE8,
        MCOPY);
    Arrays.fill(base, PUSH1, SWAP16 + 1, 3);
    set(base, 5, MUL, DIV, SDIV, MOD, SMOD, SIGNEXTEND, SELFBALANCE);
    set(base, 8, ADDMOD, MULMOD, JUMP);
    set(base, 10, EXP, JUMPI);
    set(base, 20, BLOCKHASH);
    set(base, 30, KECCAK256);
    set(
        base,
        100,
        BALANCE,
        EXTCODESIZE,
        EXTCODECOPY,
        EXTCODEHASH,
        SLOAD,
        TLOAD,
        TSTORE,
        CALL,
        CALLCODE,
        DELEGATECALL,
        STATICCALL);
    // SSTORE has no price that is due in any case
    set(base, 0, SSTORE);
    for (int op = LOG0; op <= LOG4; op++) {
      base[op] = 375 + LOG_TOPIC * (op - LOG0);
    }
    set(base, 32_000, CREATE, CREATE2);
    set(base, 5_000, SELFDESTRUCT);
    return new GasSchedule(base, 50, 2_500, 2_000, new StorePrice.Net());
  }

  private static void set(int[] base, int price, int... opcodes) {
    for (int op : opcodes) {
      base[op] = price;
    }
  }
}
