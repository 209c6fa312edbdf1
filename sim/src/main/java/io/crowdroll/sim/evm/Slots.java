package io.crowdroll.sim.evm;

import io.crowdroll.protocol.evm.Limbs;
import java.util.Arrays;
import java.util.Objects;

/**
 * The storage of one account: a table from words to {@link Slot}s, open addressing with linear
 * probing, so that a look-up makes no object. Slots are never taken out; one of value 0 is as good
 * as none.
 */
final class Slots {
  private Slot[] table = new Slot[8];
  private int size;

  /** The slot of a key, {@code null} where none was made. */
  Slot find(long[] key, int at) {
    int mask = table.length - 1;
    for (int i = hash(key[at], key[at + 1], key[at + 2], key[at + 3]) & mask; ; i = i + 1 & mask) {
      Slot slot = table[i];
      if (slot == null || slot.hasKey(key, at)) {
        return slot;
      }
    }
  }

  /** The slot of a key, made if need be. */
  Slot get(long[] key, int at) {
    Slot slot = find(key, at);
    if (slot == null) {
      slot = new Slot(key, at);
      if (++size > table.length / 2) {
        grow();
      }
      insert(slot);
    }
    return slot;
  }

  /** All slots, in no order that means anything. */
  Iterable<Slot> all() {
    return () -> Arrays.stream(table).filter(Objects::nonNull).iterator();
  }

  /** Whether every value is 0. */
  boolean areZero() {
    for (Slot slot : table) {
      if (slot != null && !Limbs.isZero(slot.value, 0)) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    Slot[] old = table;
    table = new Slot[2 * old.length];
    for (Slot slot : old) {
      if (slot != null) {
        insert(slot);
      }
    }
  }

  private void insert(Slot slot) {
    int mask = table.length - 1;
    int i = hash(slot.key[0], slot.key[1], slot.key[2], slot.key[3]) & mask;
    while (table[i] != null) {
      i = i + 1 & mask;
    }
    table[i] = slot;
  }

  private static int hash(long k0, long k1, long k2, long k3) {
    long h = (k0 ^ Long.rotateLeft(k1, 17) ^ Long.rotateLeft(k2, 31) ^ k3) * 0x9e3779b97f4a7c15L;
    return (int) (h >>> 32);
  }
}
