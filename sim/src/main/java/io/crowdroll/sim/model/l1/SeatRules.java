package io.crowdroll.sim.model.l1;

import static io.crowdroll.sim.model.l1.Revert.unless;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.protocol.submission.Seat;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;

/** Slots and their seats (L1.md, Slots). */
final class SeatRules {
  private final Deployment deployment;
  private final SubmissionRules rules;
  private final ContractState state;

  SeatRules(Deployment deployment, ContractState state) {
    this.deployment = deployment;
    this.rules = deployment.rules();
    this.state = state;
  }

  /** Condition 2 of a commit: the slot is the sender's, or nobody's, or has fallen open. */
  void takeTurn(Message msg, long readyAt) {
    SlotSchedule schedule = state.schedule.get();
    long slot = schedule.slot(msg.block());
    Address agent = agent(msg, slot);
    if (agent.equals(msg.sender()) || agent.equals(Address.ZERO)) {
      return;
    }
    long since = Math.max(state.lastCommitAt.get(), readyAt);
    long opensAt = schedule.opensAt(since, rules.openAfterSlots());
    unless(msg.block() >= opensAt, Refusal.NOT_YOUR_SLOT);
    int skipped = Math.min(SlotSchedule.FINED_SLOTS, rules.openAfterSlots());
    for (long missed = slot - skipped; missed < slot; missed++) {
      fine(msg, missed);
    }
  }

  private void fine(Message msg, long slot) {
    Address owner = agent(msg, slot);
    Wei fine = state.takeBond(owner, rules.missFine());
    if (!fine.isZero()) {
      state.owe(msg.sender(), fine);
      msg.log(new L1Log.SlotSkipped(slot, owner, fine));
    }
  }

  private Address agent(Message msg, long slot) {
    SlotSchedule schedule = state.schedule.get();
    return schedule.agent(slot, msg.blockHash().apply(schedule.seedBlock(slot)));
  }

  /** A seat is free if it is empty, or its owner is in the validator set no longer. */
  void take(Message msg, int number) {
    SignerSet set = set();
    long stake = set.stake(msg.sender());
    unless(stake > 0, Refusal.NOT_A_VALIDATOR);
    Seat seat = changeable(msg, number);
    unless(set.stake(seat.next()) == 0, Refusal.SEAT_TAKEN);
    int most = SlotSchedule.maxSeats(stake, set.total());
    unless(held(msg.sender(), msg.block()) < most, Refusal.TOO_MANY_SEATS);
    state.receive(rules.seatBond());
    state.addBond(msg.sender(), rules.seatBond());
    change(msg, number, seat, msg.sender());
  }

  void leave(Message msg, int number) {
    Seat seat = changeable(msg, number);
    unless(seat.next().equals(msg.sender()), Refusal.NOT_YOUR_SEAT);
    change(msg, number, seat, Address.ZERO);
  }

  /** A seat has room for one change: the next waits until no slot or fine can ask for the last. */
  private Seat changeable(Message msg, int number) {
    unless(0 <= number && number < SlotSchedule.SEATS, Refusal.NO_SUCH_SEAT);
    Seat seat = state.schedule.get().seats().get(number);
    boolean settled = seat.effectiveBlock() == 0 || seat.effectiveBlock() <= readSince(msg.block());
    unless(settled, Refusal.SEAT_CHANGE_PENDING);
    return seat;
  }

  /** Start of the earliest slot that may still be asked for: skipped slots and the present one. */
  private long readSince(long block) {
    SlotSchedule schedule = state.schedule.get();
    return schedule.start(schedule.slot(block) - SlotSchedule.FINED_SLOTS);
  }

  private void change(Message msg, int number, Seat seat, Address owner) {
    Seat changed = seat.change(owner, msg.block() + SlotSchedule.NOTICE_BLOCKS);
    state.schedule.set(state.schedule.get().with(number, changed));
    msg.log(new L1Log.SeatChanged(number, changed));
  }

  private int held(Address member, long block) {
    int held = 0;
    for (Seat seat : state.schedule.get().seats()) {
      held += seat.concerns(member, block) ? 1 : 0;
    }
    return held;
  }

  /** Bonds beyond those of seats that can still be fined become owed; all, after a freeze. */
  void release(Message msg) {
    Wei locked = Wei.ZERO;
    if (!state.frozen.get()) {
      unless(!hasUnproven(msg.sender()), Refusal.BOND_LOCKED);
      locked = rules.seatBond().times(held(msg.sender(), readSince(msg.block())));
    }
    Wei free = state.bonds.get(msg.sender()).minus(locked);
    unless(free.signum() > 0, Refusal.NOTHING_OWED);
    state.takeBond(msg.sender(), free);
    state.owe(msg.sender(), free);
  }

  private boolean hasUnproven(Address poster) {
    long committed = state.committed.get().index();
    for (long index = state.proven.get().index() + 1; index <= committed; index++) {
      if (state.batches.get(index).poster().equals(poster)) {
        return true;
      }
    }
    return false;
  }

  private SignerSet set() {
    return deployment.validatorSets().apply(state.committed.get().validatorSet());
  }
}
