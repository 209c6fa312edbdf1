package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Pot;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Begins and ends leases (PROTOCOL.md §4). */
final class Leases {
  private static final int MILLIS_A_DAY = 86_400_000;

  private final MarketContext context;
  private final LeaseRules rules;
  private final Consumer<Fact> facts;
  private final BiConsumer<Task, LeaseGroup> groupEnded;
  private final Deadlines deadlines;
  private final IntArrayList chosen = new IntArrayList();
  private final IntArrayList chosenBy = new IntArrayList();

  /** Every open lease by task: few at a time, in the order in which they began. */
  private final Long2ObjectLinkedOpenHashMap<List<Lease>> byTask =
      new Long2ObjectLinkedOpenHashMap<>();

  private List<Lease> notStarted = new ArrayList<>();
  private long order;
  private int rotation;

  Leases(MarketContext context, Consumer<Fact> facts, BiConsumer<Task, LeaseGroup> groupEnded) {
    this.context = context;
    this.rules = context.leases();
    this.facts = facts;
    this.groupEnded = groupEnded;
    deadlines = new Deadlines(rules.graceProposers(), context.validators());
  }

  /**
   * The lease that {@code holder} has of {@code task}, or {@code null}. One past its due is no
   * right any more, though it ends only after the block's proofs (§4: at due + 1 it is missed).
   */
  Lease find(Task task, int holder) {
    List<Lease> open = byTask.get(task.key);
    if (open != null) {
      for (Lease lease : open) {
        if (lease.holder == holder && context.height() <= lease.due) {
          return lease;
        }
      }
    }
    return null;
  }

  /** Whether a lease of this holder's is past its due, ended as missed or about to be. */
  boolean isLate(Task task, int holder) {
    if (task.late.contains(holder)) {
      return true;
    }
    for (Lease lease : byTask.getOrDefault(task.key, List.of())) {
      if (lease.holder == holder && context.height() > lease.due) {
        return true;
      }
    }
    return false;
  }

  /**
   * Leases a waiting task, if anybody can be found.
   *
   * @return whether it is leased now
   */
  boolean assign(Task task, Hash256 beacon) {
    boolean lastResort = lastResortIsDue(task);
    boolean first = task.formerHolders.isEmpty();
    if (lastResort) {
      leaseToValidator(task);
    } else if (!leaseToProvers(task, beacon)) {
      return false;
    }
    if (first || lastResort) {
      offerProbation(task, beacon);
    }
    return true;
  }

  /** What the first proof under this lease earns. */
  Wei fullBounty(Lease lease) {
    LeaseGroup group = lease.group;
    Wei bounty = group.bounty;
    if (!context.lockedAtLease()) {
      // Literal (H2): the bounty ages inside the window; reserve what it has grown by.
      Wei now = context.quote(lease.task);
      Wei more = now.minus(group.bounty);
      bounty = more.signum() > 0 ? group.bounty.plus(group.pot.reserve(more)) : now;
    }
    return group.pot.pay(bounty.minus(group.takenByLate).max(Wei.ZERO));
  }

  /** What a proof under this lease earns after the first one, or as a newcomer's copy. */
  Wei laterShare(Lease lease) {
    if (lease.right == Right.PROBATION) {
      return lease.group.pot.pay(lease.group.bounty);
    }
    return lease.group.sharesLater
        ? lease.group.pot.pay(lease.group.bounty.scaledBy(rules.redundancyShare()))
        : Wei.ZERO;
  }

  Rejection decline(Lease lease) {
    if (rules.declineWindow() == 0 || context.height() > lease.assignedAt + rules.declineWindow()) {
      return Rejection.DECLINE_WINDOW_OVER;
    }
    int day = (int) (context.now() / MILLIS_A_DAY);
    if (!context.provers().decline(lease.holder, day, rules.declineQuota())) {
      return Rejection.DECLINE_QUOTA_USED;
    }
    end(lease, Fact.LeaseEnd.DECLINED);
    return null;
  }

  void drop(int prover) {
    Lease lease = context.provers().held(prover);
    while (lease != null) {
      Lease next = lease.nextHeld;
      if (context.height() <= lease.due) {
        end(lease, Fact.LeaseEnd.WENT_INACTIVE);
      }
      lease = next;
    }
  }

