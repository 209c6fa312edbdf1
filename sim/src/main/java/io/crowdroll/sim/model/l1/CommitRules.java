package io.crowdroll.sim.model.l1;

import static io.crowdroll.sim.model.l1.Revert.unless;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.PublicData;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import java.util.Iterator;

/** {@code commitBatch}: conditions 0 to 6 of L1.md, in its order. */
final class CommitRules {
  private final Deployment deployment;
  private final ContractState state;
  private final SeatRules seats;

  CommitRules(Deployment deployment, ContractState state, SeatRules seats) {
    this.deployment = deployment;
    this.state = state;
    this.seats = seats;
  }

  void commit(Message msg, BatchHeader header, Certificate certificate) {
    Head parent = state.committed.get();
    checkCount(header); // 0
    checkParent(header, parent); // 1
    seats.takeTurn(msg, header.readyAt()); // 2
    checkCertificate(header, certificate, parent); // 3
    StoredBatch batch = store(msg, header, parent); // 4
    checkTimes(msg, header, parent);
    checkDeadlines(header, parent); // 5
    checkNotPermissionless(msg, parent); // 6
    append(msg, batch);
    msg.log(new L1Log.BatchCommitted(header.index(), batch.head().hash(), msg.sender()));
  }

  /**
   * {@code commitAndProve} up to its proof: drops what is unproven and commits queue items alone.
   */
  void commitPermissionless(Message msg, BatchHeader header) {
    unless(deployment.rules().forced() != null, Refusal.NO_QUEUE);
    long waiting = state.committed.get().queueTo();
    int span = deployment.rules().forced().permissionlessAfter();
    unless(state.isOlder(waiting, msg.block(), span), Refusal.NOT_PERMISSIONLESS_YET);
    int dropped = state.dropUnproven();
    Head parent = state.proven.get();
    checkCount(header);
    checkParent(header, parent);
    int items = header.items().size();
    // At most one open before each item, and nothing else
    boolean itemsAlone = items >= 1 && header.transitions() <= 2 * items;
    boolean noFees = header.settled().isZero() && header.fees().isZero();
    unless(itemsAlone && noFees, Refusal.NOT_QUEUE_ITEMS_ALONE);
    boolean asHead =
        header.validatorSet() == parent.validatorSet()
            && header.readyAt() == parent.readyAt()
            && header.l1Origin() == parent.l1Origin()
            && header.firstHeight() == parent.firstHeight()
            && header.lastHeight() == parent.lastHeight();
    unless(asHead, Refusal.NOT_AS_THE_HEAD);
    append(msg, store(msg, header, parent));
    msg.log(new L1Log.PermissionlessBatch(header, msg.sender(), dropped));
  }

  private void append(Message msg, StoredBatch batch) {
    state.batches.put(batch.head().index(), batch);
    state.committed.set(batch.head());
    state.lastCommitAt.set(msg.block());
  }

  private void checkCount(BatchHeader header) {
    int transitions = header.transitions();
    boolean fits = 0 <= transitions && transitions <= deployment.capacity();
    boolean holds = header.items().size() <= transitions;
    unless(fits && holds && header.withdrawals().size() <= transitions, Refusal.WRONG_COUNT);
    boolean inRange = header.fees().signum() >= 0 && header.deposits().signum() >= 0;
    for (Transition.Withdrawal withdrawal : header.withdrawals()) {
      inRange &= withdrawal.value().signum() > 0;
    }
    unless(inRange, Refusal.WORD_OUT_OF_RANGE);
  }

  private static void checkParent(BatchHeader header, Head parent) {
    unless(header.index() == parent.index() + 1, Refusal.WRONG_INDEX);
    unless(header.parentHash().equals(parent.hash()), Refusal.WRONG_PARENT);
    unless(header.preRoot().equals(parent.root()), Refusal.WRONG_PRE_ROOT);
  }

