package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.ProofSystem;
import java.util.function.Consumer;

/**
 * A node as a state machine (PROTOCOL.md §9): {@code handle(now, event) → effects}, on one thread,
 * without clock, chance or keys. The first event is its {@link NodeEvent.Start}.
 */
public interface NodeMachine {

  /**
   * The machine that a start asks for, which has handled nothing yet.
   *
   * @param proofs decides for validators whether proofs verify
   */
  static NodeMachine of(NodeEvent.Start start, ProofSystem proofs) {
    return switch (start.config()) {
      case NodeConfig.OfValidator _ -> new ValidatorNode(start, proofs);
      case NodeConfig.OfProver _ -> new ProverNode(start);
    };
  }

  /**
   * Handles one event.
   *
   * @param now the time that the event's edge read, ms; never decreases
   * @param effects takes what is to be done, in order; each may leave once the event is durable
   */
  void handle(long now, NodeEvent event, Consumer<NodeEffect> effects);
}
