package io.crowdroll.sim.agents;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/** Objects under way: an event carries the number of a place, which is used again. */
final class Mail {
  private final List<Object> places = new ArrayList<>();
  private final IntArrayList free = new IntArrayList();

  /** Puts an object in; its place. */
  int put(Object object) {
    if (free.isEmpty()) {
      places.add(object);
      return places.size() - 1;
    }
    int place = free.popInt();
    places.set(place, object);
    return place;
  }

  /** Takes an object out. */
  <T> T take(long place, Class<T> type) {
    Object object = places.set((int) place, null);
    free.push((int) place);
    return type.cast(object);
  }
}