  /** Starts clocks, ends what no witness was served for, then what was due at the block before. */
  void endBlock(int proposer, boolean witnessServed) {
    startClocks(witnessServed);
    for (Lease lease : deadlines.missedAt(context.height(), proposer)) {
      if (lease.open) {
        miss(lease);
      }
    }
  }

  /** Ends an open lease; the last one of its group ends the group. */
  void end(Lease lease, Fact.LeaseEnd how) {
    if (!lease.open) {
      throw new InvariantViolation("I5", "an open lease", "one ended twice");
    }
    lease.open = false;
    Task task = lease.task;
    List<Lease> open = byTask.get(task.key);
    open.remove(lease);
    if (open.isEmpty()) {
      byTask.remove(task.key);
    }
    task.openLeases--;
    if (!Payee.isValidator(lease.holder)) {
      context.provers().release(lease.holder, lease);
      if (lease.right == Right.PROBATION) {
        context.provers().probation(lease.holder, false);
      }
      context.activeSet().refresh(lease.holder);
    }
    facts.accept(new Fact.LeaseEnded(task.key, lease.holder, how, context.height() - 1));
    if (--lease.group.open == 0) {
      groupEnded.accept(task, lease.group);
    }
  }

  /** A task's open leases, in the order in which they began. */
  List<Lease> of(long task) {
    return byTask.getOrDefault(task, List.of());
  }

  /** Ends every open lease without fault. */
  void endAll() {
    for (List<Lease> leases : new ArrayList<>(byTask.values())) {
      for (Lease lease : new ArrayList<>(leases)) {
        end(lease, Fact.LeaseEnd.REVERTED);
      }
    }
    notStarted.clear();
  }

  private void miss(Lease lease) {
    if (!lease.penalty.isZero()) {
      int account = context.provers().account(lease.holder);
      Wei bonus = context.ledger().levy(account, lease.penalty);
      lease.task.bonus = lease.task.bonus.plus(bonus);
      facts.accept(new Fact.Penalised(lease.task.key, lease.holder, lease.penalty));
    }
    lease.task.late.add(lease.holder);
    if (lease.right != Right.PROBATION) {
      lease.group.missed++;
    }
    end(lease, Fact.LeaseEnd.MISSED);
  }

  private void startClocks(boolean witnessServed) {
    if (notStarted.isEmpty()) {
      return;
    }
    List<Lease> rest = new ArrayList<>();
    for (Lease lease : notStarted) {
      long age = context.height() - lease.assignedAt;
      if (!lease.open) {
        continue;
      }
      // Attested in precommits for the next block, recorded in the one after that.
      if (witnessServed && age >= 2) {
        start(lease);
      } else if (age >= rules.witnessTimeout()) {
        end(lease, Fact.LeaseEnd.WITNESS_NOT_SERVED);
      } else {
        rest.add(lease);
      }
    }
    notStarted = rest;
  }

  private void start(Lease lease) {
    lease.deadline = context.height() + rules.span(lease.task.units);
    deadlines.add(lease);
    facts.accept(new Fact.ClockStarted(lease.task.key, lease.holder, lease.deadline));
  }

  private boolean lastResortIsDue(Task task) {
    return rules.lastResortMisses() > 0 && task.misses >= rules.lastResortMisses()
        || rules.lastResortBlocks() > 0
            && context.height() - task.waitingSince >= rules.lastResortBlocks();
  }

  private void leaseToValidator(Task task) {
    int validator = rotation++ % context.validators();
    Pot pot = context.pot(task.escrow);
    Wei bounty = pot.reserve(context.quote(task));
    LeaseGroup group = new LeaseGroup(bounty, pot, false);
    task.group = group;
    begin(task, group, Payee.validator(validator), Right.LAST_RESORT, Wei.ZERO, -1);
  }