  private void checkCertificate(BatchHeader header, Certificate certificate, Head parent) {
    if (deployment.rules().certificate()) {
      certificate
          .check(header.hash(), deployment.validatorSets().apply(parent.validatorSet()))
          .ifPresent(
              refusal -> {
                throw new Revert(refusal);
              });
    }
  }

  /** Walks the slots: queue items must be the queue's, withdrawals become claims. */
  private StoredBatch store(Message msg, BatchHeader header, Head parent) {
    unless(header.queueFrom() == parent.queueTo(), Refusal.WRONG_QUEUE_FROM);
    boolean exists = header.queueTo() <= state.queueLength.get();
    boolean whole = header.queueTo() - header.queueFrom() == header.items().size();
    unless(exists && whole, Refusal.QUEUE_MISMATCH);
    Amounts deposited = Amounts.NONE;
    Wei queueFees = Wei.ZERO;
    Iterator<Transition.Withdrawal> claims = header.withdrawals().iterator();
    long next = header.queueFrom();
    for (BatchHeader.Consumed consumed : header.items()) {
      unless(consumed.index() == next++, Refusal.QUEUE_MISMATCH);
      ContractState.Queued queued = state.queued(consumed.index());
      queueFees = queueFees.plus(queued.fee());
      switch (queued.item()) {
        case L1Item.Deposit deposit -> {
          unless(consumed.applied(), Refusal.QUEUE_MISMATCH);
          deposited = deposited.plus(Amounts.of(deposit.asset(), deposit.value()));
        }
        case L1Item.Forced forced -> {
          if (forced.withdraw() && consumed.applied()) {
            unless(isAhead(forced, claims), Refusal.QUEUE_SUMS_MISMATCH);
          }
        }
      }
    }
    unless(deposited.zkpow().equals(header.deposits()), Refusal.QUEUE_SUMS_MISMATCH);
    Amounts withdrawn = Amounts.NONE;
    for (Transition.Withdrawal withdrawal : header.withdrawals()) {
      withdrawn = withdrawn.plus(Amounts.of(withdrawal.asset(), withdrawal.value()));
    }
    return new StoredBatch(
        Head.of(header),
        header.data() == null ? null : PublicData.batch(header.data().words()),
        header.l1Origin() - parent.l1Origin(),
        header.supplyDelta(),
        deposited,
        withdrawn,
        header.withdrawals(),
        queueFees,
        msg.block(),
        msg.sender());
  }

  /** Whether a forced withdrawal's record is among the claims that are still ahead. */
  private static boolean isAhead(L1Item.Forced forced, Iterator<Transition.Withdrawal> claims) {
    Transition.Withdrawal record =
        new Transition.Withdrawal(forced.to(), forced.asset(), forced.value());
    while (claims.hasNext()) {
      if (claims.next().equals(record)) {
        return true;
      }
    }
    return false;
  }

  private static void checkTimes(Message msg, BatchHeader header, Head parent) {
    long origin = header.l1Origin();
    unless(parent.l1Origin() <= origin && origin <= msg.block(), Refusal.ORIGIN_OUT_OF_RANGE);
    long ready = header.readyAt();
    unless(parent.readyAt() <= ready && ready <= msg.block(), Refusal.READY_OUT_OF_RANGE);
  }

  private void checkDeadlines(BatchHeader header, Head parent) {
    if (deployment.rules().forced() == null) {
      return;
    }
    int deadline = deployment.rules().forced().forceDeadline();
    long due = parent.queueTo();
    long most = parent.queueTo() + deployment.rules().forced().maxPerBatch();
    while (due < Math.min(most, state.queueLength.get())
        && state.queued(due).item().enqueuedAt() + deadline <= header.l1Origin()) {
      due++;
    }
    unless(header.queueTo() >= due, Refusal.QUEUE_DEADLINE);
  }

  private void checkNotPermissionless(Message msg, Head parent) {
    if (deployment.rules().forced() != null) {
      int span = deployment.rules().forced().permissionlessAfter();
      boolean late = state.isOlder(parent.queueTo(), msg.block(), span);
      unless(!late, Refusal.ONLY_PERMISSIONLESS);
    }
  }
}
