package io.crowdroll.protocol.state;

import io.crowdroll.prover.field.Workers.Task;

/** Port: whoever runs independent pieces of work, perhaps several at once. */
public interface Workers {
  /** One after the other, by the caller: what the protocol does by itself. */
  Workers CALLER =
      new Workers() {
        @Override
        public int count() {
          return 1;
        }

        @Override
        public void run(int tasks, Task task) {
          for (int k = 0; k < tasks; k++) {
            task.run(0, k);
          }
        }
      };

  /** How many there are: a task is told a number below this one. */
  int count();

  /** Runs tasks 0 … tasks − 1 and returns when all are done; throws what a task threw. */
  void run(int tasks, Task task);
}
