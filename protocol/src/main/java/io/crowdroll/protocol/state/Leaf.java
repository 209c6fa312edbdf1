package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Hash256;

/** What a leaf of the state tree, or of a contract's storage, commits to (STATEMENTS.md). */
public sealed interface Leaf permits AccountLeaf, StorageLeaf {
  /** The key as a number of 256 bits: an address, or a storage key. */
  Hash256 key();

  /** The next larger key in use, 0 = none. */
  Hash256 nextKey();

  /** The leaf itself: Poseidon of its fields. */
  Hash256 hash();

  /** Whether every field is one that the tree's own leaves could have. */
  boolean isWellFormed();
}
