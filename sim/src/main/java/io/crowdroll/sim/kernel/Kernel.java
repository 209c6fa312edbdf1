package io.crowdroll.sim.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Virtual time: hands scheduled events to a {@link Dispatcher} in the total order (time, priority,
 * sequence of scheduling).
 *
 * <p>Belongs to one thread, with two exceptions: another thread may read {@link #now()} and {@link
 * #events()} for a progress display, and call {@link #stop()}.
 */
public final class Kernel {

  /**
   * The kind of an event that does nothing: it is not dispatched, counted or hashed and takes no
   * number from the sequence, so inserting one anywhere must leave a run as it was.
   */
  public static final int NOOP = 0;

  private static final int SEQUENCE_BITS = 48;
  private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;
  private static final int NOOP_PRIORITY = 0x7fff;

  /** Highest priority number, the last to run among events of one time. */
  public static final int LAST_PRIORITY = NOOP_PRIORITY - 1;

  private static final VarHandle NOW;
  private static final VarHandle EVENTS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NOW = lookup.findVarHandle(Kernel.class, "now", long.class);
      EVENTS = lookup.findVarHandle(Kernel.class, "events", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EventQueue queue;
  private final boolean shuffleTies;
  private final long tieSeed;
  private final EventSlot slot = new EventSlot();
  private long sequence;
  private long noops;
  private long now;
  private long events;
  private long traceHash;
  private volatile boolean stopRequested;

  /** A kernel at time 0 that runs equal (time, priority) in the order of scheduling. */
  public Kernel(EventQueue queue) {
    this(queue, false, 0);
  }

  /**
   * A kernel that runs equal (time, priority) in a pseudo-random order, the same for the same seed.
   * A model whose results change by more than chance has a race: it relies on an order that nothing
   * in the modelled world guarantees.
   */
  public static Kernel withRandomisedTies(EventQueue queue, long seed) {
    return new Kernel(queue, true, seed);
  }

  private Kernel(EventQueue queue, boolean shuffleTies, long tieSeed) {
    this.queue = queue;
    this.shuffleTies = shuffleTies;
    this.tieSeed = tieSeed;
  }

  /**
   * Schedules an event.
   *
   * @param time virtual time in µs, not before {@link #now()}
   * @param priority 0 (first) to {@link #LAST_PRIORITY}: rank among events of the same time
   * @param kind what happens; {@link #NOOP} for nothing
   * @param a first payload word
   * @param b second payload word
   * @throws IllegalArgumentException if the time has passed or the priority is out of range
   */
  public void schedule(long time, int priority, int kind, long a, long b) {
    if (time < now) {
      throw new IllegalArgumentException(
          "event of kind " + kind + " at " + time + " µs lies before now, " + now + " µs");
    }
    if (priority < 0 || priority > LAST_PRIORITY) {
      throw new IllegalArgumentException(
          "priority " + priority + " is not in 0 to " + LAST_PRIORITY);
    }
    if (kind == NOOP) {
      queue.push(time, order(NOOP_PRIORITY, noops++), NOOP, 0, 0);
      return;
    }
    long rank = sequence++;
    queue.push(time, order(priority, shuffleTies ? shuffled(rank) : rank), kind, a, b);
  }

  private static long order(int priority, long rank) {
    return (long) priority << SEQUENCE_BITS | rank;
  }

  /** A permutation of the 48-bit numbers; each step is invertible, so the orders stay unique. */
  private long shuffled(long rank) {
    long x = rank ^ (tieSeed & SEQUENCE_MASK);
    for (int round = 0; round < 3; round++) {
      x = (x * 0x9e3779b97f4a7c15L + (tieSeed >>> 16 | 1)) & SEQUENCE_MASK;
      x ^= x >>> SEQUENCE_BITS / 2;
    }
    return x;
  }

  /**
   * Runs all events up to a time, then moves {@link #now()} there.
   *
   * @param until virtual time in µs, inclusive
   * @param dispatcher handles the events; what it throws passes through, after which the run may go
   *     on with the next event
   * @return whether the time was reached; false if {@link #stop()} ended the run, then {@code
   *     now()} stays at the last event
   */
  public boolean run(long until, Dispatcher dispatcher) {
    while (!stopRequested) {
      if (queue.isEmpty() || queue.peekTime() > until) {
        NOW.setOpaque(this, Math.max(now, until));
        return true;
      }
      queue.pop(slot);
      NOW.setOpaque(this, slot.time);
      if (slot.kind != NOOP) {
        EVENTS.setOpaque(this, events + 1);
        traceHash = TraceHash.extend(traceHash, slot);
        dispatcher.dispatch(slot.kind, slot.a, slot.b);
      }
    }
    stopRequested = false;
    return false;
  }

  /**
   * Ends the run after the current event; if none is running, the next one ends before its first
   * event. May be called by any thread.
   */
  public void stop() {
    stopRequested = true;
  }

  /** Current virtual time in µs. May be read by any thread. */
  public long now() {
    return (long) NOW.getOpaque(this);
  }

  /** Number of events dispatched so far. May be read by any thread. */
  public long events() {
    return (long) EVENTS.getOpaque(this);
  }

  /** Number of pending events, no-ops included. */
  public int pending() {
    return queue.size();
  }

  /**
   * Digest of every dispatched (time, kind, a, b) in their order. Two runs with one hash took, for
   * all practical purposes, the same path; it is no defence against someone who seeks a collision.
   */
  public long traceHash() {
    return traceHash;
  }
}
