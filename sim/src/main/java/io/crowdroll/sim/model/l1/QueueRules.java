package io.crowdroll.sim.model.l1;

import static io.crowdroll.sim.model.l1.Revert.unless;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.protocol.submission.SubmissionRules;

/** The queue of deposits and forced transactions, and the freeze that it can start (§8). */
final class QueueRules {
  /** Addresses below are the protocol's own. */
  private static final long FIRST_RECIPIENT = 1 << 16;

  /** 2^64 − 1, the nonce that no account may use. */
  private static final long LAST_NONCE = -1;

  private final SubmissionRules.Forced rules;
  private final ContractState state;

  /**
   * @param rules {@code null} = there is no queue
   */
  QueueRules(SubmissionRules.Forced rules, ContractState state) {
    this.rules = rules;
    this.state = state;
  }

  void deposit(Message msg, L1Call.EnqueueDeposit call) {
    checkValue(call.value());
    checkRecipient(call.to());
    Wei fee = takeFee(call.maxFee());
    switch (call.asset()) {
      case ETH -> state.receive(call.value());
      case ZKPOW -> {
        boolean covered = state.tokens.get(msg.sender()).compareTo(call.value()) >= 0;
        unless(covered, Refusal.NOT_ENOUGH_TOKENS);
        state.burnTokens(msg.sender(), call.value());
      }
    }
    Amounts amounts = Amounts.of(call.asset(), call.value());
    state.queuedDeposits.set(state.queuedDeposits.get().plus(amounts));
    long index = state.queueLength.get();
    append(
        msg,
        new L1Item.Deposit(index, msg.block(), msg.sender(), call.to(), call.asset(), call.value()),
        fee);
  }

  void force(Message msg, L1Call.EnqueueForced call) {
    checkValue(call.value());
    if (!call.withdraw()) {
      checkRecipient(call.to());
    }
    boolean wellFormed =
        call.nonce() != LAST_NONCE && call.signature() != L1Call.Signature.MALFORMED;
    unless(wellFormed, Refusal.MALFORMED_FORCED);
    Wei fee = takeFee(call.maxFee());
    append(
        msg,
        new L1Item.Forced(
            state.queueLength.get(),
            msg.block(),
            call.withdraw(),
            call.sender(),
            call.to(),
            call.asset(),
            call.value(),
            call.nonce(),
            call.signature() == L1Call.Signature.VALID,
            call.auth()),
        fee);
  }

  private static void checkValue(Wei value) {
    unless(!value.isZero(), Refusal.VALUE_ZERO);
    unless(value.signum() > 0, Refusal.WORD_OUT_OF_RANGE);
  }

  private static void checkRecipient(Address to) {
    boolean ordinary = to.compareTo(new Address(0, 0, FIRST_RECIPIENT)) >= 0;
    unless(ordinary, Refusal.RESERVED_RECIPIENT);
  }

  /** The fee rises with the items that no proven batch has consumed. */
  private Wei takeFee(Wei most) {
    unless(rules != null, Refusal.NO_QUEUE);
    Wei fee = rules.fee(state.queueLength.get() - state.proven.get().queueTo());
    unless(fee.compareTo(most) <= 0, Refusal.FEE_ABOVE_MAXIMUM);
    state.receive(fee);
    state.queueFees.set(state.queueFees.get().plus(fee));
    return fee;
  }

  private void append(Message msg, L1Item item, Wei fee) {
    state.queue.put(item.index(), new ContractState.Queued(item, msg.sender(), fee));
    state.queueLength.set(item.index() + 1);
    msg.log(new L1Log.Enqueued(item, msg.sender(), fee));
  }

  void freeze(Message msg) {
    boolean due =
        rules != null
            && state.isOlder(state.proven.get().queueTo(), msg.block(), rules.escapeDelay());
    unless(due, Refusal.FREEZE_TOO_EARLY);
    state.frozen.set(true);
    msg.log(new L1Log.Frozen());
  }

  /** After a freeze: a deposit and the fee of an item that was not consumed go back, once. */
  void reclaim(Message msg, long index) {
    unless(state.frozen.get(), Refusal.NOT_FROZEN);
    boolean open = state.proven.get().queueTo() <= index && index < state.queueLength.get();
    unless(open, Refusal.NOT_RECLAIMABLE);
    unless(!state.reclaimed.get(index), Refusal.ALREADY_RECLAIMED);
    state.reclaimed.put(index, true);
    ContractState.Queued queued = state.queued(index);
    state.queueFees.set(state.queueFees.get().minus(queued.fee()));
    state.owe(queued.payer(), queued.fee());
    if (queued.item() instanceof L1Item.Deposit deposit) {
      Amounts amounts = Amounts.of(deposit.asset(), deposit.value());
      state.queuedDeposits.set(state.queuedDeposits.get().minus(amounts));
      if (deposit.asset() == Asset.ETH) {
        state.owe(queued.payer(), deposit.value());
      } else {
        state.mintTokens(queued.payer(), deposit.value());
      }
    }
    msg.log(new L1Log.Reclaimed(index, queued.payer()));
  }
}
