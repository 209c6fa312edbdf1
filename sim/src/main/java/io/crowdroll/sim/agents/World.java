package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Validator;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Kernel;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.Latency;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.scenario.Scenario;

/**
 * What the parts of one simulated world share: time, chance, the network, the chain and whoever
 * watches.
 *
 * @param horizon µs; nothing later is scheduled
 * @param elided whether heartbeats inside a session are left out (PROTOCOL.md §3)
 * @param gateway number of the region in which those reach validators who have none at home
 */
record World(
    Scenario scenario,
    Kernel kernel,
    Streams streams,
    Latency latency,
    Validator validator,
    Observer observer,
    Mail mail,
    Targets targets,
    Owners owners,
    ProofWork proofs,
    long horizon,
    boolean elided,
    int gateway) {

  /** Time in whole ms, rounded down: what nodes read. */
  long nowMillis() {
    return kernel.now() / Span.MILLI;
  }

  /** Schedules an event unless it lies beyond the horizon. */
  void schedule(long time, int priority, int kind, long a, long b) {
    if (time <= horizon) {
      kernel.schedule(time, priority, kind, a, b);
    }
  }

  /**
   * The first whole ms not before a time. What reaches the validators does so at whole ms, as
   * blocks are made at whole ms: whether it came before a block can be told from timestamps.
   */
  static long wholeMillis(long time) {
    return (time + Span.MILLI - 1) / Span.MILLI * Span.MILLI;
  }

  /** A coordination transaction is under way to the validators. */
  void gossip(Coordination message, long arrival) {
    schedule(arrival, Happening.MESSAGE, Happening.GOSSIP, mail.put(message), 0);
  }

  /** The validators have a coordination transaction. */
  void gossiped(Coordination message) {
    validator.handle(
        nowMillis(),
        new Event.Gossiped(message),
        effect -> {
          throw new IllegalStateException("gossip has no effect, not " + effect);
        });
  }

  /** The stream of one entry of the timeline. */
  RandomStream faultStream(int entry) {
    return streams.stream(EntityClass.FAULT, entry, Purpose.DECISION);
  }
}
