package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import java.util.List;

/**
 * A committed batch: what {@code proveBatch} and {@code claim} need of it, after which the words
 * are not needed again.
 *
 * @param inputs what its root proof is checked against, {@code null} at the modelled rung
 * @param originBlocks L1 blocks by which its origin is ahead of its parent's
 * @param supplyDelta settled − fees
 * @param deposited Σ of its deposits
 * @param withdrawn Σ of its withdrawals
 * @param claims its withdrawals
 * @param queueFees Σ of the fees of the items that it consumes
 */
record StoredBatch(
    Head head,
    PublicInputs inputs,
    long originBlocks,
    Wei supplyDelta,
    Amounts deposited,
    Amounts withdrawn,
    List<Transition.Withdrawal> claims,
    Wei queueFees,
    long committedAt,
    Address poster) {}
