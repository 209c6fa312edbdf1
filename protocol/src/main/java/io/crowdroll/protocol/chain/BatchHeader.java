package io.crowdroll.protocol.chain;

import java.util.List;

/**
 * What a commit posts (L1.md, Header).
 *
 * @param index position in the chain of batches, from 1
 * @param parentHash hash of the header before it, {@link Hash256#ZERO} before the first
 * @param preRoot state root before its first transition
 * @param postRoot state root after its last transition
 * @param transitions number of its transitions
 * @param fees Σ fees that left the state
 * @param settled Σ(Δbalance + Δbonded) of its settlements
 * @param deposits ZKPoW that its deposits brought in
 * @param withdrawals its applied withdrawals, in order
 * @param firstHeight L2 height of its first transition
 * @param lastHeight L2 height of its last transition
 * @param l1Origin L1 origin of the last block all of whose queue items are consumed by its end
 * @param queueFrom queue items consumed before it
 * @param queueTo queue items consumed with it
 * @param items the queue items that it consumes, with whether each was applied
 * @param readyAt the L1 block at which it could be committed
 * @param validatorSet number of the validator set that signs the next batch
 * @param data the words that say all this to L1; {@code null} at the modelled rung, which posts
 *     none
 */
public record BatchHeader(
    long index,
    Hash256 parentHash,
    Hash256 preRoot,
    Hash256 postRoot,
    int transitions,
    Wei fees,
    Wei settled,
    Wei deposits,
    List<Transition.Withdrawal> withdrawals,
    long firstHeight,
    long lastHeight,
    long l1Origin,
    long queueFrom,
    long queueTo,
    List<Consumed> items,
    long readyAt,
    int validatorSet,
    BatchData data) {

  /**
   * A queue item in a batch.
   *
   * @param index its position in the queue
   * @param applied whether it had effect; a forced item may be void
   */
  public record Consumed(long index, boolean applied) {}

  /** A header of the modelled rung. */
  public BatchHeader(
      long index,
      Hash256 parentHash,
      Hash256 preRoot,
      Hash256 postRoot,
      int transitions,
      Wei fees,
      Wei settled,
      Wei deposits,
      List<Transition.Withdrawal> withdrawals,
      long firstHeight,
      long lastHeight,
      long l1Origin,
      long queueFrom,
      long queueTo,
      List<Consumed> items,
      long readyAt,
      int validatorSet) {
    this(
        index,
        parentHash,
        preRoot,
        postRoot,
        transitions,
        fees,
        settled,
        deposits,
        withdrawals,
        firstHeight,
        lastHeight,
        l1Origin,
        queueFrom,
        queueTo,
        items,
        readyAt,
        validatorSet,
        null);
  }

  /** Growth of the supply on L2 by this batch, deposits and withdrawals apart. */
  public Wei supplyDelta() {
    return settled.minus(fees);
  }

  /**
   * What certificates sign, what the next header names as its parent and what a root proof is bound
   * to: the contract's hash over the {@link #data}; at the modelled rung keccak over every
   * component in order, lists with their length first.
   */
  public Hash256 hash() {
    if (data != null) {
      return data.headerHash(index, parentHash, readyAt);
    }
    Keccak256 keccak = new Keccak256();
    keccak.putLong(index).putHash(parentHash).putHash(preRoot).putHash(postRoot);
    keccak.putInt(transitions);
    put(keccak, fees);
    put(keccak, settled);
    put(keccak, deposits);
    keccak.putInt(withdrawals.size());
    for (Transition.Withdrawal withdrawal : withdrawals) {
      Address recipient = withdrawal.recipient();
      keccak.putInt(recipient.w0()).putLong(recipient.w1()).putLong(recipient.w2());
      keccak.putByte(withdrawal.asset().ordinal());
      put(keccak, withdrawal.value());
    }
    keccak.putLong(firstHeight).putLong(lastHeight).putLong(l1Origin);
    keccak.putLong(queueFrom).putLong(queueTo).putInt(items.size());
    for (Consumed item : items) {
      keccak.putLong(item.index()).putByte(item.applied() ? 1 : 0);
    }
    return keccak.putLong(readyAt).putInt(validatorSet).digest();
  }

  private static void put(Keccak256 keccak, Wei amount) {
    keccak.putLong(amount.hi()).putLong(amount.lo());
  }
}
