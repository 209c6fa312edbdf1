package io.crowdroll.sim.kernel;

import java.util.NoSuchElementException;

/**
 * The queue of production runs: a hierarchy of wheels of unsorted buckets that are opened lazily,
 * and a small exact heap for the bucket at the front.
 *
 * <p>Wheel {@code w} has 64 buckets, each 64^w µs wide; eleven wheels reach over all of a {@code
 * long}, so there is no horizon and nothing to tune. An event goes to the wheel of the highest
 * base-64 digit in which its time differs from the {@link #position}. When the heap is empty, the
 * first bucket is opened: a small one goes into the heap, a large one is spread over the next finer
 * wheel. Hence an event is appended and read sequentially a few times and sorted only among the few
 * that are due next, where a heap over all would miss the cache at every level. The wheels are
 * those of Varghese and Lauck ("Hashed and hierarchical timing wheels", 1987), the lazy opening is
 * that of the ladder queue (Tang, Goh and Thng, 2005), the placement by highest differing digit
 * that of the radix heap (Ahuja et al., 1990); unlike a radix heap, this queue takes events before
 * its position too.
 *
 * <p>O(1) amortised for any distribution of times, except that events of the same µs, and events
 * pushed before the position, cost the heap's O(log n). 40 bytes an event in chunks that are
 * recycled; allocates only when there are more pending events than ever before.
 */
public final class WheelQueue implements EventQueue {

  private static final int BITS = 6;
  private static final int BUCKETS = 1 << BITS;
  private static final int WHEELS = (Long.SIZE + BITS - 1) / BITS;

  /** A bucket of at most so many events goes into the heap unsplit. */
  private static final int SMALL = 64;

  /** A heap of more events than this is cut back to a narrower front. */
  private static final int CROWDED = 1024;

  /** Times up to this one (inclusive) belong to the heap, later ones to the wheels. */
  private long frontEnd;

  /** Start of the bucket that was opened last; no wheel holds an event of an earlier time. */
  private long position;

  /** Wheel of the bucket that was opened last: the front is 64^frontWheel µs wide. */
  private int frontWheel;

  private QuaternaryHeap front = new QuaternaryHeap();
  private QuaternaryHeap spare = new QuaternaryHeap();

  /** Bit w is set if wheel w holds an event. */
  private int occupiedWheels;

  /** Bit s of entry w is set if bucket s of wheel w holds an event. */
  private final long[] occupiedBuckets = new long[WHEELS];

  private final EventChunks chunks = new EventChunks(WHEELS * BUCKETS);
  private final EventSlot moved = new EventSlot();
  private int size;

  @Override
  public void push(long time, long order, int kind, long a, long b) {
    size++;
    if (time > frontEnd) {
      append(wheelOf(time), time, order, kind, a, b);
      return;
    }
    front.push(time, order, kind, a, b);
    if (front.size() > CROWDED && frontWheel > 0) {
      narrowFront();
    }
  }

  @Override
  public void pop(EventSlot into) {
    openFront();
    front.pop(into);
    size--;
  }

  @Override
  public long peekTime() {
    openFront();
    return front.peekTime();
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public int size() {
    return size;
  }

  /** Wheel of a time after the front: the highest digit in which it differs from the position. */
  private int wheelOf(long time) {
    return (Long.SIZE - 1 - Long.numberOfLeadingZeros(time ^ position)) / BITS;
  }

  private void append(int wheel, long time, long order, int kind, long a, long b) {
    int bucket = (int) (time >>> (BITS * wheel)) & (BUCKETS - 1);
    occupiedWheels |= 1 << wheel;
    occupiedBuckets[wheel] |= 1L << bucket;
    chunks.append(wheel * BUCKETS + bucket, time, order, kind, a, b);
  }

  /** Makes sure that the heap holds the first event. */
  private void openFront() {
    if (!front.isEmpty()) {
      return;
    }
    if (size == 0) {
      throw new NoSuchElementException("no pending event");
    }
    while (!openFirstBucket()) {
      // A large bucket was spread over the finer wheel, whose first bucket is next.
    }
  }

  /** Opens the first bucket; returns whether it went into the heap. */
  private boolean openFirstBucket() {
    // Events of a finer wheel share more leading digits with the position, so they come first.
    int wheel = Integer.numberOfTrailingZeros(occupiedWheels);
    int bucket = Long.numberOfTrailingZeros(occupiedBuckets[wheel]);
    occupiedBuckets[wheel] &= occupiedBuckets[wheel] - 1;
    if (occupiedBuckets[wheel] == 0) {
      occupiedWheels &= occupiedWheels - 1;
    }
    position = alignDown(position, wheel + 1) | (long) bucket << (BITS * wheel);
    int list = wheel * BUCKETS + bucket;
    boolean small = wheel == 0 || chunks.size(list) <= SMALL;
    if (small) {
      frontWheel = wheel;
      frontEnd = position | (1L << (BITS * wheel)) - 1;
    }
    while (chunks.take(list, moved)) {
      if (small) {
        front.push(moved.time, moved.order, moved.kind, moved.a, moved.b);
      } else {
        append(wheel - 1, moved.time, moved.order, moved.kind, moved.a, moved.b);
      }
    }
    return small;
  }

  /**
   * Cuts a crowded front back to its first bucket on a finer wheel, or to several in turn, and puts
   * what lies after it into the wheels. Without this, a bucket that was opened when it was wide and
   * nearly empty would draw all later events of its span into the heap.
   */
  private void narrowFront() {
    while (front.size() > CROWDED / 2 && frontWheel > 0) {
      frontWheel--;
      frontEnd = position | (1L << (BITS * frontWheel)) - 1;
      while (!front.isEmpty()) {
        front.pop(moved);
        if (moved.time > frontEnd) {
          append(wheelOf(moved.time), moved.time, moved.order, moved.kind, moved.a, moved.b);
        } else {
          spare.push(moved.time, moved.order, moved.kind, moved.a, moved.b);
        }
      }
      QuaternaryHeap emptied = front;
      front = spare;
      spare = emptied;
    }
  }

  /** Clears the digits below that of {@code wheel}, which may be one beyond the last. */
  private static long alignDown(long time, int wheel) {
    return BITS * wheel < Long.SIZE ? time & -1L << (BITS * wheel) : 0;
  }
}
