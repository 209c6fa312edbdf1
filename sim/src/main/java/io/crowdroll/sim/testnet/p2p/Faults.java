package io.crowdroll.sim.testnet.p2p;

import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What is wrong with the network by order of whoever tests it: cut links, late frames. */
public final class Faults {
  private volatile Set<Integer> cut = Set.of();
  private volatile long delayNanos;

  /** Cuts the links to these peers, and restores all others. */
  public void partition(Set<Integer> peers) {
    cut = Set.copyOf(peers);
  }

  /** Holds every frame back for so long before it is sent. */
  public void delay(long millis) {
    delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  boolean isCut(int peer) {
    return cut.contains(peer);
  }

  long delayNanos() {
    return delayNanos;
  }
}