  private boolean leaseToProvers(Task task, Hash256 beacon) {
    boolean committee = rules.reassignment() instanceof Reassignment.Committee && task.misses > 0;
    int size = rules.redundancy();
    if (committee && rules.reassignment() instanceof Reassignment.Committee(int members)) {
      size = Math.max(size, members);
    }
    Wei penalty = context.penaltyOf(task.units);
    choose(task, beacon, size, penalty);
    if (chosen.isEmpty()) {
      return false;
    }
    boolean shares = chosen.size() > 1 && (!committee || rules.committeeShare());
    Pot pot = context.pot(task.escrow);
    Wei quote = context.quote(task);
    Wei later =
        shares ? quote.scaledBy(rules.redundancyShare()).times(chosen.size() - 1) : Wei.ZERO;
    Wei wanted = quote.plus(later);
    Wei granted = pot.reserve(wanted);
    Wei bounty = granted.equals(wanted) ? quote : quote.mulDiv(granted, wanted);
    LeaseGroup group = new LeaseGroup(bounty, pot, shares);
    task.group = group;
    Right right = committee ? Right.COMMITTEE : chosen.size() > 1 ? Right.REDUNDANCY : Right.LEASE;
    for (int i = 0; i < chosen.size(); i++) {
      begin(task, group, chosen.getInt(i), right, penalty, chosenBy.getInt(i));
    }
    return true;
  }

  /** Fills {@code chosen} with up to {@code size} provers that can hold this task. */
  private void choose(Task task, Hash256 beacon, int size, Wei penalty) {
    chosen.clear();
    chosenBy.clear();
    if (task.misses > 0 && rules.reassignment() instanceof Reassignment.LeastRecentlyProcessed) {
      for (int prover : context.activeSet().leastRecentlyProcessed(LeaseRules.DRAWS)) {
        if (chosen.size() < size && eligible(task, prover, penalty)) {
          choose(prover, -1);
        }
      }
    } else {
      int draw = 0;
      for (int member = 0; member < size; member++) {
        int limit = draw + LeaseRules.DRAWS;
        int found = -1;
        while (found < 0 && draw < limit && context.activeSet().totalWeight() > 0) {
          int prover = context.activeSet().draw(beacon, task.id, draw++);
          if (eligible(task, prover, penalty)) {
            found = prover;
            choose(prover, draw - 1);
          }
        }
      }
    }
    if (chosen.isEmpty() && context.activeSet().totalWeight() > 0) {
      task.admitsFormerHolders = true;
    }
  }

  private void choose(int prover, int draw) {
    chosen.add(prover);
    chosenBy.add(draw);
  }

  private boolean eligible(Task task, int prover, Wei penalty) {
    if (chosen.contains(prover) || find(task, prover) != null) {
      return false;
    }
    if (rules.excludeFormerHolders()
        && !task.admitsFormerHolders
        && task.formerHolders.contains(prover)) {
      return false;
    }
    return !context.proving().bonded()
        || context.activeSet().freeBond(prover).compareTo(penalty) >= 0;
  }

  /** §3: a redundant copy beside a first or a last-resort lease, paid from the pool alone. */
  private void offerProbation(Task task, Hash256 beacon) {
    if (!context.proving().probation()
        || task.probationUsed
        || task.units > ProvingRules.PROBATION_UNITS
        || context.ledger().treasury().pool().isLess(ProvingRules.PROBATION_POOL)) {
      return;
    }
    int newcomer = context.activeSet().drawNewcomer(beacon, task.id);
    if (newcomer < 0 || find(task, newcomer) != null) {
      return;
    }
    task.probationUsed = true;
    Pot pot = context.pot(null);
    Wei share = pot.reserveFromPool(context.quote(task).scaledBy(rules.redundancyShare()));
    context.provers().probation(newcomer, true);
    begin(task, new LeaseGroup(share, pot, false), newcomer, Right.PROBATION, Wei.ZERO, 1 << 16);
  }

  private void begin(Task task, LeaseGroup group, int holder, Right right, Wei penalty, int draw) {
    Lease lease = new Lease(task, group, holder, right, penalty, context.height());
    group.open++;
    task.openLeases++;
    task.formerHolders.add(holder);
    byTask.computeIfAbsent(task.key, _ -> new ArrayList<>(2)).add(lease);
    if (!Payee.isValidator(holder)) {
      context.provers().take(holder, lease, ++order);
      context.activeSet().refresh(holder);
    }
    facts.accept(
        new Fact.Leased(
            task.key, holder, right, task.units, group.bounty, penalty, draw, context.height()));
    if (rules.witnessClock() == LeaseRules.WitnessClock.AT_ASSIGNMENT) {
      start(lease);
    } else {
      notStarted.add(lease);
    }
  }
}
