package io.crowdroll.sim.evm;

import io.crowdroll.protocol.evm.Halt;
import io.crowdroll.protocol.evm.Tracer;

/** Why code stopped, in go-ethereum's words. */
final class HaltNames {
  private HaltNames() {}

  /** The error of a step; {@code null} if it runs. */
  static String of(Tracer.Step step) {
    return switch (step.error()) {
      case null -> null;
      case NONE -> null;
      case INVALID_OPCODE -> "invalid opcode: " + OpcodeNames.of(step.opcode());
      default -> of(step.error());
    };
  }

  /** The error of a message that failed. */
  static String of(Halt halt) {
    return switch (halt) {
      case NONE -> throw new IllegalArgumentException("it did not fail");
      case REVERT -> "execution reverted";
      case OUT_OF_GAS -> "out of gas";
      case OUT_OF_PROOF_UNITS -> "out of proof units";
      case STACK_UNDERFLOW -> "stack underflow";
      case STACK_OVERFLOW -> "stack limit reached";
      case INVALID_OPCODE -> "invalid opcode";
      case INVALID_JUMP -> "invalid jump destination";
      case STATIC_VIOLATION -> "write protection";
      case RETURN_DATA_OUT_OF_BOUNDS -> "return data out of bounds";
      case INVALID_CODE_PREFIX -> "invalid code: must not begin with 0xef";
      case CODE_TOO_LARGE -> "max code size exceeded";
      case INIT_CODE_TOO_LARGE -> "max initcode size exceeded";
      case ADDRESS_COLLISION -> "contract address collision";
      case PRECOMPILE_FAILURE -> "precompile failed";
      case CALL_TOO_DEEP -> "max call depth exceeded";
      case INSUFFICIENT_BALANCE -> "insufficient balance for transfer";
      case NONCE_OVERFLOW -> "nonce uint64 overflow";
    };
  }
}
