package io.crowdroll.sim.testnet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A node's process: starts the node that its folder describes, says {@code ready}, and runs until
 * its standard input ends. Whoever started it holds the other end, so that it never outlives them.
 */
public final class NodeMain {
  private static final String READY = "ready";

  private NodeMain() {}

  /**
   * Runs the node of a folder.
   *
   * @throws IOException if it cannot start
   */
  public static void run(Path folder) throws IOException {
    NodeProcess node =
        switch (NodeSetup.read(folder)) {
          case NodeSetup.OfValidator setup -> new ValidatorProcess(setup, folder);
          case NodeSetup.OfProver setup -> new ProverProcess(setup, folder);
        };
    try (node;
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      log(READY);
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        NodeOrder order = NodeOrder.read(line);
        if (order == null) {
          log("no order: " + line);
        } else {
          node.obey(order);
        }
      }
      log("stopping");
    }
  }

  /** Whether a line of a node's log says that it is ready. */
  static boolean isReady(String line) {
    return line.endsWith(" " + READY);
  }

  /** Writes a line into the node's log. */
  static void log(String line) {
    System.out.println(Instant.now() + " " + line);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
