package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.ForcedSignature;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;

/** A call of the rollup's contract on L1 (L1.md). */
public sealed interface L1Call {

  /** Posts the ordered data of the next batch and fixes its order. */
  record CommitBatch(BatchHeader header, Certificate certificate) implements L1Call {}

  /** Moves the state root over the oldest committed batch that is not proven. */
  record ProveBatch(long index, int payee, RootProof proof) implements L1Call {}

  /**
   * Commit and proof in one call, where the rules do not commit first (literal).
   *
   * @param certificate {@link Certificate#NONE} where the rules ask for none
   */
  record SubmitBatch(BatchHeader header, Certificate certificate, int payee, RootProof proof)
      implements L1Call {}

  /** A batch of queue items alone, without certificate, once the queue has waited too long. */
  record CommitAndProve(BatchHeader header, int payee, RootProof proof) implements L1Call {}

  /** Drops all unproven batches once the oldest is overdue. */
  record Prune() implements L1Call {}

  /** Ends normal operation for ever, once the queue has waited {@code escapeDelay}. */
  record Freeze() implements L1Call {}

  /**
   * Queues a deposit: ETH, or ZKPoW burned from the L1 token.
   *
   * @param to the L2 account
   * @param maxFee most that the sender pays as queue fee, wei of ETH
   */
  record EnqueueDeposit(Address to, Asset asset, Wei value, Wei maxFee) implements L1Call {}

  /**
   * Queues a transaction that the sequencer cannot refuse.
   *
   * @param withdraw whether it is a withdrawal to {@code to} on L1; else a transfer
   * @param sender the L2 account that signed
   * @param signature what its 0x7b signature is
   * @param maxFee most that the caller pays as queue fee, wei of ETH
   * @param auth the signature itself; {@code null} at the modelled rung, which signs nothing
   */
  record EnqueueForced(
      boolean withdraw,
      Address sender,
      Address to,
      Asset asset,
      Wei value,
      long nonce,
      Signature signature,
      Wei maxFee,
      ForcedSignature auth)
      implements L1Call {

    /** A call of the modelled rung. */
    public EnqueueForced(
        boolean withdraw,
        Address sender,
        Address to,
        Asset asset,
        Wei value,
        long nonce,
        Signature signature,
        Wei maxFee) {
      this(withdraw, sender, to, asset, value, nonce, signature, maxFee, null);
    }
  }

  /** A forced item's signature. */
  enum Signature {
    VALID,
    /** Well formed, but not the sender's: the item will be consumed as void. */
    WRONG,
    /** S ≥ l, or A or R8 off the curve: refused when queued. */
    MALFORMED
  }

  /**
   * Pays a withdrawal of a proven batch to its recipient; anybody may call.
   *
   * @param record its position among the batch's withdrawals, from 0
   */
  record Claim(long batch, int record, Transition.Withdrawal withdrawal) implements L1Call {}

  /** Takes back an unconsumed queue item and its fee after a freeze. */
  record Reclaim(long item) implements L1Call {}

  /**
   * Leaves a frozen rollup with an account's funds.
   *
   * @param proof that these are its public inputs; {@code null} at the modelled rung, which looks
   */
  record Escape(ExitProof exit, ProofWords proof) implements L1Call {

    /** A call of the modelled rung. */
    public Escape(ExitProof exit) {
      this(exit, null);
    }
  }

  /** Takes what the contract owes the caller. */
  record Pull() implements L1Call {}

  /** Bonds a seat of the slot schedule, from {@link SlotSchedule#NOTICE_BLOCKS} later on. */
  record TakeSeat(int seat) implements L1Call {}

  /** Empties a seat of the caller, from {@link SlotSchedule#NOTICE_BLOCKS} later on. */
  record LeaveSeat(int seat) implements L1Call {}

  /** Makes the bonds of seats that the caller has left owed to it. */
  record ReleaseBond() implements L1Call {}

  /**
   * No call of the contract, but a transaction of an account that makes some: it takes a number all
   * the same. What takes the place of a call that is withdrawn is one.
   */
  record Other() implements L1Call {}
}
