package io.crowdroll.sim.model.l1;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An undo log: how the contract goes back to an earlier block at a reorganisation, and to its state
 * before a call that reverts. A change costs one entry, a block nothing; going back costs what was
 * changed since.
 */
final class Journal {
  private final Deque<Runnable> undo = new ArrayDeque<>();

  /** Entries ever recorded and not rolled back, forgotten ones included. */
  private long length;

  /** A point to which {@link #rollBack} can return. */
  long mark() {
    return length;
  }

  /** Records how to take back a change that is about to be made. */
  void record(Runnable inverse) {
    undo.addLast(inverse);
    length++;
  }

  /**
   * Takes back every change since a mark.
   *
   * @throws IllegalArgumentException if the mark lies before what was forgotten, or ahead
   */
  void rollBack(long mark) {
    if (mark > length || mark < length - undo.size()) {
      throw new IllegalArgumentException("no state is kept for mark " + mark);
    }
    while (length > mark) {
      undo.removeLast().run();
      length--;
    }
  }

  /** Gives up going back before a mark. */
  void forgetBefore(long mark) {
    while (length - undo.size() < mark) {
      undo.removeFirst();
    }
  }
}
