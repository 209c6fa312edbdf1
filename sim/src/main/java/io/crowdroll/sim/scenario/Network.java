package io.crowdroll.sim.scenario;

import java.util.List;

/**
 * Message delays and losses.
 *
 * @param latency one-way delay where no link says otherwise
 * @param loss probability that a message is lost, in [0, 1)
 * @param links delays between regions, both directions alike
 */
public record Network(DurationLaw latency, double loss, List<Link> links) {

  public record Link(String from, String to, DurationLaw latency) {}
}
