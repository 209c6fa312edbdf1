package io.crowdroll.sim.kernel;

/**
 * Pending events in the total order (time, order).
 *
 * <p>{@code order} must be unique among the events that a queue holds; then the sequence of pops
 * depends on the set of pushed events alone, and every implementation gives the same one. Not
 * thread-safe.
 */
public sealed interface EventQueue permits ReferenceQueue, QuaternaryHeap, WheelQueue {

  /**
   * Adds an event.
   *
   * @param time virtual time in µs; any value, also one before the last popped
   * @param order rank among events of the same time, signed, unique
   * @param kind what happens
   * @param a first payload word
   * @param b second payload word
   */
  void push(long time, long order, int kind, long a, long b);

  /** Whether no event is pending. */
  boolean isEmpty();

  /**
   * Time of the first event in µs.
   *
   * @throws java.util.NoSuchElementException if the queue is empty
   */
  long peekTime();

  /**
   * Removes the first event and writes it into {@code into}.
   *
   * @throws java.util.NoSuchElementException if the queue is empty
   */
  void pop(EventSlot into);

  /** Number of pending events. */
  int size();
}
