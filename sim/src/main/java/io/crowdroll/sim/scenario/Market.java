package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Wei;
import java.util.List;

/**
 * Where ZKPoW is traded for ETH; validators' votes on {@code zkpowPerEth} follow it.
 *
 * @param ethUsd price of 1 ETH in USD
 */
public record Market(double ethUsd, Price price) {

  /** How the price of ZKPoW moves. */
  public sealed interface Price {

    /** Stays at the protocol's initial {@code zkpowPerEth}. */
    record Constant() implements Price {}

    /**
     * A constant-product pool.
     *
     * @param zkpow reserve of ZKPoW
     * @param eth reserve of ETH
     * @param fee of a trade, in [0, 1)
     * @param sellShare share of their income that provers sell
     * @param noiseEthPerHour standard deviation of other net trade in one hour, ETH
     */
    record Pool(Wei zkpow, Wei eth, double fee, double sellShare, double noiseEthPerHour)
        implements Price {}

    /** Steps at given times; before the first point, the protocol's initial price. */
    record Steps(List<Point> points) implements Price {}
  }

  /**
   * @param zkpowPerEth wei of ZKPoW for 10^18 wei of ETH
   */
  public record Point(long atMillis, Wei zkpowPerEth) {}
}
