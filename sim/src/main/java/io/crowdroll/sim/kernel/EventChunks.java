package io.crowdroll.sim.kernel;

import java.util.Arrays;

/**
 * Many first-in first-out lists of events in one array: each list is a chain of chunks, a chunk
 * that has been read returns to a free chain and is the next to be written, while it is still in
 * the cache.
 *
 * <p>Append and take are O(1) and touch memory sequentially within a chunk. Grows by half when
 * every chunk is in use, never shrinks.
 */
final class EventChunks {

  private static final int WORDS = 5;

  /**
   * Events in a chunk. 32 of them are 20 cache lines: long runs, yet 704 part-filled are < 1 MB.
   */
  private static final int CHUNK = 32;

  private static final int NONE = -1;

  private final int[] first;
  private final int[] last;
  private final int[] taken;
  private final int[] appended;

  private long[] words = new long[0];
  private int[] next = new int[0];
  private int free = NONE;

  EventChunks(int lists) {
    first = new int[lists];
    last = new int[lists];
    taken = new int[lists];
    appended = new int[lists];
  }

  int size(int list) {
    return appended[list] - taken[list];
  }

  void append(int list, long time, long order, int kind, long a, long b) {
    int n = appended[list];
    if (n % CHUNK == 0) {
      addChunk(list, n == 0);
    }
    appended[list] = n + 1;
    int at = (last[list] * CHUNK + n % CHUNK) * WORDS;
    long[] words = this.words;
    words[at] = time;
    words[at + 1] = order;
    words[at + 2] = kind;
    words[at + 3] = a;
    words[at + 4] = b;
  }

  /**
   * Removes the oldest event of the list; returns false, and leaves {@code into}, if it is empty.
   */
  boolean take(int list, EventSlot into) {
    int n = taken[list];
    if (n == appended[list]) {
      return false;
    }
    int chunk = first[list];
    int at = (chunk * CHUNK + n % CHUNK) * WORDS;
    long[] words = this.words;
    into.time = words[at];
    into.order = words[at + 1];
    into.kind = (int) words[at + 2];
    into.a = words[at + 3];
    into.b = words[at + 4];
    taken[list] = ++n;
    if (n == appended[list]) {
      taken[list] = 0;
      appended[list] = 0;
      release(chunk);
    } else if (n % CHUNK == 0) {
      first[list] = next[chunk];
      release(chunk);
    }
    return true;
  }

  private void addChunk(int list, boolean isFirst) {
    if (free == NONE) {
      grow();
    }
    int chunk = free;
    free = next[chunk];
    if (isFirst) {
      first[list] = chunk;
    } else {
      next[last[list]] = chunk;
    }
    last[list] = chunk;
  }

  private void release(int chunk) {
    next[chunk] = free;
    free = chunk;
  }

  private void grow() {
    int old = next.length;
    int grown = Math.max(64, old + old / 2);
    words = Arrays.copyOf(words, Math.multiplyExact(grown, CHUNK * WORDS));
    next = Arrays.copyOf(next, grown);
    for (int chunk = grown - 1; chunk >= old; chunk--) {
      release(chunk);
    }
  }
}
