package io.crowdroll.sim.agents;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

/** Which members of the world hold open leases of a task. */
final class Holders {
  /** Stands for any validator of last resort. */
  static final int VALIDATOR = -1;

  private final Long2ObjectOpenHashMap<IntArrayList> byTask = new Long2ObjectOpenHashMap<>();

  void add(long task, int member) {
    byTask.computeIfAbsent(task, _ -> new IntArrayList(1)).add(member);
  }

  void remove(long task, int member) {
    IntArrayList members = byTask.get(task);
    if (members != null) {
      members.rem(member);
      if (members.isEmpty()) {
        byTask.remove(task);
      }
    }
  }

  /** There are no leases any more. */
  void clear() {
    byTask.clear();
  }

  /** In the order in which they were leased. */
  IntList of(long task) {
    IntArrayList members = byTask.get(task);
    return members == null ? IntList.of() : members;
  }
}
