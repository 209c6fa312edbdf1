package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;

/**
 * What the proof of an instruction costs, in constraints of an R1CS circuit over BN254's scalar
 * field.
 *
 * <p>No circuit for contract calls exists yet (STATEMENTS.md gives the slots that have one), so the
 * table is an estimate from parts that were measured there: a Merkle update of 32 levels 16,831, a
 * leaf hash 459, Poseidon of two inputs 240, a range check one constraint a bit. The assumptions
 * beyond that stand with each constant.
 */
public final class ProofSchedule {
  /**
   * Every step: fetching the instruction, program counter, gas, and stack accesses through a
   * permutation argument. About 200 for the fields' ranges and the selectors.
   */
  private static final int STEP = 200;

  /** Range checks of a 256-bit result in 64-bit limbs with carries. */
  private static final int WORD = 270;

  /** A product of two words as ten limb products, with the carries' ranges. */
  private static final int PRODUCT = 700;

  /** A permutation Keccak-f[1600] bit by bit: 24 rounds, 1,600 lanes' bits, four gates each. */
  private static final int KECCAK_BLOCK = 151_000;

  /** Bytes that a Keccak block takes. */
  private static final int KECCAK_RATE = 136;

  /** A path of 32 levels and a leaf's hash to read, half of an update. */
  private static final int READ = 16_831 / 2 + 459;

  /** Updates: the slot in its storage tree and the account's leaf in the state tree. */
  private static final int WRITE = 2 * (16_831 + 459);

  /** A byte into or out of memory, through the permutation argument of memory. */
  private static final int MEMORY_BYTE = 12;

  /** A byte of code that becomes known: decomposition and its part in the code's hash. */
  private static final int CODE_BYTE = 40;

  /** By precompile from 1, [constant, per input byte]; estimates of emulated arithmetic. */
  private static final int[][] PRECOMPILES = {
    {1_500_000, 0}, // ecrecover: secp256k1 in emulated limbs, and a Keccak block
    {30_000, 470}, // SHA-256: 29,800 a block of 64 bytes
    {30_000, 470}, // RIPEMD-160: as SHA-256
    {500, MEMORY_BYTE}, // identity
    {20_000, 20_000}, // modexp: an emulated product an exponent bit, bounded by the input
    {30_000, 0}, // BN254 addition in the base field, emulated
    {160_000, 0}, // BN254 multiplication
    {1_500_000, 8_000}, // BN254 pairing check, a pair of 192 bytes about 1.5 million
    {400_000, 0}, // Blake2b: its rounds are bounded by gas, a round about 33,000
    {3_000_000, 0}, // KZG point evaluation: a BLS12-381 pairing, emulated
  };

  /** The estimate described above. */
  public static final ProofSchedule ESTIMATE = new ProofSchedule();

  private ProofSchedule() {}

  /** Constraints of an instruction whose operands are still on the stack. */
  long constraints(Frame f, int op) {
    long[] s = f.stack;
    int top = f.sp - Limbs.WORD;
    return STEP
        + switch (op) {
          case ADD, SUB, NOT, AND, OR, XOR, LT, GT, SLT, SGT, EQ, ISZERO, BYTE, SIGNEXTEND -> WORD;
          case MUL, DIV, SDIV, MOD, SMOD, SHL, SHR, SAR -> 2 * WORD + PRODUCT;
          case ADDMOD, MULMOD -> 4 * WORD + 2 * PRODUCT;
          case EXP -> (long) Arithmetic.bitLength(s, top - 4) * 2 * (WORD + PRODUCT);
          case MLOAD, MSTORE -> 32 * MEMORY_BYTE;
          case MSTORE8 -> MEMORY_BYTE;
          case KECCAK256 -> keccak(s, top - 4);
          case CALLDATALOAD -> 32 * MEMORY_BYTE;
          case CALLDATACOPY, CODECOPY, RETURNDATACOPY, MCOPY -> bytes(s, top - 8, MEMORY_BYTE);
          case EXTCODECOPY -> READ + bytes(s, top - 12, MEMORY_BYTE);
          case RETURN, REVERT -> bytes(s, top - 4, MEMORY_BYTE);
          case SLOAD, BALANCE, EXTCODESIZE, EXTCODEHASH -> READ;
          case SSTORE -> WRITE;
          case TLOAD, TSTORE -> WORD;
          case LOG0, LOG0 + 1, LOG0 + 2, LOG0 + 3, LOG4 ->
              bytes(s, top - 4, MEMORY_BYTE) + keccak(s, top - 4);
          case CALL, CALLCODE -> 2 * WRITE;
          case DELEGATECALL, STATICCALL -> READ;
          case SELFDESTRUCT -> 2 * WRITE;
          case CREATE, CREATE2 -> 2 * WRITE + keccak(s, top - 8) + bytes(s, top - 8, CODE_BYTE);
          default -> 0;
        };
  }

  private static long keccak(long[] s, int size) {
    return bytes(Limbs.saturated(s, size) / KECCAK_RATE + 1, KECCAK_BLOCK);
  }

  private static long bytes(long[] s, int size, int each) {
    return bytes(Limbs.saturated(s, size), each);
  }

  /** Saturates far above every limit and far below overflow. */
  private static long bytes(long count, int each) {
    return Math.min(count, 1L << 40) * each;
  }

  /** Constraints of a precompile, by its number from 1. */
  long precompile(int number, int inputSize) {
    if (number > PRECOMPILES.length) {
      return 0;
    }
    int[] price = PRECOMPILES[number - 1];
    return price[0] + (long) price[1] * inputSize;
  }
}
