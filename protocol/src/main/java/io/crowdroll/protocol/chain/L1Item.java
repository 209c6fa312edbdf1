package io.crowdroll.protocol.chain;

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
      boolean signed)
      implements L1Item {}
}
