package io.crowdroll.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventQueueTest {

  enum Kind {
    REFERENCE(ReferenceQueue::new),
    QUATERNARY(QuaternaryHeap::new),
    WHEEL(WheelQueue::new);

    final Supplier<EventQueue> make;

    Kind(Supplier<EventQueue> make) {
      this.make = make;
    }
  }

  @ParameterizedTest
  @EnumSource
  void popsByTimeThenOrderWithItsPayload(Kind kind) {
    EventQueue queue = kind.make.get();
    queue.push(20, 0, 1, 11, 12);
    queue.push(10, 5, 2, 21, 22);
    queue.push(10, -4, -3, 31, Long.MIN_VALUE);
    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.peekTime()).isEqualTo(10);
    EventSlot slot = new EventSlot();
    queue.pop(slot);
    assertThat(new long[] {slot.time, slot.order, slot.kind, slot.a, slot.b})
        .containsExactly(10, -4, -3, 31, Long.MIN_VALUE);
    queue.pop(slot);
    assertThat(new long[] {slot.time, slot.order, slot.kind, slot.a, slot.b})
        .containsExactly(10, 5, 2, 21, 22);
    queue.pop(slot);
    assertThat(slot.time).isEqualTo(20);
    assertThat(queue.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyQueueHasNoFirstEvent(Kind kind) {
    EventQueue queue = kind.make.get();
    queue.push(1, 1, 1, 1, 1);
    queue.pop(new EventSlot());
    assertThatThrownBy(queue::peekTime).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> queue.pop(new EventSlot())).isInstanceOf(NoSuchElementException.class);
    assertThat(queue.size()).isZero();
  }

  /** Bursts of pushes and pops, with a new habit of choosing times for each burst. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void allQueuesPopTheSameSequenceUnderMixedWorkloads(long seed) {
    RandomStream random = new Streams(seed, 0).stream(EntityClass.WORLD, 0, Purpose.ARRIVAL);
    Trio trio = new Trio();
    for (int burst = 0; burst < 300; burst++) {
      int habit = random.uniform(9);
      int pushes = random.uniform(random.uniform(4) == 0 ? 3000 : 100);
      int bits = random.uniform(63);
      for (int i = 0; i < pushes; i++) {
        trio.push(time(habit, bits, trio.now, random), random);
      }
      int pops = random.uniform(5) == 0 ? trio.size() : random.uniform(1 + pushes * 2);
      for (int i = 0; i < pops && trio.size() > 0; i++) {
        trio.pop();
        if (random.uniform(3) == 0) {
          trio.push(time(habit, bits, trio.now, random), random);
        }
      }
    }
    trio.popAll();
    assertThat(trio.popped).isGreaterThan(20_000);
  }

  private static long time(int habit, int bits, long now, RandomStream random) {
    // What overflows, or is negative, lies in the distant past; the queues must agree there too.
    return switch (habit) {
      case 0 -> now; // into the bucket that is being read
      case 1 -> now + random.uniform(4); // ties
      case 2 -> now + 1_000_000; // a burst at one instant
      case 3 -> now + (random.nextLong() >>> 1 + bits); // any scale
      case 4 -> now + (1L << bits) - random.uniform(2); // both sides of a bucket's edge
      case 5 -> Long.MAX_VALUE - random.uniform(3); // never
      case 6 -> now - random.uniform(1000); // already past
      case 7 -> now + (long) (60e6 * -StrictMath.log(random.nextDouble()));
      default -> random.nextLong(); // anything, negative too
    };
  }

  /** The front opens wide while little is pending; then much arrives within its span. */
  @Test
  void aWideFrontIsNarrowedWithoutLosingTheOrder() {
    RandomStream random = new Streams(7, 0).stream(EntityClass.WORLD, 0, Purpose.ARRIVAL);
    Trio trio = new Trio();
    long day = 86_400_000_000L;
    trio.push(day, random);
    trio.push(day + 1, random);
    trio.pop();
    for (int i = 0; i < 50_000; i++) {
      trio.push(day + (random.nextLong() >>> 30), random);
    }
    trio.popAll();
    assertThat(trio.popped).isEqualTo(50_002);
  }

  /** A peek opens the first bucket; what is pushed before it afterwards must still come first. */
  @Test
  void eventsBeforeAPeekedOneComeFirst() {
    RandomStream random = new Streams(8, 0).stream(EntityClass.WORLD, 0, Purpose.ARRIVAL);
    Trio trio = new Trio();
    trio.push(1L << 40, random);
    for (int i = 0; i < 5_000; i++) {
      trio.peek();
      trio.push(random.nextLong() >>> 24, random);
    }
    trio.popAll();
    assertThat(trio.popped).isEqualTo(5_001);
  }

  /** The three queues side by side; every pop and peek is compared. */
  private static final class Trio {
    private final EventQueue reference = new ReferenceQueue();
    private final EventQueue[] others = {new QuaternaryHeap(), new WheelQueue()};
    private final EventSlot expected = new EventSlot();
    private final EventSlot actual = new EventSlot();
    private long sequence;
    private long now;
    private long popped;

    int size() {
      return reference.size();
    }

    void push(long time, RandomStream random) {
      // Unique, and mostly not in the order of pushing.
      long order = random.nextLong() << 40 | sequence++;
      long a = random.nextLong();
      int kind = (int) a;
      reference.push(time, order, kind, a, ~a);
      for (EventQueue other : others) {
        other.push(time, order, kind, a, ~a);
      }
    }

    void peek() {
      for (EventQueue other : others) {
        if (other.peekTime() != reference.peekTime()) {
          throw new AssertionError(other.getClass() + " peeks at another time than the reference");
        }
      }
    }

    void pop() {
      peek();
      reference.pop(expected);
      for (EventQueue other : others) {
        other.pop(actual);
        if (actual.time != expected.time
            || actual.order != expected.order
            || actual.kind != expected.kind
            || actual.a != expected.a
            || actual.b != expected.b
            || other.size() != reference.size()) {
          throw new AssertionError(
              other.getClass() + " popped another event than the reference, no. " + popped);
        }
      }
      now = expected.time;
      popped++;
    }

    void popAll() {
      while (!reference.isEmpty()) {
        pop();
      }
      for (EventQueue other : others) {
        assertThat(other.isEmpty()).isTrue();
      }
    }
  }
}
