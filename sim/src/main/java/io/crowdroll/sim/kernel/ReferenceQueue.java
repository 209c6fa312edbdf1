package io.crowdroll.sim.kernel;

import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The queue whose correctness is beyond doubt: {@link PriorityQueue} over one object an event. The
 * other two are tested against it and measured against it.
 */
public final class ReferenceQueue implements EventQueue {

  record Event(long time, long order, int kind, long a, long b) implements Comparable<Event> {
    @Override
    public int compareTo(Event that) {
      return time != that.time ? Long.compare(time, that.time) : Long.compare(order, that.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();

  @Override
  public void push(long time, long order, int kind, long a, long b) {
    events.add(new Event(time, order, kind, a, b));
  }

  @Override
  public boolean isEmpty() {
    return events.isEmpty();
  }

  @Override
  public long peekTime() {
    return events.element().time;
  }

  @Override
  public void pop(EventSlot into) {
    Event event = events.poll();
    if (event == null) {
      throw new NoSuchElementException("no pending event");
    }
    into.time = event.time;
    into.order = event.order;
    into.kind = event.kind;
    into.a = event.a;
    into.b = event.b;
  }

  @Override
  public int size() {
    return events.size();
  }
}
