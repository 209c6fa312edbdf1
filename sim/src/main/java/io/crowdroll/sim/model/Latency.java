package io.crowdroll.sim.model;

import io.crowdroll.sim.kernel.Constant;
import io.crowdroll.sim.kernel.Distribution;
import io.crowdroll.sim.scenario.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One-way delays between regions, by number of region. Regions that no link names share one number
 * and the network's default delay.
 */
public final class Latency {
  /** Number of all regions that no link names. */
  public static final int ELSEWHERE = 0;

  private final List<String> regions;
  private final Distribution[][] delays;
  private final double loss;
  private final boolean instant;

  public Latency(Network network) {
    List<String> named = new ArrayList<>(List.of(""));
    for (Network.Link link : network.links()) {
      for (String region : List.of(link.from(), link.to())) {
        if (!named.contains(region)) {
          named.add(region);
        }
      }
    }
    regions = Collections.unmodifiableList(named);
    loss = network.loss();
    delays = new Distribution[named.size()][named.size()];
    Distribution otherwise = Laws.of(network.latency());
    for (Distribution[] row : delays) {
      Arrays.fill(row, otherwise);
    }
    for (Network.Link link : network.links()) {
      int from = region(link.from());
      int to = region(link.to());
      delays[from][to] = Laws.of(link.latency());
      delays[to][from] = delays[from][to];
    }
    instant = network.links().isEmpty() && otherwise.equals(new Constant(0));
  }

  /** The number of a region. */
  public int region(String name) {
    return Math.max(ELSEWHERE, regions.indexOf(name));
  }

  /** Whether no message takes any time. */
  public boolean isInstant() {
    return instant;
  }

  /**
   * The delay of a message in µs.
   *
   * @param u uniform in (0, 1)
   */
  public long micros(int from, int to, double u) {
    return Span.ofMillis(delays[from][to].quantile(u));
  }

  /**
   * Whether a message is lost.
   *
   * @param u uniform in (0, 1)
   */
  public boolean isLost(double u) {
    return u < loss;
  }

  /** Whether any message can be lost. */
  public boolean isLossy() {
    return loss > 0;
  }
}
