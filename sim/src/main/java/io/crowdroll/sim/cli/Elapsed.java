package io.crowdroll.sim.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says every few seconds that long work still goes on, from the third second, until closed. */
final class Elapsed implements AutoCloseable {
  private final Thread thread;

  Elapsed(PrintWriter err, String what) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    thread = Thread.ofVirtual().start(() -> tell(err, what, terminal));
  }

  private static void tell(PrintWriter err, String what, boolean terminal) {
    int step = terminal ? 1 : 10;
    try {
      for (int seconds = 3; ; seconds += step) {
        TimeUnit.SECONDS.sleep(seconds == 3 ? 3 : step);
        err.print((terminal ? "\r" : "") + what + ": " + seconds + " s" + (terminal ? " " : "\n"));
        err.flush();
      }
    } catch (InterruptedException e) {
      if (terminal) {
        err.print("\r\u001b[K");
        err.flush();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
