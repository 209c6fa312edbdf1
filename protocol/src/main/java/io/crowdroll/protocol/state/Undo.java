package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Hash256;

/** One change of world state, as what must be put back to undo it. */
sealed interface Undo {
  /** An account had these fields. */
  record Fields(int account, Accounts.Fields before) implements Undo {}

  /** The last account was absent. */
  record Opened() implements Undo {}

  /** A contract's slot held this. */
  record Slot(int account, int slot, Hash256 before) implements Undo {}

  /** The last slot of a contract was absent. */
  record SlotOpened(int account) implements Undo {}

  /** An account had no code and no storage. */
  record Deployed(int account) implements Undo {}
}
