package io.crowdroll.protocol.evm;

/** Looks on while code runs: enough for the lines of EIP-3155. Must not change what it is shown. */
public interface Tracer {
  /**
   * An instruction whose price is known and which runs next; or which cannot run, and then {@link
   * Step#error} says why and {@link Step#cost} is what is known of the price.
   *
   * @param step valid during the call only: one object serves all steps
   */
  void step(Step step);

  /**
   * The instruction shown last, already shown as one that runs, has failed in doing so (a jump to
   * nowhere, a violation of a static call, return data out of bounds) or was REVERT. {@link
   * Step#error} says why; place, gas and cost are those shown, stack and memory what it left.
   */
  void fault(Step step);

  /** A view of the machine before an instruction. */
  interface Step {
    /** Place in the code, in bytes. */
    int pc();

    /** The opcode, 0 to 255; 0 (STOP) behind the end of the code. */
    int opcode();

    /** Gas left before the instruction. */
    long gas();

    /** Gas it takes, with memory growth, with what a CALL hands on, without a CALL's stipend. */
    long cost();

    /** Bytes of memory before the instruction, a multiple of 32. */
    int memorySize();

    /** Bytes of memory; the first {@link #memorySize} count. */
    byte[] memory();

    /** Words on the stack. */
    int stackSize();

    /** Words of the stack, four limbs each ({@link Limbs}), the bottom one first. */
    long[] stack();

    /** Depth of calls, 1 for the outermost. */
    int depth();

    /** The refund counter, this instruction's part included. */
    long refund();

    /** Why it cannot run or has failed; {@link Halt#NONE} of an instruction that runs. */
    Halt error();
  }
}
