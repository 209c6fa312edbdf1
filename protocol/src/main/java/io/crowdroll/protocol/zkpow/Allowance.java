package io.crowdroll.protocol.zkpow;

import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Wei;

/**
 * L2's copy of {@code mintAllowance} (PROTOCOL.md §1, L1.md {@code proveBatch}): what settlements
 * of a batch may mint, so that L1 never has to refuse it.
 */
public final class Allowance {
  private final SettlementRules.MintAllowance rules;
  private Wei current;
  private long origin;
  private Wei settledInBatch = Wei.ZERO;

  /**
   * @param rules {@code null} = unlimited
   * @param origin L1 origin at genesis
   */
  public Allowance(SettlementRules.MintAllowance rules, long origin) {
    this.rules = rules;
    this.origin = origin;
    current = rules == null ? Wei.ZERO : rules.start();
  }

  /**
   * What may still be settled in the open batch; {@code null} = anything. The batch's own fees are
   * not counted, so that a batch cut short fits as well.
   */
  public Wei room(long l1Origin) {
    return rules == null ? null : rules.grown(current, l1Origin - origin).minus(settledInBatch);
  }

  public void settled(Wei sum) {
    settledInBatch = settledInBatch.plus(sum);
  }

  /**
   * A batch closed.
   *
   * @param stillOpen Σ settlements of transitions that its successor takes over
   */
  public void closed(long l1Origin, Wei supplyDelta, Wei stillOpen) {
    settledInBatch = stillOpen;
    if (rules == null) {
      return;
    }
    Wei rest = rules.grown(current, l1Origin - origin).minus(supplyDelta);
    if (rest.signum() < 0) {
      throw new InvariantViolation("I1", "mint allowance ≥ 0", rest.toString());
    }
    current = rest.min(rules.max());
    origin = l1Origin;
  }
}
