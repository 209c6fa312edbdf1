package io.crowdroll.protocol.circuits;

import java.util.EnumSet;
import java.util.Set;

/** What a slot does (STATEMENTS.md, "Slots"); its ordinal is the code in the public words. */
public enum SlotKind {
  PAD,
  OPEN,
  TRANSFER,
  WITHDRAW,
  BOND,
  SETTLE,
  DEPOSIT,
  FORCED_TRANSFER,
  FORCED_WITHDRAW;

  /** Signed by their sender, who must be able to pay: whoever includes them has checked. */
  static final Set<SlotKind> USER = Set.copyOf(EnumSet.of(TRANSFER, WITHDRAW, BOND));

  /** Items of the L1 queue that may turn out void. */
  static final Set<SlotKind> FORCED = Set.copyOf(EnumSet.of(FORCED_TRANSFER, FORCED_WITHDRAW));

  /** Kinds that a sender has signed and whose nonce they use up. */
  static final Set<SlotKind> SPENDING =
      Set.copyOf(EnumSet.of(TRANSFER, WITHDRAW, BOND, FORCED_TRANSFER, FORCED_WITHDRAW));

  /** Kinds that credit a second account. */
  static final Set<SlotKind> TRANSFERS = Set.copyOf(EnumSet.of(TRANSFER, FORCED_TRANSFER));

  /** Kinds that consume an item of the L1 queue. */
  static final Set<SlotKind> QUEUED =
      Set.copyOf(EnumSet.of(DEPOSIT, FORCED_TRANSFER, FORCED_WITHDRAW));

  /** Kinds with two leaf updates. */
  static final Set<SlotKind> TWO_LEAVES =
      Set.copyOf(EnumSet.of(OPEN, TRANSFER, SETTLE, FORCED_TRANSFER));

  /** Kinds whose second leaf was there before. */
  static final Set<SlotKind> READING_TWO =
      Set.copyOf(EnumSet.of(TRANSFER, SETTLE, FORCED_TRANSFER));

  /** Kinds whose first leaf is an account that must be there. */
  static final Set<SlotKind> NEEDING_ACCOUNT =
      Set.copyOf(EnumSet.of(TRANSFER, WITHDRAW, BOND, SETTLE, DEPOSIT));

  /** Kinds that need the leaf below an address that is absent. */
  static final Set<SlotKind> PASSING_OVER =
      Set.copyOf(EnumSet.of(OPEN, FORCED_TRANSFER, FORCED_WITHDRAW));

  /** A forced item's message is that of the ordinary kind (STATEMENTS.md, "0x7b message"). */
  static final int FORCED_OFFSET = FORCED_TRANSFER.ordinal() - TRANSFER.ordinal();

  /** The code in the public words. */
  public int code() {
    return ordinal();
  }
}
