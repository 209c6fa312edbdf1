package io.crowdroll.sim.testnet.l1;

import io.crowdroll.contracts.l1.Rpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What starting a server takes: a free port, and the patience until it answers. */
final class Ready {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 20;

  private Ready() {}

  /** A loopback port that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits for the first answer.
   *
   * @param alive whether the server is still running
   * @param log where to look if it is not
   */
  static void await(Rpc rpc, BooleanSupplier alive, Path log) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        rpc.chainId();
        return;
      } catch (IOException notYet) {
        if (!alive.getAsBoolean() || System.nanoTime() > end) {
          throw new IOException("the L1 client does not answer; what it said is in " + log, notYet);
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the L1 client was starting", stop);
    }
  }
}
