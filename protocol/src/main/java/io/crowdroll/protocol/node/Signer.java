package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Transaction;

/**
 * Port: the keys of a wallet, which no node holds and no record shows (PROTOCOL.md §9).
 *
 * <p>The same transaction always gets the same signature.
 */
@FunctionalInterface
public interface Signer {
  /** Signs nothing: the {@code modelled} rung. */
  Signer NONE = unsigned -> unsigned;

  /** The transaction in its envelope, signed by its sender. */
  Transaction sign(Transaction unsigned);
}
