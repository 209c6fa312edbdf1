package io.crowdroll.sim.bench;

import io.crowdroll.sim.kernel.EventQueue;
import io.crowdroll.sim.kernel.HoldModel;
import io.crowdroll.sim.kernel.QuaternaryHeap;
import io.crowdroll.sim.kernel.ReferenceQueue;
import io.crowdroll.sim.kernel.WheelQueue;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hold model ({@link HoldModel}) under JMH, one fork a queue, and beside it a plain {@link
 * PriorityQueue} without our interface around it. Run its {@code main} with arguments of JMH.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EventQueueBench {

  private static final int HOLDS = 10_000;

  /** Number of pending events. */
  @Param({"1000", "100000", "1000000"})
  public int pending;

  /** The queue under test; {@code PRIORITY_QUEUE} is the plain one. */
  @Param({"PRIORITY_QUEUE", "REFERENCE", "QUATERNARY", "WHEEL"})
  public Contestant contestant;

  private Hold hold;

  /** The queues by name. */
  public enum Contestant {
    PRIORITY_QUEUE,
    REFERENCE,
    QUATERNARY,
    WHEEL
  }

  /** Runs so many pops and pushes and returns something that depends on all of them. */
  private interface Hold {
    long run(int holds);
  }

  @Setup
  public void fill() {
    hold =
        switch (contestant) {
          case PRIORITY_QUEUE -> new PlainPriorityQueue(pending);
          case REFERENCE -> hold(new ReferenceQueue());
          case QUATERNARY -> hold(new QuaternaryHeap());
          case WHEEL -> hold(new WheelQueue());
        };
  }

  private Hold hold(EventQueue queue) {
    return new HoldModel(queue, pending)::run;
  }

  @Benchmark
  @OperationsPerInvocation(HOLDS)
  public long hold() {
    return hold.run(HOLDS);
  }

  private static final class PlainPriorityQueue implements Hold {

    private record Event(long time, long order, int kind, long a, long b)
        implements Comparable<Event> {
      @Override
      public int compareTo(Event that) {
        return time != that.time ? Long.compare(time, that.time) : Long.compare(order, that.order);
      }
    }

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final long[] increments = HoldModel.increments();
    private long sequence;
    private long checksum;

    PlainPriorityQueue(int pending) {
      for (int i = 0; i < pending; i++) {
        push(0);
      }
    }

    private void push(long now) {
      long time = now + increments[(int) sequence & increments.length - 1];
      queue.add(new Event(time, sequence, 1, sequence, now));
      sequence++;
    }

    @Override
    public long run(int holds) {
      for (int i = 0; i < holds; i++) {
        Event event = queue.remove();
        checksum = 31 * checksum + (event.time ^ event.order);
        push(event.time);
      }
      return checksum;
    }
  }

  public static void main(String[] args) throws Exception {
    org.openjdk.jmh.Main.main(args);
  }
}
