package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.Limbs;

/**
 * An account of a {@link PlainState}; what holds for one transaction only is as in {@link Slot}.
 */
final class Account {
  final Address address;
  final long[] balance = new long[Limbs.WORD];
  long nonce;
  Code code = Code.EMPTY;
  Slots slots = new Slots();
  Slots transientSlots;

  /** Whether it was there, perhaps empty, when the present transaction began. */
  boolean existed;

  int transientIn = PlainState.NEVER;
  int warmIn = PlainState.NEVER;
  int touchedIn = PlainState.NEVER;
  int createdIn = PlainState.NEVER;
  int destroyedIn = PlainState.NEVER;

  Account(Address address) {
    this.address = address;
  }

  /** As EIP-161 has it. */
  boolean isEmpty() {
    return nonce == 0 && code.size() == 0 && Limbs.isZero(balance, 0);
  }
}
