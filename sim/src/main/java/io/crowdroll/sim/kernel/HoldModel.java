package io.crowdroll.sim.kernel;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the queues in the hold model: with a constant number of pending events, pop the first
 * and push one that lies an exponential time (mean 60 s) after it, over and over. One pop and one
 * push are one event. The exponential law has no memory, so the queue is in its steady state from
 * the start.
 *
 * <p>The queues run in turn in every round, so that a slow spell of the machine hits all of them,
 * and the median round counts. Every queue must pop in the same order, or the measurement fails.
 */
public final class HoldModel {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double MEAN_MICROS = 60e6;
  private static final int INCREMENTS = 1 << 16;
  private static final int LEAST_HOLDS = 1_000_000;

  private final EventQueue queue;
  private final long[] increments;
  private final EventSlot slot = new EventSlot();
  private long sequence;
  private long checksum;

  /**
   * A queue filled for the hold model.
   *
   * @param queue an empty queue
   * @param pending number of events it holds from now on
   */
  public HoldModel(EventQueue queue, int pending) {
    this(queue, pending, increments());
  }

  private HoldModel(EventQueue queue, int pending, long[] increments) {
    this.queue = queue;
    this.increments = increments;
    for (int i = 0; i < pending; i++) {
      push(0);
    }
  }

  /**
   * Times between a pop and its push in µs, drawn beforehand: this measures queues, not logarithms.
   */
  public static long[] increments() {
    RandomStream stream = new Streams(1, 0).stream(EntityClass.WORLD, 0, Purpose.ARRIVAL);
    Exponential law = new Exponential(MEAN_MICROS);
    return Arrays.stream(new long[INCREMENTS]).map(zero -> (long) law.sample(stream)).toArray();
  }

  private void push(long now) {
    long time = now + increments[(int) sequence & INCREMENTS - 1];
    queue.push(time, sequence, 1, sequence, now);
    sequence++;
  }

  /**
   * Pops and pushes so many times.
   *
   * @return digest of all times and orders popped since the start
   */
  public long run(int holds) {
    for (int i = 0; i < holds; i++) {
      queue.pop(slot);
      checksum = 31 * checksum + (slot.time ^ slot.order);
      push(slot.time);
    }
    return checksum;
  }

  /**
   * Nanoseconds an event (one pop and one push) by name of the queue; the first, {@link
   * ReferenceQueue}, is {@link java.util.PriorityQueue} on objects.
   *
   * @param pending number of pending events
   * @param rounds how many rounds count; one more is run first and discarded
   * @throws IllegalStateException if two queues pop in different orders
   */
  public static Map<String, Double> nanosPerEvent(int pending, int rounds) {
    EventQueue[] queues = {new ReferenceQueue(), new QuaternaryHeap(), new WheelQueue()};
    long[] increments = increments();
    HoldModel[] models =
        Arrays.stream(queues)
            .map(queue -> new HoldModel(queue, pending, increments))
            .toArray(HoldModel[]::new);
    int holds = Math.max(pending, LEAST_HOLDS);
    double[][] nanos = new double[models.length][rounds];
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < models.length; i++) {
        long start = THREADS.getCurrentThreadCpuTime();
        long digest = models[i].run(holds);
        long elapsed = THREADS.getCurrentThreadCpuTime() - start;
        if (digest != models[0].checksum) {
          throw new IllegalStateException(name(queues[i]) + " pops in another order");
        }
        if (round >= 0) {
          nanos[i][round] = (double) elapsed / holds;
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    for (int i = 0; i < models.length; i++) {
      Arrays.sort(nanos[i]);
      medians.put(name(queues[i]), nanos[i][rounds / 2]);
    }
    return medians;
  }

  private static String name(EventQueue queue) {
    return queue.getClass().getSimpleName();
  }

  /**
   * Prints a table: nanoseconds an event, events a second, and how many times faster than {@link
   * java.util.PriorityQueue}.
   *
   * @param out where to
   * @param rounds how many rounds count in each line
   * @param pending numbers of pending events, one block of lines each
   */
  public static void print(PrintStream out, int rounds, int... pending) {
    out.println("pending    queue            ns/event   M events/s   times PriorityQueue");
    for (int n : pending) {
      Map<String, Double> medians = nanosPerEvent(n, rounds);
      double baseline = medians.get(ReferenceQueue.class.getSimpleName());
      medians.forEach(
          (queue, nanos) ->
              out.printf(
                  Locale.ROOT,
                  "%-10d %-16s %8.1f   %10.2f   %19.2f%n",
                  n,
                  queue,
                  nanos,
                  1e3 / nanos,
                  baseline / nanos));
    }
  }
}
