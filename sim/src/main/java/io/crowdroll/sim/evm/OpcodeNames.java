package io.crowdroll.sim.evm;

import java.util.Locale;

/** The instructions' names, as go-ethereum prints them. */
final class OpcodeNames {
  private static final String TABLE =
      """
      00 STOP ADD MUL SUB DIV SDIV MOD SMOD ADDMOD MULMOD EXP SIGNEXTEND
      10 LT GT SLT SGT EQ ISZERO AND OR XOR NOT BYTE SHL SHR SAR
      20 KECCAK256
      30 ADDRESS BALANCE ORIGIN CALLER CALLVALUE CALLDATALOAD CALLDATASIZE CALLDATACOPY
      38 CODESIZE CODECOPY GASPRICE EXTCODESIZE EXTCODECOPY RETURNDATASIZE RETURNDATACOPY EXTCODEHASH
      40 BLOCKHASH COINBASE TIMESTAMP NUMBER DIFFICULTY GASLIMIT CHAINID SELFBALANCE
      48 BASEFEE BLOBHASH BLOBBASEFEE
      50 POP MLOAD MSTORE MSTORE8 SLOAD SSTORE JUMP JUMPI PC MSIZE GAS JUMPDEST
      5c TLOAD TSTORE MCOPY
      f0 CREATE CALL CALLCODE RETURN DELEGATECALL CREATE2
      fa STATICCALL
      fd REVERT INVALID SELFDESTRUCT
      """;

  private static final String[] NAMES = names();

  private OpcodeNames() {}

  /** The name of an opcode, 0 to 255. */
  static String of(int opcode) {
    return NAMES[opcode];
  }

  private static String[] names() {
    String[] names = new String[256];
    for (int op = 0; op < 256; op++) {
      names[op] = String.format(Locale.ROOT, "opcode 0x%x not defined", op);
    }
    for (String line : TABLE.lines().toList()) {
      String[] words = line.split(" ");
      int first = Integer.parseInt(words[0], 16);
      System.arraycopy(words, 1, names, first, words.length - 1);
    }
    for (int i = 0; i <= 32; i++) {
      names[0x5f + i] = "PUSH" + i;
    }
    for (int i = 1; i <= 16; i++) {
      names[0x7f + i] = "DUP" + i;
      names[0x8f + i] = "SWAP" + i;
    }
    for (int i = 0; i <= 4; i++) {
      names[0xa0 + i] = "LOG" + i;
    }
    return names;
  }
}
