package io.crowdroll.protocol.evm;

/**
 * Code translated by a {@link Translator} for a {@link RegisterMachine}. Immutable.
 *
 * <p>A sequence of basic blocks. Each begins with four ints: the base prices of all its
 * instructions together, the limbs it must find on the stack, the stack pointer from which it would
 * overflow, and its place in the code. {@link Instruction}s follow.
 *
 * @param schedule the prices it is made for
 * @param code blocks and instructions
 * @param constants the words that instructions name
 * @param blockAt by place in the EVM's code, one more than where the block that begins there stands
 *     in {@code code}; 0 where none does
 */
record Program(GasSchedule schedule, int[] code, long[] constants, int[] blockAt) {
  /** Ints before a block's first instruction. */
  static final int HEADER = 4;
}
