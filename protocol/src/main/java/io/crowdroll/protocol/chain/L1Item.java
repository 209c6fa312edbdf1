package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.List;

/**
 * An item of the L1 queue (PROTOCOL.md §8, L1.md {@code enqueue}); items are imported in order.
 *
 * <p>A forced item's signature, and so whether it is void for that reason, is part of the item.
 */
public sealed interface L1Item {
  /** Position in the queue, from 0, without gaps. */
  long index();

  /** The L1 block that queued it. */
  long enqueuedAt();

  /** Whose account changes first: the depositor on L1, or the sender on L2. */
  Address sender();

  Address to();

  Asset asset();

  Wei value();

  /** Assets moved from L1 to an account, which an {@code open} makes where it is absent. */
  record Deposit(long index, long enqueuedAt, Address sender, Address to, Asset asset, Wei value)
      implements L1Item {}

  /**
   * A transfer or withdrawal that nobody can refuse.
   *
   * @param withdraw whether it is a withdrawal to {@code to} on L1
   * @param signed whether signature and key belong to the sender
   * @param signature what was queued; {@code null} at the modelled rung, which signs nothing
   */
  record Forced(
      long index,
      long enqueuedAt,
      boolean withdraw,
      Address sender,
      Address to,
      Asset asset,
      Wei value,
      long nonce,
      boolean signed,
      ForcedSignature signature)
      implements L1Item {

    /** An item of the modelled rung. */
    public Forced(
        long index,
        long enqueuedAt,
        boolean withdraw,
        Address sender,
        Address to,
        Asset asset,
        Wei value,
        long nonce,
        boolean signed) {
      this(index, enqueuedAt, withdraw, sender, to, asset, value, nonce, signed, null);
    }

    /** The item with what L1 queued, checked for a deployment. */
    public Forced with(ForcedSignature queued, Deployment deployment) {
      boolean good = queued.signs(this, deployment);
      return new Forced(index, enqueuedAt, withdraw, sender, to, asset, value, nonce, good, queued);
    }
  }

  /**
   * The item's four data words with applied bit 0 (STATEMENTS.md, public data): what the contract
   * chains into its queue.
   */
  default List<BigInteger> words() {
    int kind =
        switch (this) {
          case Deposit _ -> SlotWords.DEPOSIT;
          case Forced forced ->
              forced.withdraw ? SlotWords.FORCED_WITHDRAW : SlotWords.FORCED_TRANSFER;
        };
    long nonce = this instanceof Forced forced ? forced.nonce : 0;
    BigInteger auth =
        this instanceof Forced forced && forced.signature != null
            ? forced.signature.auth()
            : BigInteger.ZERO;
    return List.of(
        SlotWords.first(false, kind, nonce, sender()),
        SlotWords.second(asset(), to()),
        value().toBigInteger(),
        auth);
  }
}
