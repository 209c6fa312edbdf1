package io.crowdroll.sim.model;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/**
 * What the provers' machines work on. A machine divides its speed evenly among its proofs
 * (processor sharing): k leases at once make each of them k times as slow.
 *
 * <p>Of a machine's proofs only the first to be done has an event in the kernel; whatever changes
 * the work gives a new time and a new generation, and events of an older one are void.
 */
public final class Machines {
  private static final int NONE = -1;

  /** Takes what has been worked. */
  public interface Sink {
    /**
     * A proof is done or dropped.
     *
     * @param micros of a whole machine that were spent on it
     */
    void worked(int machine, long task, long micros);
  }

  private final Sink sink;
  private final int[] first;
  private final int[] generation;
  private final long[] updated;

  // Proofs that run, as linked lists in a pool.
  private final LongArrayList tasks = new LongArrayList();
  private final LongArrayList work = new LongArrayList();
  private final LongArrayList left = new LongArrayList();
  private final IntArrayList next = new IntArrayList();
  private int free = NONE;

  public Machines(int count, Sink sink) {
    this.sink = sink;
    first = new int[count];
    Arrays.fill(first, NONE);
    generation = new int[count];
    updated = new long[count];
  }

  /**
   * Starts a proof.
   *
   * @param micros of a whole machine that it takes
   */
  public void start(int machine, long task, long micros, long now) {
    advance(machine, now);
    int slot = free;
    if (slot == NONE) {
      slot = tasks.size();
      tasks.add(task);
      work.add(micros);
      left.add(micros);
      next.add(first[machine]);
    } else {
      free = next.getInt(slot);
      tasks.set(slot, task);
      work.set(slot, micros);
      left.set(slot, micros);
      next.set(slot, first[machine]);
    }
    first[machine] = slot;
    generation[machine]++;
  }

  /** Drops a proof, if it runs. */
  public void stop(int machine, long task, long now) {
    advance(machine, now);
    int before = NONE;
    for (int slot = first[machine]; slot != NONE; slot = next.getInt(slot)) {
      if (tasks.getLong(slot) == task) {
        remove(machine, before, slot);
        generation[machine]++;
        return;
      }
      before = slot;
    }
  }

  /** Drops all proofs. */
  public void clear(int machine, long now) {
    advance(machine, now);
    while (first[machine] != NONE) {
      remove(machine, NONE, first[machine]);
    }
    generation[machine]++;
  }

  /** Takes the proof that is done now: its task. */
  public long finish(int machine, long now) {
    advance(machine, now);
    int before = NONE;
    int shortest = first[machine];
    int beforeShortest = NONE;
    for (int slot = first[machine]; slot != NONE; slot = next.getInt(slot)) {
      if (left.getLong(slot) < left.getLong(shortest)) {
        shortest = slot;
        beforeShortest = before;
      }
      before = slot;
    }
    long task = tasks.getLong(shortest);
    left.set(shortest, 0);
    remove(machine, beforeShortest, shortest);
    generation[machine]++;
    return task;
  }

  /** When the next proof of a machine is done if nothing changes; {@link Span#FOR_EVER} if idle. */
  public long nextDone(int machine) {
    long least = Span.FOR_EVER;
    int running = 0;
    for (int slot = first[machine]; slot != NONE; slot = next.getInt(slot)) {
      least = Math.min(least, left.getLong(slot));
      running++;
    }
    return running == 0 ? Span.FOR_EVER : Span.plus(updated[machine], least * running);
  }

  /** Changes with every change of a machine's work. */
  public int generation(int machine) {
    return generation[machine];
  }

  private void advance(int machine, long now) {
    int running = 0;
    for (int slot = first[machine]; slot != NONE; slot = next.getInt(slot)) {
      running++;
    }
    if (running > 0) {
      long elapsed = now - updated[machine];
      for (int slot = first[machine]; slot != NONE; slot = next.getInt(slot)) {
        left.set(slot, Math.max(0, left.getLong(slot) - elapsed / running));
      }
    }
    updated[machine] = now;
  }

  private void remove(int machine, int before, int slot) {
    if (before == NONE) {
      first[machine] = next.getInt(slot);
    } else {
      next.set(before, next.getInt(slot));
    }
    next.set(slot, free);
    free = slot;
    sink.worked(machine, tasks.getLong(slot), work.getLong(slot) - left.getLong(slot));
  }
}
