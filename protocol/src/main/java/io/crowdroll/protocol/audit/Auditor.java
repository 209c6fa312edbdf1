package io.crowdroll.protocol.audit;

import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.Rollup;
import java.util.List;

/**
 * Checks the invariants of PROTOCOL.md §9 after every block, from the block, what it made true and
 * the state's totals, with bookkeeping of its own.
 *
 * <p>Always: I1 from running totals, I2, I3, I5. With {@code full} also I1 by summing every account
 * and account by account, and I10 by a second node that applies the same blocks and, where roots
 * are real, by counting the state anew now and then.
 */
public final class Auditor {
  private final Rollup rollup;
  private final Rollup secondNode;
  private final ConservationAudit conservation;
  private final WealthAudit wealth;
  private final EscrowAudit escrow;
  private final LeaseAudit leases;
  private final BatchAudit batches;
  private final StateAudit state; // null at the modelled rung of execution

  /**
   * @param full whether all checks run
   */
  public Auditor(Genesis genesis, Rollup rollup, ProofSystem proofs, boolean full) {
    this(
        genesis,
        rollup,
        full ? new Rollup(genesis, proofs) : null,
        new BatchAudit(0, rollup.stateRoot(), 0));
  }

  private Auditor(Genesis genesis, Rollup rollup, Rollup secondNode, BatchAudit batches) {
    this.rollup = rollup;
    this.secondNode = secondNode;
    this.batches = batches;
    boolean full = secondNode != null;
    state = full && rollup.world() != null ? new StateAudit(rollup) : null;
    conservation = new ConservationAudit(rollup, full);
    wealth = full ? new WealthAudit(rollup, firstValidatorAccount(genesis)) : null;
    escrow = new EscrowAudit(rollup);
    leases = new LeaseAudit(genesis.rules(), genesis.stakes().length);
  }

  /**
   * Goes on after a fork, when no task is open (PROTOCOL.md §8); conservation is checked at once.
   *
   * @param secondNode another node that has followed the fork, {@code null} = not all checks run
   */
  public static Auditor afterFork(Genesis genesis, Rollup rollup, Rollup secondNode) {
    BatchAudit batches =
        new BatchAudit(rollup.nextTransition(), rollup.stateRoot(), rollup.batchEnds().size());
    Auditor auditor = new Auditor(genesis, rollup, secondNode, batches);
    auditor.conservation.end();
    auditor.escrow.end();
    if (auditor.state != null) {
      auditor.state.check();
    }
    if (secondNode != null) {
      auditor.compare(secondNode.facts(), rollup.facts());
    }
    return auditor;
  }

  /**
   * Takes an applied block.
   *
   * @throws InvariantViolation naming the invariant and both sides
   */
  public void check(Block block, List<Fact> facts) {
    leases.begin(block);
    for (Fact fact : facts) {
      leases.take(fact);
      batches.take(fact);
      conservation.take(fact);
      escrow.take(fact);
    }
    leases.end();
    conservation.end();
    escrow.end();
    if (wealth != null) {
      wealth.check(block, facts);
    }
    if (state != null) {
      state.check(block);
    }
    if (secondNode != null) {
      compare(secondNode.apply(block), facts);
    }
  }

  private int firstValidatorAccount(Genesis genesis) {
    return rollup.accounts().find(genesis.validators().getFirst());
  }

  private void compare(List<Fact> second, List<Fact> first) {
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      Fact one = i < first.size() ? first.get(i) : null;
      Fact other = i < second.size() ? second.get(i) : null;
      if (one == null || !one.equals(other)) {
        throw new InvariantViolation("I10", String.valueOf(one), String.valueOf(other));
      }
    }
    if (!rollup.stateRoot().equals(secondNode.stateRoot())) {
      throw new InvariantViolation(
          "I10", rollup.stateRoot().toString(), secondNode.stateRoot().toString());
    }
  }
}
