package io.crowdroll.protocol.audit;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.state.Recount;

/**
 * I10 at the {@code full} rung of execution: the state root, which every transition moves by what
 * it changes, is the one that the whole state has. It takes time proportional to the state, so not
 * every block is looked at; an error once made is still there at the next look.
 */
final class StateAudit {
  /** Blocks between two looks. */
  private static final int PERIOD = 100;

  private final Rollup rollup;

  StateAudit(Rollup rollup) {
    this.rollup = rollup;
  }

  void check(Block block) {
    if (block.height() % PERIOD == 0) {
      check();
    }
  }

  void check() {
    Hash256 counted = Recount.root(rollup.world());
    if (!counted.equals(rollup.stateRoot())) {
      throw new InvariantViolation(
          "I10",
          "state root " + counted + " by counting anew at height " + rollup.height(),
          rollup.stateRoot().toString());
    }
  }
}
