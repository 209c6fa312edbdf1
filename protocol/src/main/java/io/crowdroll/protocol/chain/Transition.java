package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.List;

/**
 * One transition of rollup state, as executed: the statement of its proof and what its batch's
 * header sums up (PROTOCOL.md §1, §2; STATEMENTS.md).
 *
 * @param sequence position in the chain of transitions, from 0
 * @param kind what it is
 * @param height block that holds it
 * @param units proof units
 * @param user whether a user sent it; system transitions are settlements, deposits, forced items,
 *     opens before them and empty blocks
 * @param applied false for a void forced item
 * @param fee what left the state for fees
 * @param settled Σ(Δbalance + Δbonded) of a settlement
 * @param deposited ZKPoW that a deposit brought in
 * @param withdrawal a withdrawal's record, or {@code null}
 * @param queueIndex the queue item consumed, −1 = none
 * @param l1Origin number of the L1 origin all of whose items are consumed after it
 * @param queueTo items consumed after it
 * @param preRoot state root before it
 * @param postRoot state root after it
 * @param words its four public words where proofs are real; else, and for an empty block, none
 */
public record Transition(
    long sequence,
    Kind kind,
    long height,
    int units,
    boolean user,
    boolean applied,
    Wei fee,
    Wei settled,
    Wei deposited,
    Withdrawal withdrawal,
    long queueIndex,
    long l1Origin,
    long queueTo,
    Hash256 preRoot,
    Hash256 postRoot,
    List<BigInteger> words) {

  /** Kinds of transition. */
  public enum Kind {
    OPEN,
    TRANSFER,
    WITHDRAW,
    BOND,
    CALL,
    SETTLE,
    DEPOSIT,
    FORCED_TRANSFER,
    FORCED_WITHDRAW,
    EMPTY_BLOCK
  }

  /** What a withdrawal makes claimable on L1. */
  public record Withdrawal(Address recipient, Asset asset, Wei value) {}
}
