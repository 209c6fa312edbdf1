package io.crowdroll.protocol.evm.precompile;

import io.crowdroll.protocol.evm.Precompile;
import io.crowdroll.prover.hash.Blake2b;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 0x09: the compression function of BLAKE2b (EIP-152). Input, exactly 213 bytes: the number of
 * rounds (4 bytes, big-endian), then in words of 8 bytes, little-endian, the state (8), the block
 * (16) and the count of bytes (2), then 1 for the last block, 0 for another. Output: the new state.
 */
final class Blake2F implements Precompile {
  private static final int LENGTH = 213;
  private static final int WORDS_AT = 4;
  private static final int STATE = 8;
  private static final int BLOCK = 16;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** 1 a round. */
  @Override
  public long gas(byte[] input) {
    return input.length == LENGTH ? rounds(input) : 0;
  }

  @Override
  public byte[] run(byte[] input) {
    if (input.length != LENGTH || (input[LENGTH - 1] & ~1) != 0) {
      return null;
    }
    long[] state = words(input, 0, STATE);
    long[] block = words(input, STATE, BLOCK);
    long[] count = words(input, STATE + BLOCK, 2);
    boolean last = input[LENGTH - 1] == 1;
    Blake2b.compress(state, block, count[0], count[1], last, rounds(input));
    byte[] out = new byte[STATE * Long.BYTES];
    for (int i = 0; i < STATE; i++) {
      LONG.set(out, i * Long.BYTES, state[i]);
    }
    return out;
  }

  private static long rounds(byte[] input) {
    return Integer.toUnsignedLong((int) INT.get(input, 0));
  }

  private static long[] words(byte[] input, int from, int count) {
    long[] out = new long[count];
    for (int i = 0; i < count; i++) {
      out[i] = (long) LONG.get(input, WORDS_AT + (from + i) * Long.BYTES);
    }
    return out;
  }
}
