package io.crowdroll.prover.circuit;

import io.crowdroll.prover.field.PrimeField;
import java.util.Arrays;

/**
 * Distinct field elements, each named by its number: circuits repeat few constants very often, and
 * a number is an eighth of an element. Open addressing, linear probing.
 */
final class Coefficients {
  private static final PrimeField F = PrimeField.FR;

  /** The number of 1, which a program need not multiply by. */
  static final int ONE = 0;

  private long[] values = new long[4 * 64];
  private int[] slots = new int[128];
  private int size;

  Coefficients() {
    Arrays.fill(slots, -1);
    number(F.one(), 0);
  }

  /** The number of the element at {@code value[at]}, new or known. */
  int number(long[] value, int at) {
    int mask = slots.length - 1;
    int slot = hash(value, at) & mask;
    while (slots[slot] >= 0) {
      if (F.equal(values, 4 * slots[slot], value, at)) {
        return slots[slot];
      }
      slot = (slot + 1) & mask;
    }
    if (4 * size == values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    System.arraycopy(value, at, values, 4 * size, 4);
    slots[slot] = size++;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  /** All elements by number, 4 longs each, Montgomery. */
  long[] values() {
    return Arrays.copyOf(values, 4 * size);
  }

  private void grow() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, -1);
    for (int n = 0; n < size; n++) {
      int slot = hash(values, 4 * n) & (slots.length - 1);
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = n;
    }
  }

  private static int hash(long[] value, int at) {
    long h = value[at] ^ Long.rotateLeft(value[at + 1], 21) ^ Long.rotateLeft(value[at + 2], 42);
    h = (h ^ value[at + 3]) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32);
  }
}
