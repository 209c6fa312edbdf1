package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.state.Workers;
import io.crowdroll.prover.field.Workers.Task;
import java.util.concurrent.ForkJoinPool;

/** The threads of a pool, as the protocol's port wants them. */
public record PoolWorkers(ForkJoinPool pool) implements Workers {
  @Override
  public int count() {
    return io.crowdroll.prover.field.Workers.of(pool);
  }

  @Override
  public void run(int tasks, Task task) {
    io.crowdroll.prover.field.Workers.run(pool, tasks, task);
  }
}
