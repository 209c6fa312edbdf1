package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.WorldState;
import java.math.BigInteger;

/**
 * Follows the chain's transitions on a state of its own, leaf by leaf, and keeps what their proofs
 * need: the execution itself opens no leaf.
 *
 * <p>It decides nothing: whether a slot is valid is for execution, and for the circuit.
 */
public final class WitnessWriter {
  private final WorldState state;
  private final Accounts accounts;

  /**
   * @param state before the first slot; changed by every {@link #write}
   */
  public WitnessWriter(WorldState state) {
    this.state = state;
    accounts = state.accounts();
  }

  /** The state root after the slots written so far. */
  public Hash256 root() {
    return state.root();
  }

  /** The next slot with the leaves that it opens. */
  public SlotWitness write(Slot slot) {
    return switch (slot.kind()) {
      case PAD -> SlotWitness.PAD;
      case OPEN -> open(slot);
      case TRANSFER, WITHDRAW, BOND, FORCED_TRANSFER, FORCED_WITHDRAW -> spend(slot);
      case SETTLE -> {
        Opening first = open(slot.sender());
        settle(slot.sender(), slot.first());
        Opening second = open(slot.to());
        settle(slot.to(), slot.second());
        yield new SlotWitness(slot, first, second);
      }
      case DEPOSIT -> {
        Opening account = open(slot.to());
        credit(slot.to(), slot.asset(), slot.value());
        yield new SlotWitness(slot, account, Opening.NONE);
      }
    };
  }

  private SlotWitness open(Slot slot) {
    Opening low = open(slot.to());
    long place = accounts.size();
    accounts.open(slot.to());
    // the siblings of a leaf do not hang on the leaf itself: they are those from before it was made
    Opening made = open(slot.to());
    return new SlotWitness(slot, low, new Opening(null, place, made.siblings()));
  }

  private SlotWitness spend(Slot slot) {
    Opening sender = open(slot.sender());
    if (slot.applied()) {
      int account = accounts.find(slot.sender());
      accounts.bumpNonce(account);
      accounts.addNet(account, Wei.of(slot.fee()).negate());
      credit(slot.sender(), slot.asset(), slot.value().negate());
      if (slot.kind() == SlotKind.BOND) {
        accounts.addBonded(account, Wei.of(slot.value()));
      }
    }
    Opening recipient = Opening.NONE;
    if (SlotKind.TRANSFERS.contains(slot.kind()) && accounts.find(slot.to()) >= 0) {
      recipient = open(slot.to());
      if (slot.applied()) {
        credit(slot.to(), slot.asset(), slot.value());
      }
    }
    return new SlotWitness(slot, sender, recipient);
  }

  private void credit(Address account, Asset asset, BigInteger value) {
    if (asset == Asset.ZKPOW) {
      accounts.addNet(accounts.find(account), Wei.of(value));
    } else {
      accounts.addEth(accounts.find(account), Wei.of(value));
    }
  }

  private void settle(Address account, Slot.Deltas deltas) {
    accounts.addNet(accounts.find(account), Wei.of(deltas.balance()));
    accounts.addBonded(accounts.find(account), Wei.of(deltas.bonded()));
  }

  private Opening open(Address address) {
    return Opening.of(state.proof(address));
  }
}
