package io.crowdroll.sim.kernel;

/**
 * Where a queue puts the event it pops; one slot is reused for a whole run, so that popping does
 * not allocate.
 */
public final class EventSlot {
  /** Virtual time in µs. */
  public long time;

  /** Rank among events of one time; unique in a queue. */
  public long order;

  /** What happens; the meaning of {@link #a} and {@link #b} follows from it. */
  public int kind;

  /** First payload word. */
  public long a;

  /** Second payload word. */
  public long b;
}
