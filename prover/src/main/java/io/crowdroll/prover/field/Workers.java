package io.crowdroll.prover.field;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbered tasks on the threads of a pool, each taken by whoever is free. */
public final class Workers {
  /** A task is told which worker runs it, so that each can keep scratch memory of its own. */
  @FunctionalInterface
  public interface Task {
    /** Runs task number {@code task}; no two tasks run at once as the same {@code worker}. */
    void run(int worker, int task);
  }

  private Workers() {}

  /** How many workers {@link #run} has: the pool's parallelism. */
  public static int of(ForkJoinPool pool) {
    return pool.getParallelism();
  }

  /** Runs tasks 0 … tasks − 1 and returns when all are done; throws what a task threw. */
  public static void run(ForkJoinPool pool, int tasks, Task task) {
    int workers = Math.min(of(pool), tasks);
    AtomicInteger next = new AtomicInteger();
    if (workers <= 1) {
      drain(0, next, tasks, task);
      return;
    }
    List<RecursiveAction> actions = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      int me = worker;
      actions.add(
          new RecursiveAction() {
            private static final long serialVersionUID = 1;

            @Override
            protected void compute() {
              drain(me, next, tasks, task);
            }
          });
    }
    if (ForkJoinTask.getPool() == pool) {
      ForkJoinTask.invokeAll(actions);
    } else {
      pool.submit(() -> ForkJoinTask.invokeAll(actions)).join();
    }
  }

  private static void drain(int worker, AtomicInteger next, int tasks, Task task) {
    for (int k = next.getAndIncrement(); k < tasks; k = next.getAndIncrement()) {
      task.run(worker, k);
    }
  }
}
