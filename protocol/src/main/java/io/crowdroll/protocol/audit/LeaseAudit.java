package io.crowdroll.protocol.audit;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.proving.LeaseRules;
import io.crowdroll.protocol.proving.Reassignment;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectRBTreeMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * I2 and I5: who is paid had a right to it and is paid in full once; deadlines are exact: penalised
 * if and only if the lease was open past its due. Deadlines and dues are computed here anew.
 */
final class LeaseAudit {
  private static final int RING = 64;

  private static final class Held {
    final Fact.Leased lease;
    long deadline = -1;
    long due = -1;
    boolean open = true;
    boolean penalised;
    Wei takenByLate = Wei.ZERO;

    Held(Fact.Leased lease) {
      this.lease = lease;
    }
  }

  private final Rules rules;
  private final int distinctNeeded;
  private final int[] proposers = new int[RING];
  private final Long2ObjectOpenHashMap<List<Held>> byTask = new Long2ObjectOpenHashMap<>();
  private final Long2ObjectRBTreeMap<List<Held>> running = new Long2ObjectRBTreeMap<>();
  private final List<Held> due = new ArrayList<>();
  private final LongOpenHashSet paidInFull = new LongOpenHashSet();
  private long height;

  LeaseAudit(Rules rules, int validators) {
    this.rules = rules;
    distinctNeeded = Math.min(rules.leases().graceProposers(), (validators - 1) / 3 + 1);
  }

  void begin(Block block) {
    height = block.height();
    proposers[(int) (height % RING)] = block.proposer();
  }

  void take(Fact fact) {
    switch (fact) {
      case Fact.Leased lease -> leased(lease);
      case Fact.ClockStarted clock -> started(clock);
      case Fact.Penalised(long task, int holder, Wei amount) -> penalised(task, holder, amount);
      case Fact.LeaseEnded end -> ended(end);
      case Fact.Paid paid -> paid(paid);
      default -> {}
    }
  }

  private void leased(Fact.Leased lease) {
    List<Held> of = byTask.get(lease.task());
    if (of == null) {
      of = new ArrayList<>(2);
      byTask.put(lease.task(), of);
    }
    for (Held held : of) {
      if (held.open && held.lease.holder() == lease.holder()) {
        throw new InvariantViolation("I2", "one lease of a task at a time", lease.toString());
      }
    }
    of.add(new Held(lease));
  }

  private void started(Fact.ClockStarted clock) {
    Held held = open(clock.task(), clock.holder(), clock);
    Wei scaled = Wei.of(rules.leases().deadlinePerUnit()).times(held.lease.units());
    Wei span = scaled.plus(Wei.of(Wei.ONE - 1)).dividedBy(Wei.ONE);
    long expected = height + rules.leases().deadlineBase() + span.lo();
    if (clock.deadline() != expected) {
      throw new InvariantViolation("I5", "deadline " + expected, clock.toString());
    }
    held.deadline = expected;
    List<Held> same = running.get(expected);
    if (same == null) {
      same = new ArrayList<>();
      running.put(expected, same);
    }
    same.add(held);
  }

  private void penalised(long task, int holder, Wei amount) {
    Held held = open(task, holder, amount);
    if (held.penalised || held.due != height - 1 || !amount.equals(held.lease.penalty())) {
      throw new InvariantViolation(
          "I5",
          "one penalty of " + held.lease.penalty() + " at height " + (held.due + 1),
          "penalty of " + amount + " at height " + height + " for " + held.lease);
    }
    held.penalised = true;
  }

  private void ended(Fact.LeaseEnded end) {
    Held held = open(end.task(), end.holder(), end);
    held.open = false;
    boolean missed = end.how() == Fact.LeaseEnd.MISSED;
    boolean past = held.due >= 0 && held.due < height;
    boolean fined = held.penalised || held.lease.penalty().isZero();
    if (missed != past || missed && !fined) {
      throw new InvariantViolation(
          "I5",
          past ? "missed and penalised after due " + held.due : "no miss before its due",
          end + " at height " + height);
    }
    forget(end.task());
  }

