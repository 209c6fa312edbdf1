package io.crowdroll.protocol.evm;

/** How a frame came to its end. */
public enum Halt {
  /** STOP, RETURN, SELFDESTRUCT or the end of the code: what it did stands. */
  NONE,
  /** REVERT: undone, the gas left comes back, with output. */
  REVERT,
  /** All that follow: undone, all gas used, no output. */
  OUT_OF_GAS,
  /** The other meter ran out (PROTOCOL.md §2: {@code maxProofUnits}); ends the whole message. */
  OUT_OF_PROOF_UNITS,
  STACK_UNDERFLOW,
  /** More than 1,024 words. */
  STACK_OVERFLOW,
  INVALID_OPCODE,
  INVALID_JUMP,
  /** A change of state inside a static call (EIP-214). */
  STATIC_VIOLATION,
  /** RETURNDATACOPY beyond the end (EIP-211). */
  RETURN_DATA_OUT_OF_BOUNDS,
  /** A contract would start with 0xEF (EIP-3541). */
  INVALID_CODE_PREFIX,
  /** A contract would have more than 24,576 bytes (EIP-170). */
  CODE_TOO_LARGE,
  /** Init code of more than 49,152 bytes (EIP-3860), in CREATE and CREATE2. */
  INIT_CODE_TOO_LARGE,
  /** The address of a new contract is taken (EIP-684). */
  ADDRESS_COLLISION,
  PRECOMPILE_FAILURE,
  /** Of a call that was never made (its gas comes back): deeper than 1,024. */
  CALL_TOO_DEEP,
  /** Of a call that was never made (its gas comes back): more wei than the caller has. */
  INSUFFICIENT_BALANCE,
  /** Of a creation that was never made (its gas comes back): the nonce is 2^64 − 1 (EIP-2681). */
  NONCE_OVERFLOW;

  /** Whether what the frame did stands. */
  public boolean isSuccess() {
    return this == NONE;
  }
}
