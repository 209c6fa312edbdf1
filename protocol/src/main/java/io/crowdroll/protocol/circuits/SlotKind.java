package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Transaction;
import java.util.List;
import java.util.stream.Stream;

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
  static final List<SlotKind> USER = List.of(TRANSFER, WITHDRAW, BOND);

  /** Items of the L1 queue that may turn out void. */
  static final List<SlotKind> FORCED = List.of(FORCED_TRANSFER, FORCED_WITHDRAW);

  /** Kinds that a sender has signed and whose nonce they use up. */
  static final List<SlotKind> SPENDING =
      List.of(TRANSFER, WITHDRAW, BOND, FORCED_TRANSFER, FORCED_WITHDRAW);

  /** Kinds that credit a second account. */
  static final List<SlotKind> TRANSFERS = List.of(TRANSFER, FORCED_TRANSFER);

  /** Kinds that consume an item of the L1 queue. */
  static final List<SlotKind> QUEUED = List.of(DEPOSIT, FORCED_TRANSFER, FORCED_WITHDRAW);

  /** Kinds with two leaf updates. */
  static final List<SlotKind> TWO_LEAVES = List.of(OPEN, TRANSFER, SETTLE, FORCED_TRANSFER);

  /** Kinds whose second leaf was there before. */
  static final List<SlotKind> READING_TWO = List.of(TRANSFER, SETTLE, FORCED_TRANSFER);

  /** Kinds whose first leaf is an account that must be there. */
  static final List<SlotKind> NEEDING_ACCOUNT = List.of(TRANSFER, WITHDRAW, BOND, SETTLE, DEPOSIT);

  /** Kinds that need the leaf below an address that is absent. */
  static final List<SlotKind> PASSING_OVER = List.of(OPEN, FORCED_TRANSFER, FORCED_WITHDRAW);

  /** A forced item's message is that of the ordinary kind (STATEMENTS.md, "0x7b message"). */
  static final int FORCED_OFFSET = FORCED_TRANSFER.ordinal() - TRANSFER.ordinal();

  /** All kinds but some, in their order. */
  static List<SlotKind> allBut(SlotKind... others) {
    return Stream.of(values()).filter(kind -> !List.of(others).contains(kind)).toList();
  }

  /**
   * The kind of a user's transaction.
   *
   * @throws IllegalArgumentException for a call, which has no circuit
   */
  static SlotKind of(Transaction.Kind kind) {
    return switch (kind) {
      case TRANSFER -> TRANSFER;
      case WITHDRAW -> WITHDRAW;
      case BOND -> BOND;
      case CALL -> throw new IllegalArgumentException("a call has no circuit");
    };
  }

  /** The code in the public words. */
  public int code() {
    return ordinal();
  }
}
