package io.crowdroll.sim.kernel;

import java.util.Arrays;
import java.util.NoSuchElementException;

/**
 * An implicit 4-ary heap on primitive arrays: half the depth of a binary heap, and the four
 * children that a sift-down compares lie in one cache line (LaMarca and Ladner, "The influence of
 * caches on the performance of heaps", 1996).
 *
 * <p>Only the keys move; the payload stays in its slot. Push costs O(1) on random input, pop O(log
 * n). 44 bytes an event, no allocation except when the capacity doubles; it never shrinks.
 */
public final class QuaternaryHeap implements EventQueue {

  /**
   * Longs before the root's key. With the 16 bytes of an array header they put each group of four
   * children on a 64-byte boundary of the array object.
   */
  private static final int PAD = 4;

  private static final int PAYLOAD = 3;

  /** Node i has its time at {@code PAD + 2 i} and its order in the next word. */
  private long[] keys;

  /** Payload slot of node i; beyond {@link #size} the free slots, so that this is a permutation. */
  private int[] slots;

  /** Three words a slot: kind, a, b. */
  private long[] payload;

  private int size;

  /** An empty heap. */
  public QuaternaryHeap() {
    resize(64);
  }

  @Override
  public void push(long time, long order, int kind, long a, long b) {
    if (size == slots.length) {
      resize(2 * size);
    }
    int slot = slots[size];
    int at = slot * PAYLOAD;
    payload[at] = kind;
    payload[at + 1] = a;
    payload[at + 2] = b;
    siftUp(size++, time, order, slot);
  }

  private void siftUp(int node, long time, long order, int slot) {
    long[] keys = this.keys;
    while (node > 0) {
      int parent = (node - 1) >> 2;
      int at = PAD + 2 * parent;
      if (before(keys[at], keys[at + 1], time, order)) {
        break;
      }
      put(node, keys[at], keys[at + 1], slots[parent]);
      node = parent;
    }
    put(node, time, order, slot);
  }

  @Override
  public void pop(EventSlot into) {
    requireEvent();
    int slot = slots[0];
    int at = slot * PAYLOAD;
    into.time = keys[PAD];
    into.order = keys[PAD + 1];
    into.kind = (int) payload[at];
    into.a = payload[at + 1];
    into.b = payload[at + 2];
    int last = --size;
    if (last > 0) {
      siftDown(keys[PAD + 2 * last], keys[PAD + 2 * last + 1], slots[last]);
    }
    slots[last] = slot;
  }

  /** Fills the hole at the root with the given node, which was the last. */
  private void siftDown(long time, long order, int slot) {
    long[] keys = this.keys;
    int node = 0;
    for (int first; (first = 4 * node + 1) < size; ) {
      int least = first;
      long leastTime = keys[PAD + 2 * first];
      long leastOrder = keys[PAD + 2 * first + 1];
      int end = Math.min(first + 4, size);
      for (int child = first + 1; child < end; child++) {
        long childTime = keys[PAD + 2 * child];
        long childOrder = keys[PAD + 2 * child + 1];
        if (before(childTime, childOrder, leastTime, leastOrder)) {
          least = child;
          leastTime = childTime;
          leastOrder = childOrder;
        }
      }
      if (before(time, order, leastTime, leastOrder)) {
        break;
      }
      put(node, leastTime, leastOrder, slots[least]);
      node = least;
    }
    put(node, time, order, slot);
  }

  private void put(int node, long time, long order, int slot) {
    keys[PAD + 2 * node] = time;
    keys[PAD + 2 * node + 1] = order;
    slots[node] = slot;
  }

  private static boolean before(long time, long order, long otherTime, long otherOrder) {
    return time < otherTime || (time == otherTime && order < otherOrder);
  }

  @Override
  public long peekTime() {
    requireEvent();
    return keys[PAD];
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public int size() {
    return size;
  }

  private void requireEvent() {
    if (size == 0) {
      throw new NoSuchElementException("no pending event");
    }
  }

  private void resize(int capacity) {
    keys = keys == null ? new long[PAD + 2 * capacity] : Arrays.copyOf(keys, PAD + 2 * capacity);
    payload =
        payload == null ? new long[PAYLOAD * capacity] : Arrays.copyOf(payload, PAYLOAD * capacity);
    slots = slots == null ? new int[capacity] : Arrays.copyOf(slots, capacity);
    for (int slot = size; slot < capacity; slot++) {
      slots[slot] = slot;
    }
  }
}
