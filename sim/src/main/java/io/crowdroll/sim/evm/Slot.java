package io.crowdroll.sim.evm;

import io.crowdroll.protocol.evm.Limbs;
import java.util.Arrays;

/**
 * A storage slot, with what holds for one transaction only: such a field counts if the number of
 * the transaction beside it is that of the present one.
 */
final class Slot {
  final long[] key;
  final long[] value = new long[Limbs.WORD];

  /** The value at the start of {@link #writtenIn}. */
  final long[] original = new long[Limbs.WORD];

  int writtenIn = PlainState.NEVER;
  int warmIn = PlainState.NEVER;

  Slot(long[] key, int at) {
    this.key = Arrays.copyOfRange(key, at, at + Limbs.WORD);
  }

  boolean hasKey(long[] other, int at) {
    return Limbs.equal(key, 0, other, at);
  }
}
