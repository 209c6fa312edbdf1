package io.crowdroll.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class SteadyStateAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void primitiveQueuesRecycleTheirMemory() {
    assertThat(allocatedBytes(new WheelQueue())).isZero();
    assertThat(allocatedBytes(new QuaternaryHeap())).isZero();
    // The measurement itself can tell: the queue of objects needs some 48 bytes an event.
    assertThat(allocatedBytes(new ReferenceQueue())).isGreaterThan(40L * 500_000);
  }

  /** Bytes allocated by this thread during half a million pops and pushes, after as many. */
  private static long allocatedBytes(EventQueue queue) {
    HoldModel model = new HoldModel(queue, 20_000);
    model.run(500_000);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    model.run(500_000);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