  private void paid(Fact.Paid paid) {
    if (paid.full() && !paidInFull.add(paid.task())) {
      throw new InvariantViolation("I2", "one full payment a task", paid.toString());
    }
    switch (paid.right()) {
      case OPEN -> allowed(rules.leases().reassignment() instanceof Reassignment.Open, paid);
      case LATE -> paidLate(paid);
      case LEASE, COMMITTEE, REDUNDANCY, LAST_RESORT, PROBATION ->
          paidUnder(open(paid.task(), paid.payee(), paid, "I2"), paid);
    }
  }

  private void paidLate(Fact.Paid paid) {
    Wei most = null;
    boolean held = false;
    for (Held lease : byTask.getOrDefault(paid.task(), List.of())) {
      held |= lease.lease.holder() == paid.payee();
      if (lease.open && lease.lease.right() != Right.PROBATION) {
        most = lease.lease.bounty().scaledBy(rules.leases().lateShare());
        lease.takenByLate = paid.amount();
      }
    }
    allowed(held && rules.leases().late() != LeaseRules.Late.REJECTED && !paid.full(), paid);
    if (rules.leases().late() == LeaseRules.Late.UNPAID) {
      atMost(Wei.ZERO, paid);
    } else if (most != null) {
      atMost(most, paid);
    }
  }

  private void paidUnder(Held held, Fact.Paid paid) {
    Wei bounty = held.lease.bounty();
    allowed(paid.right() == held.lease.right(), paid);
    if (paid.right() == Right.PROBATION) {
      allowed(!paid.full(), paid);
      atMost(bounty, paid);
    } else if (!paid.full()) {
      atMost(bounty.scaledBy(rules.leases().redundancyShare()), paid);
    } else if (rules.bounty().lockedAtLease() && rules.penalty().nextProverShare() == 0) {
      Wei owed = bounty.minus(held.takenByLate);
      if (!paid.amount().equals(owed)) {
        throw new InvariantViolation("I2", "the locked bounty " + owed, paid.toString());
      }
    }
  }

  private static void allowed(boolean right, Fact.Paid paid) {
    if (!right) {
      throw new InvariantViolation("I2", "a right to be paid", paid.toString());
    }
  }

  private static void atMost(Wei most, Fact.Paid paid) {
    if (paid.amount().compareTo(most) > 0) {
      throw new InvariantViolation("I2", "a share of at most " + most, paid.toString());
    }
  }

  private Held open(long task, int holder, Object what) {
    return open(task, holder, what, "I5");
  }

  private Held open(long task, int holder, Object what, String invariant) {
    for (Held held : byTask.getOrDefault(task, List.of())) {
      if (held.open && held.lease.holder() == holder) {
        return held;
      }
    }
    throw new InvariantViolation(
        invariant, "an open lease", what + " of " + holder + " on " + task);
  }

  /** Finds what is due now; whatever was due before must have ended. */
  void end() {
    for (Held held : due) {
      if (held.open) {
        throw new InvariantViolation(
            "I5", "lease ended after due " + held.due, "open at " + height + ": " + held.lease);
      }
    }
    due.clear();
    Iterator<Long2ObjectMap.Entry<List<Held>>> overdue = running.long2ObjectEntrySet().iterator();
    while (overdue.hasNext()) {
      Long2ObjectMap.Entry<List<Held>> entry = overdue.next();
      if (entry.getLongKey() > height) {
        break;
      }
      List<Held> same = entry.getValue();
      same.removeIf(held -> !held.open);
      if (same.isEmpty()) {
        overdue.remove();
      } else if (height >= same.getFirst().deadline + LeaseRules.LONGEST_GRACE
          || distinctSince(same.getFirst().deadline) >= distinctNeeded) {
        for (Held held : same) {
          held.due = height;
          due.add(held);
        }
        overdue.remove();
      }
    }
  }

  private int distinctSince(long from) {
    ValidatorBits seen = ValidatorBits.NONE;
    int distinct = 0;
    for (long at = from; at <= height; at++) {
      int proposer = proposers[(int) (at % RING)];
      if (!seen.contains(proposer)) {
        seen = seen.with(proposer);
        distinct++;
      }
    }
    return distinct;
  }

  /** Leases of a paid task are forgotten once none is open: late proofs of it earn nothing more. */
  private void forget(long task) {
    List<Held> of = byTask.get(task);
    for (Held held : of) {
      if (held.open) {
        return;
      }
    }
    if (paidInFull.contains(task)) {
      byTask.remove(task);
    }
  }
}
