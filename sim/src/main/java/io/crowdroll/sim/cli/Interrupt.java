package io.crowdroll.sim.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C while a run is on: the run is told to stop, and the process waits for it to report what is
 * finished. The JVM then exits with 128 + the signal, 130.
 */
final class Interrupt implements AutoCloseable {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private Interrupt(Runnable stop) {
    hook =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  stop.run();
                  awaitFinish();
                });
  }

  /** Calls {@code stop} when the process is asked to end before {@link #close}. */
  static Interrupt arm(Runnable stop) {
    Interrupt interrupt = new Interrupt(stop);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  private void awaitFinish() {
    try {
      finished.await();
    } catch (InterruptedException e) {
      // nobody interrupts a shutdown hook; if somebody does, the process should end
    }
  }

  /** The run is over, and all there is to say has been said. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending: the hook was waiting for this call
    }
  }
}
