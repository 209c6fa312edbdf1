package io.crowdroll.protocol.audit;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import it.unimi.dsi.fastutil.ints.Int2ObjectArrayMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

/**
 * I1: nothing stays in escrow that nobody waits for, and no lease is given against a bond that does
 * not cover its penalty.
 *
 * <p>Escrow holds at most the proof fees of transitions in unproven batches and what open leases
 * have reserved; so where all is proven it is empty.
 */
final class EscrowAudit {
  /** What the open leases of a task may hold in escrow, and the penalties behind them. */
  private static final class Reserve {
    Wei most = Wei.ZERO;
    int open;
    final Int2ObjectArrayMap<Wei> penalties = new Int2ObjectArrayMap<>(2);
  }

  private final Rollup rollup;
  private final Long2ObjectOpenHashMap<Wei> fees = new Long2ObjectOpenHashMap<>();
  private final Long2ObjectOpenHashMap<Reserve> reserves = new Long2ObjectOpenHashMap<>();
  private final Long2ObjectOpenHashMap<Fact.BatchClosed> closed = new Long2ObjectOpenHashMap<>();

  /** Σ penalties of open leases, by holder. */
  private final Int2ObjectOpenHashMap<Wei> reserved = new Int2ObjectOpenHashMap<>();

  /** Upper bound of what is in escrow. */
  private Wei bound = Wei.ZERO;

  EscrowAudit(Rollup rollup) {
    this.rollup = rollup;
    reserved.defaultReturnValue(Wei.ZERO);
  }

  void take(Fact fact) {
    switch (fact) {
      case Fact.TaskMade made when made.kind() != null -> {
        fees.put(TaskKey.firstTransition(made.task()), made.escrow());
        bound = bound.plus(made.escrow());
      }
      case Fact.Leased lease -> leased(lease);
      case Fact.LeaseEnded end -> ended(end);
      case Fact.BatchClosed batch -> closed.put(batch.header().index(), batch);
      case Fact.BatchProven(long index, int _, _) -> {
        Fact.BatchClosed batch = closed.remove(index);
        for (long at = batch.firstTransition(); at <= batch.lastTransition(); at++) {
          bound = bound.minus(fees.remove(at));
        }
      }
      default -> {}
    }
  }

  private void leased(Fact.Leased lease) {
    Reserve reserve = reserves.computeIfAbsent(lease.task(), _ -> new Reserve());
    reserve.open++;
    reserve.most = reserve.most.plus(lease.bounty());
    bound = bound.plus(lease.bounty());
    if (rollup.rules().proving().bonded() && !lease.penalty().isZero()) {
      reserve.penalties.put(lease.holder(), lease.penalty());
      Wei sum = reserved.get(lease.holder()).plus(lease.penalty());
      reserved.put(lease.holder(), sum);
      int account = rollup.proving().provers().account(lease.holder());
      Wei bond = rollup.accounts().bonded(account).minus(rollup.pending().bondDebit(account));
      if (bond.isLess(sum)) {
        throw new InvariantViolation("I1", "a bond that covers penalties of " + sum, "" + bond);
      }
    }
  }

  private void ended(Fact.LeaseEnded end) {
    Reserve reserve = reserves.get(end.task());
    Wei penalty = reserve.penalties.remove(end.holder());
    if (penalty != null) {
      reserved.put(end.holder(), reserved.get(end.holder()).minus(penalty));
    }
    if (--reserve.open == 0) {
      bound = bound.minus(reserve.most);
      reserves.remove(end.task());
    }
  }

  void end() {
    // What fines add for the next prover is not followed here.
    if (rollup.rules().penalty().nextProverShare() == 0
        && bound.isLess(rollup.treasury().escrow())) {
      throw new InvariantViolation(
          "I1", "at most " + bound + " in escrow", rollup.treasury().escrow().toString());
    }
  }
}
