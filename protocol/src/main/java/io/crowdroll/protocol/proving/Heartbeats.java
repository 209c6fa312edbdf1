package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Keccak256;
import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.util.Arrays;

/**
 * Who is active: the latest heartbeat says so and is younger than {@code heartbeatTimeout}
 * (PROTOCOL.md §3). Times are block timestamps in ms.
 *
 * <p>Where heartbeats are elided a prover counts as heard of until its silence is told.
 */
final class Heartbeats {
  private static final int PROVER_BITS = 22;

  /** Takes each prover that became inactive for want of heartbeats. */
  interface Sink {
    void expired(int prover);
  }

  private final long timeout;
  private final boolean elided;
  private boolean[] active = new boolean[64];
  private boolean[] sustained = new boolean[64];
  private boolean[] watched = new boolean[64];
  private long[] lastHeard = new long[64];
  private long[] lastRefused = new long[64];

  /** One entry a watched prover: the earliest time at which it can have expired. */
  private final LongHeapPriorityQueue expiries = new LongHeapPriorityQueue();

  Heartbeats(long timeoutMillis, boolean elided) {
    timeout = timeoutMillis;
    this.elided = elided;
  }

  boolean active(int prover) {
    return prover < active.length && active[prover];
  }

  long lastHeard(int prover) {
    return prover < lastHeard.length ? lastHeard[prover] : Long.MIN_VALUE;
  }

  /** An active heartbeat in a block of this time. */
  void beat(int prover, long now) {
    grow(prover);
    active[prover] = true;
    sustained[prover] = elided;
    lastHeard[prover] = now;
    watch(prover);
  }

  /** A proof counts as a heartbeat of an active prover. */
  void proof(int prover, long now) {
    grow(prover);
    lastHeard[prover] = now;
  }

  void inactive(int prover) {
    grow(prover);
    active[prover] = false;
    sustained[prover] = false;
  }

  /** Nobody has been heard of. */
  void silence() {
    Arrays.fill(active, false);
    Arrays.fill(sustained, false);
  }

  /** A heartbeat in a block of this time had no effect. */
  void refused(int prover, long now) {
    lastRefused[prover] = now;
  }

  /** The elided beats of a session ended with one in a block of time {@code last}. */
  void silent(int prover, long last) {
    grow(prover);
    sustained[prover] = false;
    if (last != lastRefused[prover]) {
      lastHeard[prover] = Math.max(lastHeard[prover], last);
    }
    watch(prover);
  }

  /** Makes inactive whoever was last heard of {@code timeout} or longer before {@code now}. */
  void expire(long now, Sink sink) {
    while (!expiries.isEmpty() && expiries.firstLong() >>> PROVER_BITS <= now) {
      int prover = (int) expiries.dequeueLong() & (1 << PROVER_BITS) - 1;
      watched[prover] = false;
      if (!active[prover] || sustained[prover]) {
        continue;
      }
      if (lastHeard[prover] + timeout <= now) {
        active[prover] = false;
        sink.expired(prover);
      } else {
        watch(prover);
      }
    }
  }

  /** Takes who is active, and when each was last heard, into a commitment. */
  void digest(int provers, Keccak256 out) {
    for (int prover = 0; prover < provers; prover++) {
      out.putByte(active(prover) ? 1 : 0).putLong(lastHeard(prover));
    }
  }

  private void watch(int prover) {
    if (!watched[prover] && !sustained[prover]) {
      watched[prover] = true;
      expiries.enqueue(lastHeard[prover] + timeout << PROVER_BITS | prover);
    }
  }

  private void grow(int prover) {
    if (prover >= active.length) {
      int capacity = Math.max(2 * active.length, prover + 1);
      active = Arrays.copyOf(active, capacity);
      sustained = Arrays.copyOf(sustained, capacity);
      watched = Arrays.copyOf(watched, capacity);
      lastHeard = Arrays.copyOf(lastHeard, capacity);
      lastRefused = Arrays.copyOf(lastRefused, capacity);
    }
  }
}
