package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Escrow;
import io.crowdroll.protocol.zkpow.Pot;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongRBTreeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The market for proofs: tasks of all kinds, their leases, and who is paid (PROTOCOL.md §4, §5).
 *
 * <p>A block is taken in this order: its proofs and declines, {@link #endBlock} with broken leases,
 * then draws.
 */
public final class Market {

  /** What the market tells of its tasks. */
  public interface Listener {
    /**
     * A task was proven; for the first and only time.
     *
     * @param by whose proof it was
     */
    void proven(Task task, int by);

    /** All leases of a task's present group were missed. */
    void missed(Task task);
  }

  private final MarketContext context;
  private final Listener listener;
  private final Consumer<Fact> facts;
  private final ProofSystem proofs;
  private final Long2ObjectLinkedOpenHashMap<Task> tasks = new Long2ObjectLinkedOpenHashMap<>();
  private final LongRBTreeSet waiting = new LongRBTreeSet();
  private final Leases leases;
  private long waitingUnits;
  private int leasedTasks;

  public Market(
      MarketContext context, ProofSystem proofs, Listener listener, Consumer<Fact> facts) {
    this.context = context;
    this.proofs = proofs;
    this.listener = listener;
    this.facts = facts;
    leases = new Leases(context, facts, this::groupEnded);
  }

  /** W: units of all tasks in state waiting. */
  public long waitingUnits() {
    return waitingUnits;
  }

  public int waitingTasks() {
    return waiting.size();
  }

  /** Tasks under a lease and not proven. */
  public int leasedTasks() {
    return leasedTasks;
  }

  /** A task that is not proven, or proven with leases still open; else {@code null}. */
  public Task task(long key) {
    return tasks.get(key);
  }

  /** The leases that a prover holds now, in the order in which they began. */
  public List<Fact.Leased> leasesOf(int prover) {
    List<Fact.Leased> held = new ArrayList<>();
    for (Lease lease = context.provers().held(prover); lease != null; lease = lease.nextHeld) {
      held.add(
          new Fact.Leased(
              lease.task.key,
              lease.holder,
              lease.right,
              lease.task.units,
              lease.group.bounty,
              lease.penalty,
              -1,
              lease.assignedAt));
    }
    return held.reversed();
  }

  /**
   * Makes a task, first drawn in the next block.
   *
   * @param kind of its transition, {@code null} for aggregation
   * @param firstBountyCap most that its first lease earns, or {@code null}
   * @param inputs what a real proof is checked against, {@code null} at the modelled rung
   */
  public Task make(
      long key,
      Hash256 id,
      Transition.Kind kind,
      long lastTransition,
      int units,
      Escrow escrow,
      Wei firstBountyCap,
      PublicInputs inputs) {
    Task task = new Task(key, id, kind, units, context.height(), escrow, firstBountyCap, inputs);
    if (tasks.put(key, task) != null) {
      throw new InvariantViolation("I3", "one task a place", "two tasks at " + key);
    }
    wait(task);
    Wei held = escrow == null || kind == null ? Wei.ZERO : escrow.amount();
    facts.accept(new Fact.TaskMade(key, kind, lastTransition, units, id, held));
    return task;
  }

  /** Has the proof system look at all proofs of a block together, where they are real. */
  public void expect(List<Coordination> messages) {
    List<ProofSystem.Claim> claims = new ArrayList<>();
    for (Coordination message : messages) {
      if (message instanceof Coordination.Submission(int claimant, Proof.Groth16 proof)) {
        Task task = tasks.get(proof.task());
        PublicInputs inputs = task == null ? null : inputs(task, claimant);
        if (inputs != null) {
          claims.add(new ProofSystem.Claim(proof, inputs));
        }
      }
    }
    if (!claims.isEmpty()) {
      proofs.expect(claims);
    }
  }

  /** What a proof must show for a claimant; {@code null} at the modelled rung. */
  private PublicInputs inputs(Task task, int claimant) {
    return task.inputs == null || !context.payeeBound()
        ? task.inputs
        : task.inputs.paying(context.address(claimant));
  }

  /** Takes a proof: pays whoever has a right to it, or says why not. */
  public Rejection submit(Coordination.Submission submission) {
    Proof proof = submission.proof();
    int claimant = submission.claimant();
    Task task = tasks.get(proof.task());
    if (task == null) {
      return Rejection.UNKNOWN_TASK;
    }
    int expected = context.payeeBound() ? claimant : Payee.NONE;
    if (proof.payee() != expected) {
      return Rejection.WRONG_PAYEE;
    }
    if (!proofs.verifies(proof, task.key, expected, inputs(task, claimant))) {
      return Rejection.INVALID_PROOF;
    }
    Lease lease = leases.find(task, claimant);
    if (lease != null) {
      proveUnderLease(task, lease, proof);
      return null;
    }
    if (task.proven) {
      return Rejection.ALREADY_PROVEN;
    }
    if (leases.isLate(task, claimant)) {
      return proveLate(task, claimant, proof);
    }
    if (context.leases().reassignment() instanceof Reassignment.Open) {
      proveOpen(task, claimant, proof);
      return null;
    }
    return Rejection.NO_LEASE;
  }

  /** Gives a lease back without fault (§4). */
  public Rejection decline(int prover, long key) {
    Task task = tasks.get(key);
    Lease lease = task == null ? null : leases.find(task, prover);
    if (lease == null) {
      return Rejection.NO_LEASE;
    }
    return leases.decline(lease);
  }

  /** Going inactive drops held leases (literal, §3). */
  public void dropLeases(int prover) {
    leases.drop(prover);
  }

  /** Drops every task and, without fault, every lease: the chain has gone back (§8). */
  public void abandon() {
    leases.endAll();
    for (Task task : tasks.values()) {
      context.ledger().treasury().toPool(takeBonus(task));
    }
    tasks.clear();
    waiting.clear();
    waitingUnits = 0;
    leasedTasks = 0;
  }

  /** Ends a block: clocks, broken leases, then draws with this block's beacon (§4). */
  public void endBlock(Hash256 beacon, int proposer, boolean witnessServed) {
    leases.endBlock(proposer, witnessServed);
    if (context.leases().reassignment() instanceof Reassignment.Open) {
      return;
    }
    // A copy: a lease takes its task out of the waiting set.
    for (long key : waiting.toLongArray()) {
      Task task = tasks.get(key);
      if (task.madeAt < context.height() && leases.assign(task, beacon)) {
        noLongerWaiting(task);
        leasedTasks++;
      }
    }
  }

  /**
   * Takes the proving plane into a commitment: the registry with its heartbeats, then every task
   * that is not done, in the order in which they were made, each with its open leases.
   */
  public void digest(Keccak256 out) {
    context.provers().digest(out);
    context.heartbeats().digest(context.provers().size(), out);
    out.putInt(tasks.size());
    for (Task task : tasks.values()) {
      task.digest(out);
      List<Lease> open = leases.of(task.key);
      out.putInt(open.size());
      open.forEach(lease -> lease.digest(out));
    }
  }

  private void proveUnderLease(Task task, Lease lease, Proof proof) {
    boolean first = !task.proven;
    boolean owedInFull = lease.right != Right.PROBATION && !lease.group.firstPaid;
    if (first) {
      facts.accept(new Fact.Proven(task.key, lease.holder, lease.right));
    }
    Wei amount = owedInFull ? leases.fullBounty(lease) : leases.laterShare(lease);
    if (owedInFull) {
      if (task.paidInFull) {
        throw new InvariantViolation("I2", "one full payment", "a second for task " + task.key);
      }
      lease.group.firstPaid = true;
      task.paidInFull = true;
      amount = amount.plus(takeBonus(task));
    }
    context.pay(lease.holder, amount, lease.right == Right.PROBATION);
    facts.accept(new Fact.Paid(task.key, lease.holder, lease.right, amount, owedInFull));
    context.proved(lease.holder, task.units);
    if (first) {
      markProven(task, lease.holder, proof);
    }
    leases.end(lease, Fact.LeaseEnd.PROVEN);
    forgetWhenDone(task);
  }

  private Rejection proveLate(Task task, int claimant, Proof proof) {
    LeaseRules.Late late = context.leases().late();
    if (late == LeaseRules.Late.REJECTED) {
      return Rejection.TOO_LATE;
    }
    facts.accept(new Fact.Proven(task.key, claimant, Right.LATE));
    long share = late == LeaseRules.Late.SHARE ? context.leases().lateShare() : 0;
    Wei paid = Wei.ZERO;
    if (task.group != null) {
      paid = task.group.pot.pay(task.group.bounty.scaledBy(share));
      task.group.takenByLate = paid;
    } else {
      Pot pot = context.pot(task.escrow);
      pot.reserve(context.quote(task).scaledBy(share));
      paid = pot.pay(pot.left());
      pot.close();
    }
    context.pay(claimant, paid, false);
    facts.accept(new Fact.Paid(task.key, claimant, Right.LATE, paid, false));
    context.proved(claimant, task.units);
    markProven(task, claimant, proof);
    forgetWhenDone(task);
    return null;
  }

  private void proveOpen(Task task, int claimant, Proof proof) {
    facts.accept(new Fact.Proven(task.key, claimant, Right.OPEN));
    Pot pot = context.pot(task.escrow);
    pot.reserve(context.quote(task));
    Wei paid = pot.pay(pot.left());
    pot.close();
    task.paidInFull = true;
    context.pay(claimant, paid, false);
    facts.accept(new Fact.Paid(task.key, claimant, Right.OPEN, paid, true));
    context.proved(claimant, task.units);
    markProven(task, claimant, proof);
    forgetWhenDone(task);
  }

  private void markProven(Task task, int by, Proof proof) {
    if (task.waiting()) {
      noLongerWaiting(task);
    } else {
      leasedTasks--;
    }
    task.proven = true;
    task.proof = proof;
    listener.proven(task, by);
  }

  /** A task's group has no open lease any more. */
  private void groupEnded(Task task, LeaseGroup group) {
    group.pot.close();
    if (task.group != group) {
      forgetWhenDone(task);
      return;
    }
    task.group = null;
    if (!task.proven) {
      leasedTasks--;
      if (group.missed > 0) {
        task.misses++;
      }
      wait(task);
      if (group.missed > 0) {
        listener.missed(task);
      }
    }
    forgetWhenDone(task);
  }

  private void wait(Task task) {
    task.waitingSince = context.height();
    waiting.add(task.key);
    waitingUnits += task.units;
  }

  private void noLongerWaiting(Task task) {
    waiting.remove(task.key);
    waitingUnits -= task.units;
    task.waited += context.height() - task.waitingSince;
  }

  private Wei takeBonus(Task task) {
    Wei bonus = task.bonus;
    context.ledger().treasury().fromEscrow(bonus);
    task.bonus = Wei.ZERO;
    return bonus;
  }

  private void forgetWhenDone(Task task) {
    if (task.proven && task.openLeases == 0) {
      Wei bonus = takeBonus(task);
      context.ledger().treasury().toPool(bonus);
      tasks.remove(task.key);
    }
  }
}
