package io.crowdroll.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KernelTest {

  private static final long HOUR = 3_600_000_000L;

  @Test
  void simultaneousEventsRunByPriorityThenInTheOrderOfScheduling() {
    Kernel kernel = new Kernel(new WheelQueue());
    kernel.schedule(10, 1, 1, 0, 0);
    kernel.schedule(10, 1, 2, 0, 0);
    kernel.schedule(10, 0, 3, 0, 0);
    kernel.schedule(10, Kernel.LAST_PRIORITY, 4, 0, 0);
    kernel.schedule(5, 9, 5, 0, 0);
    assertThat(kinds(kernel, 10)).containsExactly(5, 3, 1, 2, 4);
  }

  @Test
  void runsUpToTheHorizonInclusiveAndMovesThere() {
    Kernel kernel = new Kernel(new WheelQueue());
    kernel.schedule(10, 0, 1, 0, 0);
    kernel.schedule(11, 0, 2, 0, 0);
    assertThat(kinds(kernel, 10)).containsExactly(1);
    assertThat(kernel.now()).isEqualTo(10);
    assertThat(kinds(kernel, 100)).containsExactly(2);
    assertThat(kernel.now()).isEqualTo(100);
    assertThat(kernel.events()).isEqualTo(2);
    assertThat(kernel.pending()).isZero();
  }

  @Test
  void stopEndsTheRunAfterTheCurrentEvent() {
    Kernel kernel = new Kernel(new WheelQueue());
    kernel.schedule(1, 0, 1, 0, 0);
    kernel.schedule(1, 0, 2, 0, 0);
    List<Integer> seen = new ArrayList<>();
    assertThat(
            kernel.run(
                5,
                (kind, a, b) -> {
                  seen.add(kind);
                  kernel.stop();
                }))
        .isFalse();
    assertThat(seen).containsExactly(1);
    assertThat(kernel.now()).isEqualTo(1);
    assertThat(kernel.run(5, (kind, a, b) -> seen.add(kind))).isTrue();
    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void aStopBetweenRunsIsNotLost() {
    Kernel kernel = new Kernel(new WheelQueue());
    kernel.schedule(1, 0, 1, 0, 0);
    kernel.stop();
    assertThat(kinds(kernel, 5)).isEmpty();
    assertThat(kinds(kernel, 5)).containsExactly(1);
  }

  @Test
  void thePastAndUnknownPrioritiesAreRefused() {
    Kernel kernel = new Kernel(new WheelQueue());
    kernel.run(10, (kind, a, b) -> {});
    assertThatThrownBy(() -> kernel.schedule(9, 0, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 µs lies before now, 10 µs");
    assertThatThrownBy(() -> kernel.schedule(11, -1, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kernel.schedule(11, Kernel.LAST_PRIORITY + 1, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allQueuesGiveOneTrace() {
    Walk reference = new Walk(new Kernel(new ReferenceQueue()), 1, false).run();
    Walk heap = new Walk(new Kernel(new QuaternaryHeap()), 1, false).run();
    Walk wheel = new Walk(new Kernel(new WheelQueue()), 1, false).run();
    assertThat(reference.kernel.events()).isGreaterThan(100_000);
    assertThat(heap.kernel.traceHash()).isEqualTo(reference.kernel.traceHash());
    assertThat(wheel.kernel.traceHash()).isEqualTo(reference.kernel.traceHash());
    assertThat(new Walk(new Kernel(new WheelQueue()), 2, false).run().kernel.traceHash())
        .isNotEqualTo(reference.kernel.traceHash());
  }

  @Test
  void insertingNoopsChangesNothing() {
    Walk plain = new Walk(new Kernel(new WheelQueue()), 1, false).run();
    Walk padded = new Walk(new Kernel(new WheelQueue()), 1, true).run();
    assertThat(padded.kernel.traceHash()).isEqualTo(plain.kernel.traceHash());
    assertThat(padded.kernel.events()).isEqualTo(plain.kernel.events());

    Walk plainTies = new Walk(Kernel.withRandomisedTies(new WheelQueue(), 3), 1, false).run();
    Walk paddedTies = new Walk(Kernel.withRandomisedTies(new WheelQueue(), 3), 1, true).run();
    assertThat(paddedTies.kernel.traceHash()).isEqualTo(plainTies.kernel.traceHash());
    assertThat(plainTies.kernel.traceHash()).isNotEqualTo(plain.kernel.traceHash());
  }

  @Test
  void randomisedTiesPermuteWithinAPriorityOnlyAndFollowTheirSeed() {
    List<Integer> one = tied(1);
    assertThat(tied(1)).isEqualTo(one);
    assertThat(tied(2)).isNotEqualTo(one);
    assertThat(one.subList(0, 500)).allMatch(kind -> kind % 2 == 0);
    assertThat(new HashSet<>(one)).hasSize(1000);
  }

  /** Every one of the 24 orders of four events appears about equally often over the seeds. */
  @Test
  void randomisedTiesReachEveryOrder() {
    int runs = 24_000;
    int[] counts = new int[256];
    for (int seed = 0; seed < runs; seed++) {
      Kernel kernel = Kernel.withRandomisedTies(new WheelQueue(), tieSeed(seed));
      for (int kind = 1; kind <= 4; kind++) {
        kernel.schedule(1, 0, kind, 0, 0);
      }
      int code = 0;
      for (int kind : kinds(kernel, 1)) {
        code = code << 2 | kind - 1;
      }
      counts[code]++;
    }
    double chiSquare = 0;
    int orders = 0;
    for (int count : counts) {
      if (count > 0) {
        orders++;
        chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
      }
    }
    assertThat(orders).isEqualTo(24);
    assertThat(chiSquare).isLessThan(23 + 4 * Math.sqrt(2 * 23));
  }

  @Test
  void anotherThreadMaySeeTimePassing() throws InterruptedException {
    Kernel kernel = new Kernel(new WheelQueue());
    AtomicLong seen = new AtomicLong();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (kernel.now() < HOUR || kernel.events() < 1) {
                    Thread.onSpinWait();
                  }
                  seen.set(kernel.now());
                  kernel.stop();
                });
    kernel.schedule(HOUR, 0, 1, 0, 0);
    // An endless run: only the reader, by what it has seen, can end it.
    boolean reachedHorizon =
        kernel.run(Long.MAX_VALUE, (kind, a, b) -> kernel.schedule(kernel.now() + 1, 0, 1, 0, 0));
    reader.join();
    assertThat(reachedHorizon).isFalse();
    assertThat(seen.get()).isGreaterThanOrEqualTo(HOUR);
  }

  private static long tieSeed(int index) {
    return new Streams(5, 0).stream(EntityClass.WORLD, index, Purpose.TIES).nextLong();
  }

  private static List<Integer> tied(long seed) {
    Kernel kernel = Kernel.withRandomisedTies(new WheelQueue(), seed);
    for (int kind = 1; kind <= 1000; kind++) {
      kernel.schedule(10, kind % 2, kind, 0, 0);
    }
    return kinds(kernel, 10);
  }

  private static List<Integer> kinds(Kernel kernel, long until) {
    List<Integer> kinds = new ArrayList<>();
    kernel.run(until, (kind, a, b) -> kinds.add(kind));
    return kinds;
  }

  /**
   * A population of walkers that beget each other at coinciding times; the order of ties matters.
   */
  private static final class Walk implements Dispatcher {
    private final Kernel kernel;
    private final RandomStream random;
    private final boolean padded;

    Walk(Kernel kernel, long seed, boolean padded) {
      this.kernel = kernel;
      this.random = new Streams(seed, 0).stream(EntityClass.WORLD, 0, Purpose.ARRIVAL);
      this.padded = padded;
    }

    Walk run() {
      for (int walker = 0; walker < 1_000; walker++) {
        kernel.schedule(0, 0, 1, walker, 0);
      }
      for (long slice = 1; slice <= 10; slice++) {
        kernel.run(slice * HOUR / 10, this);
      }
      return this;
    }

    @Override
    public void dispatch(int kind, long a, long b) {
      long wait = random.uniform(6) * 10_000_000L;
      if (padded) {
        kernel.schedule(kernel.now() + wait, 0, Kernel.NOOP, a, b);
      }
      kernel.schedule(kernel.now() + wait, random.uniform(3), 1 + random.uniform(5), a, b + 1);
    }
  }
}
