package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.submission.Refusal;

/** Solidity's {@code revert}: leaves a call from any depth; {@link L1Contract} undoes the rest. */
final class Revert extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  Revert(Refusal refusal) {
    super(refusal.name(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }

  /** Solidity's {@code require}. */
  static void unless(boolean condition, Refusal refusal) {
    if (!condition) {
      throw new Revert(refusal);
    }
  }
}
